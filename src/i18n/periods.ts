import { DateTime } from 'luxon';
import type { Period } from '../domain/time/period.ts';
import { periodRange } from '../domain/time/period.ts';
import { dayStart } from '../domain/time/zone.ts';
import { type Reader, showDay, showWhen } from './dates.ts';
import { texts } from './index.ts';

/** A period in words of the reader: `today, 23 Nov`, `23 – 29 Nov`, `November 2026`, `Q4 2026`, `from ... until ...`. */
export function showPeriod(period: Period, now: Date, reader: Reader): string {
  const t = texts[reader.language].journal;
  if (period.kind === 'all') return t.allTime;
  if (period.kind === 'range') return showRange(period, now, reader);
  const day = DateTime.fromISO(period.anchor, { zone: 'utc' }).setLocale(reader.language === 'ru' ? 'ru' : 'en-GB');
  switch (period.kind) {
    case 'day':
      return showOneDay(period, now, reader, day);
    case 'week':
      return showWeek(day, day.plus({ days: 6 }));
    case 'month':
      return day.toFormat('LLLL yyyy');
    case 'quarter':
      return t.quarter(day.quarter, day.year);
    case 'halfYear':
      return t.halfYear(day.month <= 6 ? 1 : 2, day.year);
    case 'year':
      return t.year(day.year);
  }
}

/** The date always, since a card may be read on another day; the word where there is one. */
function showOneDay(period: Period, now: Date, reader: Reader, day: DateTime): string {
  const { from } = periodRange(period, reader.zone);
  const word = from ? showDay(from, now, reader) : '';
  const date = day.toFormat(day.year === now.getUTCFullYear() ? 'ccc d MMM' : 'ccc d MMM yyyy');
  return /\d/.test(word) || word === '' ? date : `${word}, ${date}`;
}

function showWeek(first: DateTime, last: DateTime): string {
  const from = first.toFormat(first.month === last.month ? 'd' : first.year === last.year ? 'd MMM' : 'd MMM yyyy');
  return `${from} – ${last.toFormat('d MMM yyyy')}`;
}

function showRange({ from, to }: { from?: Date; to?: Date }, now: Date, reader: Reader): string {
  const t = texts[reader.language].journal;
  const begins = from && (isMidnight(from, reader) ? showDay(from, now, reader) : showWhen(from, now, reader));
  // A range that ends with a day ends at the first instant of the next one: the day is what is meant.
  const lastDay = to && isMidnight(to, reader) ? showDay(new Date(to.getTime() - 1), now, reader) : undefined;
  const ends = lastDay ? t.rangeThrough(lastDay) : to && t.rangeTo(showWhen(to, now, reader));
  return [begins && t.rangeFrom(begins), ends].filter(Boolean).join(' ') || t.allTime;
}

const isMidnight = (at: Date, { zone }: Reader): boolean => dayStart(at, zone).getTime() === at.getTime();
