import { describe, expect, it } from 'vitest';
import { composeInvitationReply } from '../../../src/domain/letter/invitation-reply.ts';
import { invitationOf } from '../../../src/mail/parse/invitation.ts';

interface Spec {
  method?: string;
  time?: string[];
  zone?: string[];
  more?: string[];
}

/** An iTIP message about a meeting on 2 December 2026, 15:00 in Moscow. */
const calendar = ({ method = 'REQUEST', time, zone = [], more = [] }: Spec = {}): string =>
  [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    ...zone,
    'BEGIN:VEVENT',
    'UID:1@romashka.example',
    ...(time ?? ['DTSTART;TZID=Europe/Moscow:20261202T150000', 'DTEND;TZID=Europe/Moscow:20261202T160000']),
    'SUMMARY:Договор',
    'ORGANIZER;CN=Иван:mailto:ivan@romashka.example',
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

const at = (zone: string) => [`DTSTART;TZID="${zone}":20261202T150000`];
const rules = [
  'BEGIN:VTIMEZONE',
  'TZID:Our office',
  'BEGIN:STANDARD',
  'DTSTART:16010101T000000',
  'TZOFFSETFROM:+0500',
  'TZOFFSETTO:+0500',
  'END:STANDARD',
  'END:VTIMEZONE',
];

it.each<[string, Spec, string]>([
  ['by the IANA’s name', {}, '2026-12-02T12:00:00.000Z'],
  ['by Exchange’s name', { time: at('Russian Standard Time') }, '2026-12-02T12:00:00.000Z'],
  ['by a distance', { time: at('UTC+03:00') }, '2026-12-02T12:00:00.000Z'],
  ['by a distance and a city', { time: at('(GMT+03:00) Moscow, St. Petersburg') }, '2026-12-02T12:00:00.000Z'],
  ['by rules of its own', { time: at('Our office'), zone: rules }, '2026-12-02T10:00:00.000Z'],
  ['in UTC', { time: ['DTSTART:20261202T150000Z'] }, '2026-12-02T15:00:00.000Z'],
])('knows when a meeting is, whose zone is told %s', (_how, spec, start) => {
  const found = invitationOf(calendar(spec));
  expect([found?.start.toISOString(), found?.floating]).toEqual([start, false]);
});

it('keeps a time without a zone, and a whole day, for the reader’s own clock', () => {
  const floating = invitationOf(calendar({ time: ['DTSTART:20261202T150000'] }));
  expect([floating?.start.toISOString(), floating?.floating]).toEqual(['2026-12-02T15:00:00.000Z', true]);
  expect(invitationOf(calendar({ time: ['DTSTART;VALUE=DATE:20261202'] }))?.wholeDay).toBe(true);
});

it.each([
  ['REQUEST', 'request'],
  ['CANCEL', 'cancel'],
  ['REPLY', 'reply'],
  ['COUNTER', 'counter'],
  ['PUBLISH', 'other'],
])('tells %s', (method, told) => {
  expect(invitationOf(calendar({ method }))?.method).toBe(told);
});

it.each([
  ['a line that is none', calendar({ more: ['X BAD LINE', 'and more of it', 'RRULE:FREQ=WEEKLY'] })],
  ['no end', calendar({ more: ['RRULE:FREQ=WEEKLY'] }).replace('END:VEVENT\r\nEND:VCALENDAR', '')],
  ['bare line feeds', calendar({ more: ['RRULE:FREQ=WEEKLY'] }).replace(/\r/g, '')],
])('reads a calendar with %s', (_what, text) => {
  expect(invitationOf(text)).toMatchObject({ summary: 'Договор', repeats: true, organizer: { name: 'Иван' } });
});

it.each(['', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', 'BEGIN:VEVENT', 'END:'.repeat(10_000), 'BEGIN:X\r\n'.repeat(5000)])(
  'finds none in %.40j',
  (text) => {
    expect(invitationOf(text)).toBeUndefined();
  },
);

describe('the answer to an invitation', () => {
  const answered = (more: string[], from = 'office@sloop.example') => {
    const invitation = invitationOf(calendar({ more }));
    if (!invitation) throw new Error('no invitation');
    const text = composeInvitationReply(invitation, {
      from,
      answer: 'accepted',
      now: new Date('2026-12-01T09:00:00Z'),
    });
    return text.replace(/\r\n /g, '').split('\r\n');
  };

  it('is read as such by calendars: who, to what, and that it was understood', () => {
    const lines = answered(['SEQUENCE:3', 'ATTENDEE:mailto:office@sloop.example']);
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:REPLY',
        'UID:1@romashka.example',
        'SEQUENCE:3',
        'DTSTART:20261202T120000Z',
        'ATTENDEE;PARTSTAT=ACCEPTED:mailto:office@sloop.example',
        'REQUEST-STATUS:2.0;Success',
      ]),
    );
    expect(invitationOf(lines.join('\r\n'))).toMatchObject({ method: 'reply', attendees: [{ answer: 'accepted' }] });
  });

  it('is about the one time of a series that the invitation was about', () => {
    const lines = answered(['RECURRENCE-ID;TZID=Europe/Moscow:20261201T150000']);
    expect(lines).toContain('RECURRENCE-ID:20261201T120000Z');
    expect(answered(['RRULE:FREQ=WEEKLY']).join()).not.toContain('RECURRENCE-ID');
  });

  it.each([
    ['an alias of ours', ['ATTENDEE:mailto:sales@sloop.example'], 'sales@sloop.example'],
    ['several of us', ['ATTENDEE:mailto:a@sloop.example', 'ATTENDEE:mailto:b@sloop.example'], 'office@sloop.example'],
    ['others alone', ['ATTENDEE:mailto:petr@romashka.example'], 'office@sloop.example'],
  ])('is by whoever was invited: %s', (_who, more, attendee) => {
    expect(answered(more)).toContain(`ATTENDEE;PARTSTAT=ACCEPTED:mailto:${attendee}`);
  });
});
