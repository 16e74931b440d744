import { DateTime } from 'luxon';
import { capital } from '../domain/text/capital.ts';
import type { Language } from '../domain/user.ts';
import { texts } from './index.ts';

/** Whose clock and words a date is written in. */
export interface Reader {
  /** IANA time zone. */
  zone: string;
  language: Language;
}

const near = {
  ru: ['позавчера', 'вчера', 'сегодня', 'завтра', 'послезавтра'],
  en: ['', 'yesterday', 'today', 'tomorrow', ''],
};

const local = (date: Date, { zone, language }: Reader) =>
  DateTime.fromMillis(date.getTime(), { zone, locale: language === 'ru' ? 'ru' : 'en-GB' });

/** `15:00` */
export const showTime = (date: Date, reader: Reader): string => local(date, reader).toFormat('HH:mm');

/** `завтра 10:30`, `Fri 27 Nov 10:30`, with the year where it is not this one: relative when near. */
export function showWhen(date: Date, now: Date, reader: Reader): string {
  const day = local(date, reader);
  return `${dayOf(day, local(now, reader), reader)} ${day.toFormat('HH:mm')}`;
}

/** The day alone: `сегодня`, `Fri 27 Nov`, `27 Nov 2025`. */
export const showDay = (date: Date, now: Date, reader: Reader): string =>
  dayOf(local(date, reader), local(now, reader), reader);

function dayOf(day: DateTime, today: DateTime, { language }: Reader): string {
  const word = near[language][calendarDay(day) - calendarDay(today) + 2];
  if (word) return word;
  return day.toFormat(day.year === today.year ? 'ccc d MMM' : 'd MMM yyyy');
}

/** Number of a calendar day, counted without a zone: days apart on the wall calendar, whatever the clocks did between. */
const calendarDay = ({ year, month, day }: DateTime): number => Date.UTC(year, month - 1, day) / 86_400_000;

// Days of a calendar are plain dates ("2026-11-23"), the same in every zone.

const dayIn = (day: string, { language }: Reader) =>
  DateTime.fromISO(day, { zone: 'utc' }).setLocale(language === 'ru' ? 'ru' : 'en-GB');

/** `Ноябрь 2026` */
export const showMonth = (day: string, reader: Reader): string => capital(dayIn(day, reader).toFormat('LLLL yyyy'));

/** `Mon 23 Nov`; in a line of Russian `пн 23 ноя` */
export const showDayShort = (day: string, reader: Reader): string => dayIn(day, reader).toFormat('ccc d MMM');

/** `Понедельник, 23 ноября 2026` */
export const showDayFull = (day: string, reader: Reader): string =>
  capital(dayIn(day, reader).toFormat('cccc, d MMMM yyyy'));

/** Two days and what lies between: `30 Nov – 6 Dec 2026`, `29 Dec 2026 – 4 Jan 2027`. */
export function showDays(first: string, last: string, reader: Reader): string {
  const [from, to] = [dayIn(first, reader), dayIn(last, reader)];
  return `${from.toFormat(from.year === to.year ? 'd MMM' : 'd MMM yyyy')} – ${to.toFormat('d MMM yyyy')}`;
}

/** Two letters for each day of the week, Monday first. */
export const weekdayNames = ({ language }: Reader): readonly string[] => weekdays[language];

const weekdays = {
  ru: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
  en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
} as const;

/** `12 Nov 2026`: a day that is told as its midnight in UTC. */
export const showDate = (day: Date, { language }: Reader): string =>
  local(day, { zone: 'utc', language }).toFormat('d MMM yyyy');

/** `1 ч 30 мин` in words of the language; `minutes` is a whole number. */
export function showMinutes(minutes: number, { language }: Reader): string {
  const t = texts[language].contact;
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  return [days && t.days(days), hours && t.hours(hours), (rest || minutes === 0) && t.minutes(rest)]
    .filter(Boolean)
    .join(' ');
}
