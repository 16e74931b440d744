import { DateTime } from 'luxon';
import type { Reader } from './dates.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const plain = (day: string, { language }: Reader) =>
  DateTime.fromISO(day, { zone: 'utc' }).setLocale(language === 'ru' ? 'ru' : 'en-GB');

/** `23–29 ноя. 2026`: the first and last day, what they share told once. */
function span(first: DateTime, last: DateTime): string {
  const end = last.toFormat('d LLL yyyy');
  if (first.hasSame(last, 'month')) return `${first.day}–${end}`;
  return `${first.toFormat(first.hasSame(last, 'year') ? 'd LLL' : 'd LLL yyyy')} – ${end}`;
}

/** What a key of a grouping by time is called: "2026-11-23", "2026-W48", "2026-11". */
export function showSpan(key: string, reader: Reader): string {
  const first = plain(key, reader);
  if (!first.isValid) return key;
  if (key.includes('W')) return span(first, first.plus({ days: 6 }));
  return key.length === 7 ? capital(first.toFormat('LLLL yyyy')) : first.toFormat('ccc d LLL yyyy');
}
