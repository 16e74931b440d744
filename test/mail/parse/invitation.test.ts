import { expect, it } from 'vitest';
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
