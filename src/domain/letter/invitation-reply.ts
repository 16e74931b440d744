import { domainOf, isFreeMail } from '../client/email.ts';
import type { Attendance, Invitation } from './invitation.ts';

const STATES: Record<Attendance, string> = { accepted: 'ACCEPTED', declined: 'DECLINED', tentative: 'TENTATIVE' };
const LINE = 72;

/**
 * The answer to an invitation as an iTIP message (RFC 5546, 3.2.3), in lines that end as calendars want them.
 *
 * @param from the address it leaves from; where another one of the same firm was invited, the answer is that one's
 */
export function composeInvitationReply(
  { uid, sequence, instance, summary, start, end, wholeDay, floating, organizer, attendees }: Invitation,
  { from, answer, now }: { from: string; answer: Attendance; now: Date },
): string {
  const day = (date: Date) => date.toISOString().slice(0, 10).replace(/-/g, '');
  const moment = (date: Date) => `${day(date)}T${date.toISOString().slice(11, 19).replace(/:/g, '')}`;
  const dated = (name: string, date: Date) =>
    wholeDay ? `${name};VALUE=DATE:${day(date)}` : `${name}:${moment(date)}${floating ? '' : 'Z'}`;
  return [
    'BEGIN:VCALENDAR',
    'PRODID:-//Sloop//EN',
    'VERSION:2.0',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `SEQUENCE:${sequence}`,
    ...(instance ? [dated('RECURRENCE-ID', instance)] : []),
    `DTSTAMP:${moment(now)}Z`,
    dated('DTSTART', start),
    ...(end ? [dated('DTEND', end)] : []),
    `SUMMARY:${escaped(summary)}`,
    ...(organizer ? [`ORGANIZER:mailto:${organizer.address}`] : []),
    `ATTENDEE;PARTSTAT=${STATES[answer]}:mailto:${invited(attendees, from)}`,
    'REQUEST-STATUS:2.0;Success',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

/** The address that was invited: organizers' programs know nobody else. */
function invited(attendees: Invitation['attendees'], from: string): string {
  if (attendees.some(({ address }) => address === from)) return from;
  const ours = attendees.filter(({ address }) => domainOf(address) === domainOf(from) && !isFreeMail(domainOf(from)));
  return ours.length === 1 && ours[0] ? ours[0].address : from;
}

const escaped = (text: string): string => text.replace(/([\\;,])/g, '\\$1').replace(/\r?\n/g, '\\n');

/** Lines of at most 75 bytes (RFC 5545, 3.1), none cut within a sign. */
function folded(line: string): string {
  let bytes = 0;
  let out = '';
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (bytes + size > LINE) {
      out += '\r\n ';
      bytes = 1;
    }
    out += sign;
    bytes += size;
  }
  return out;
}
