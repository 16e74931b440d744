import { DateTime } from 'luxon';
import type { Period } from '../domain/period.ts';
import { type Reader, showDay } from './dates.ts';
import { texts } from './index.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const plain = (day: string, { language }: Reader) =>
  DateTime.fromISO(day, { zone: 'utc' }).setLocale(language === 'ru' ? 'ru' : 'en-GB');

/** `23–29 ноя. 2026`: the first and last day, what they share told once. */
function span(first: DateTime, last: DateTime): string {
  const end = last.toFormat('d LLL yyyy');
  if (first.hasSame(last, 'month')) return `${first.day}–${end}`;
  return `${first.toFormat(first.hasSame(last, 'year') ? 'd LLL' : 'd LLL yyyy')} – ${end}`;
}

/** A period in a few words: `Ноябрь 2026`, `23–29 Nov 2026`, `Q4 2026`. */
export function showPeriod(period: Period, now: Date, reader: Reader): string {
  const russian = reader.language === 'ru';
  if (period.kind === 'all') return texts[reader.language].report.kinds.all;
  if (period.kind === 'range') {
    const end = (date: Date | undefined) =>
      date
        ? `${showDay(date, now, reader)} ${DateTime.fromJSDate(date, { zone: reader.zone }).toFormat('HH:mm')}`
        : '…';
    return `${end(period.from)} – ${end(period.to)}`;
  }
  const first = plain(period.anchor, reader);
  switch (period.kind) {
    case 'day':
      return first.toFormat('ccc d LLL yyyy');
    case 'week':
      return span(first, first.plus({ days: 6 }));
    case 'month':
      return capital(first.toFormat('LLLL yyyy'));
    case 'quarter':
      return russian ? `${first.quarter}-й квартал ${first.year}` : `Q${first.quarter} ${first.year}`;
    case 'halfYear': {
      const half = first.month <= 6 ? 1 : 2;
      return russian ? `${half}-е полугодие ${first.year}` : `H${half} ${first.year}`;
    }
    case 'year':
      return String(first.year);
  }
}

/** What a key of a grouping by time is called: "2026-11-23", "2026-W48", "2026-11". */
export function showSpan(key: string, reader: Reader): string {
  const first = plain(key, reader);
  if (!first.isValid) return key;
  if (key.includes('W')) return span(first, first.plus({ days: 6 }));
  return key.length === 7 ? capital(first.toFormat('LLLL yyyy')) : first.toFormat('ccc d LLL yyyy');
}
