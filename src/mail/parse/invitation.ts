import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { normalizeEmail } from '../../domain/client/email.ts';
import type { Attendance, Invitation, InvitationMethod } from '../../domain/letter/invitation.ts';
import { clean, cut } from '../../domain/text/html.ts';
import { isZone } from '../../domain/time/zone.ts';

/*
 * Invitations as they come in letters (RFC 5545, 5546): what, when, where, from whom.
 */

/** A calendar of more is an export, not an invitation. */
const LONGEST = 512 * 1024;
const ATTENDEES = 50;

const METHODS: Record<string, InvitationMethod> = {
  REQUEST: 'request',
  REPLY: 'reply',
  CANCEL: 'cancel',
  COUNTER: 'counter',
  PUBLISH: 'other',
};
const ANSWERS: Record<string, Attendance> = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' };

/** Zones by the names that Exchange gives them. */
const WINDOWS: Record<string, string> = {
  'russian standard time': 'Europe/Moscow',
  msk: 'Europe/Moscow',
  'kaliningrad standard time': 'Europe/Kaliningrad',
  'russia time zone 3': 'Europe/Samara',
  'ekaterinburg standard time': 'Asia/Yekaterinburg',
  'omsk standard time': 'Asia/Omsk',
  'n. central asia standard time': 'Asia/Novosibirsk',
  'north asia standard time': 'Asia/Krasnoyarsk',
  'north asia east standard time': 'Asia/Irkutsk',
  'yakutsk standard time': 'Asia/Yakutsk',
  'vladivostok standard time': 'Asia/Vladivostok',
  'belarus standard time': 'Europe/Minsk',
  'west asia standard time': 'Asia/Tashkent',
  'central asia standard time': 'Asia/Almaty',
  'fle standard time': 'Europe/Kiev',
  'gtb standard time': 'Europe/Bucharest',
  'gmt standard time': 'Europe/London',
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'central european standard time': 'Europe/Warsaw',
  'romance standard time': 'Europe/Paris',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'pacific standard time': 'America/Los_Angeles',
  'china standard time': 'Asia/Shanghai',
  'india standard time': 'Asia/Kolkata',
  'arabian standard time': 'Asia/Dubai',
  'arab standard time': 'Asia/Riyadh',
  'georgian standard time': 'Asia/Tbilisi',
  'caucasus standard time': 'Asia/Yerevan',
  'azerbaijan standard time': 'Asia/Baku',
  'turkey standard time': 'Europe/Istanbul',
  'e. europe standard time': 'Europe/Chisinau',
  'volgograd standard time': 'Europe/Volgograd',
  'saratov standard time': 'Europe/Saratov',
  'astrakhan standard time': 'Europe/Astrakhan',
  'altai standard time': 'Asia/Barnaul',
  'tomsk standard time': 'Asia/Tomsk',
  'transbaikal standard time': 'Asia/Chita',
  'magadan standard time': 'Asia/Magadan',
  'sakhalin standard time': 'Asia/Sakhalin',
  'qyzylorda standard time': 'Asia/Qyzylorda',
  'tokyo standard time': 'Asia/Tokyo',
  'israel standard time': 'Asia/Jerusalem',
  utc: 'UTC',
};

/** What a calendar text invites to; undefined where it is none. Never throws. */
export function invitationOf(text: string): Invitation | undefined {
  if (text.length > LONGEST) return undefined;
  return attempt(text) ?? attempt(mended(text));
}

function attempt(text: string): Invitation | undefined {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}

const COMPONENTS = 100;

/** A calendar without the lines that are none, and with the ends that are missing. */
function mended(text: string): string {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const open: string[] = [];
  const kept = lines.filter((line) => {
    const [, mark = '', name = ''] = /^(BEGIN|END):([\w-]{1,40})\s*$/i.exec(line) ?? [];
    if (mark.toUpperCase() === 'BEGIN' && open.length < COMPONENTS) open.push(name);
    else if (mark !== '') return open.at(-1) === name && open.pop() !== undefined;
    return mark !== '' || /^[A-Z0-9-]{1,60}(?:;[^:]{0,1000})?:/i.test(line);
  });
  return [...kept, ...open.reverse().map((name) => `END:${name}`)].join('\r\n');
}

function read(text: string): Invitation | undefined {
  const parsed: unknown = ICAL.parse(text);
  const component = new ICAL.Component(Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed[0] : (parsed as []));
  const calendar = component.name === 'vcalendar' ? component : undefined;
  const event = calendar?.getFirstSubcomponent('vevent');
  if (!calendar || !event) return undefined;
  const start = moment(calendar, event, 'dtstart');
  const uid = textOf(event, 'uid', 500);
  if (!start || uid === '') return undefined;
  const end = endOf(calendar, event, start.at);
  const organizer = personOf(event.getFirstProperty('organizer'));
  const method = METHODS[textOf(calendar, 'method', 20).toUpperCase()] ?? 'other';
  const instance = moment(calendar, event, 'recurrence-id');
  const cancelled = textOf(event, 'status', 20).toUpperCase() === 'CANCELLED';
  return {
    method: cancelled && method !== 'reply' ? 'cancel' : method,
    uid,
    sequence: Number(textOf(event, 'sequence', 10)) || 0,
    summary: cut(textOf(event, 'summary', 1000), 300),
    location: cut(textOf(event, 'location', 1000), 300),
    description: cut(textOf(event, 'description', 10_000), 4000),
    start: start.at,
    ...(end && end > start.at && { end }),
    wholeDay: start.wholeDay,
    floating: start.floating,
    repeats: event.hasProperty('rrule') || event.hasProperty('rdate'),
    ...(instance && { instance: instance.at }),
    ...(organizer && { organizer: { address: organizer.address, name: organizer.name } }),
    attendees: event
      .getAllProperties('attendee')
      .slice(0, ATTENDEES)
      .flatMap((one) => personOf(one) ?? []),
  };
}

type Component = InstanceType<typeof ICAL.Component>;
type Property = InstanceType<typeof ICAL.Property>;

function textOf(of: Component, name: string, limit: number): string {
  const value: unknown = of.getFirstPropertyValue(name);
  return value == null ? '' : clean(String(value).slice(0, limit)).trim();
}

function personOf(property: Property | null) {
  if (!property) return undefined;
  const value: unknown = property.getFirstValue();
  const email: unknown = property.getFirstParameter('email');
  const address = normalizeEmail(String(value ?? '').replace(/^mailto:/i, ''));
  const other = normalizeEmail(typeof email === 'string' ? email : '');
  const name: unknown = property.getFirstParameter('cn');
  const answer = ANSWERS[String(property.getFirstParameter('partstat') ?? '').toUpperCase()];
  const known = address.ok ? address.value : other.ok ? other.value : '';
  if (known === '') return undefined;
  const said = typeof name === 'string' ? cut(clean(name).replace(/^"|"$/g, '').trim(), 200) : '';
  return { address: known, name: said === known ? '' : said, ...(answer && { answer }) };
}

interface Moment {
  at: Date;
  wholeDay: boolean;
  floating: boolean;
}

/** A moment in the zone it names: by the IANA's name, by Exchange's, else by the rules that the calendar brings along. */
function moment(calendar: Component, event: Component, name: string): Moment | undefined {
  const property = event.getFirstProperty(name);
  const value: unknown = property?.getFirstValue();
  if (!(value instanceof ICAL.Time)) return undefined;
  const { year, month, day, hour, minute, second } = value;
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (Number.isNaN(utc.getTime())) return undefined;
  if (value.isDate) return { at: utc, wholeDay: true, floating: true };
  const zoneName = String(property?.getFirstParameter('tzid') ?? '').replace(/^"|"$/g, '');
  if (value.zone === ICAL.Timezone.utcTimezone) return { at: utc, wholeDay: false, floating: false };
  if (zoneName === '') return { at: utc, wholeDay: false, floating: true };
  const named = WINDOWS[zoneName.toLowerCase()] ?? zoneName.replace(/^.*?([A-Z][a-z]+\/[A-Za-z_/-]+)$/, '$1');
  const rules = calendar.getAllSubcomponents('vtimezone').find((one) => textOf(one, 'tzid', 200) === zoneName);
  const offset = rules ? undefined : offsetOf(zoneName);
  if (offset !== undefined) return { at: new Date(utc.getTime() - offset * 60_000), wholeDay: false, floating: false };
  if (isZone(named)) {
    const at = DateTime.fromObject({ year, month, day, hour, minute, second }, { zone: named });
    return { at: at.toJSDate(), wholeDay: false, floating: false };
  }
  if (!rules) return { at: utc, wholeDay: false, floating: true };
  const zoned = ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false }, new ICAL.Timezone(rules));
  return { at: zoned.toJSDate(), wholeDay: false, floating: false };
}

/** Minutes east of Greenwich, of a zone that is called by them: `UTC+03:00`, `(GMT+03:00) Moscow`. */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours = '', minutes = '0'] = /^\(?(?:utc|gmt)\s?([+-])(\d{1,2}):?(\d{2})?\)?/i.exec(zone) ?? [];
  return sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function endOf(calendar: Component, event: Component, start: Date): Date | undefined {
  const end = moment(calendar, event, 'dtend');
  if (end) return end.at;
  const duration: unknown = event.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? new Date(start.getTime() + duration.toSeconds() * 1000) : undefined;
}
