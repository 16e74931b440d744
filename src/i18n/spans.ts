import { DateTime } from 'luxon';
import { capital } from '../domain/text/capital.ts';
import type { Reader } from './dates.ts';
import { texts } from './index.ts';

const plain = (day: string, { language }: Reader) =>
  DateTime.fromISO(day, { zone: 'utc' }).setLocale(language === 'ru' ? 'ru' : 'en-GB');

/** `23–29 ноя. 2026`: the first and last day, what they share told once. */
function span(first: DateTime, last: DateTime): string {
  const end = last.toFormat('d MMM yyyy');
  if (first.hasSame(last, 'month')) return `${first.day}–${end}`;
  return `${first.toFormat(first.hasSame(last, 'year') ? 'd MMM' : 'd MMM yyyy')} – ${end}`;
}

/** What a key of a grouping by time is called: "2026-11-23", "2026-W48", "2026-11". */
export function showSpan(key: string, reader: Reader): string {
  const first = plain(key, reader);
  if (!first.isValid) return key;
  if (key.includes('W')) return span(first, first.plus({ days: 6 }));
  return key.length === 7 ? capital(first.toFormat('LLLL yyyy')) : first.toFormat('ccc d MMM yyyy');
}

/** A span as an axis names it: `23 Nov`, `Nov 26`; a week by its first day. */
export function showSpanShort(key: string, reader: Reader): string {
  const first = plain(key, reader);
  if (!first.isValid) return key;
  return first.toFormat(key.length === 7 ? 'LLL yy' : 'd MMM');
}

/** `23 Nov 2026, 12:00` */
export const showMoment = (moment: Date, reader: Reader): string =>
  inZone(moment, reader).toFormat('d MMM yyyy, HH:mm');

const inZone = (moment: Date, { zone, language }: Reader) =>
  DateTime.fromJSDate(moment, { zone }).setLocale(language === 'ru' ? 'ru' : 'en-GB');

/** A half-open stretch of time in days: `1–23 Nov 2026`, and where it ends within a day, `1–23 Nov 2026 to 12:00`. */
export function showStretch({ from, to }: { from: Date; to: Date }, reader: Reader): string {
  const [begin, end, last] = [from, to, new Date(to.getTime() - 1)].map((moment) => inZone(moment, reader));
  if (!begin || !end || !last) return '';
  const clock = end.equals(end.startOf('day')) ? '' : ` ${texts[reader.language].report.until(end.toFormat('HH:mm'))}`;
  const begins = begin.equals(begin.startOf('day')) ? '' : ` ${begin.toFormat('HH:mm')}`;
  if (begins) return `${begin.toFormat('d MMM')}${begins} – ${last.toFormat('d MMM yyyy')}${clock}`;
  return begin.hasSame(last, 'day') ? `${last.toFormat('d MMM yyyy')}${clock}` : `${span(begin, last)}${clock}`;
}
