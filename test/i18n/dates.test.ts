import { expect, it } from 'vitest';
import { showDay, showWhen } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import { showPeriod } from '../../src/i18n/periods.ts';

const now = new Date('2026-11-23T09:00:00Z');
const ru = { zone: 'Europe/Moscow', language: 'ru' } as const;

it('names a day near by, and one far off in the case that a date takes', () => {
  expect(showWhen(new Date('2026-11-24T07:30:00Z'), now, ru)).toBe('завтра 10:30');
  expect(showDay(new Date('2026-05-05T09:00:00Z'), now, ru)).toBe('вт 5 мая');
  expect(showDay(new Date('2027-06-05T09:00:00Z'), now, ru)).toBe('5 июн. 2027');
  expect(showDay(new Date('2026-11-27T09:00:00Z'), now, ru)).toBe('пт 27 нояб.');
  expect(showDay(new Date('2027-05-05T09:00:00Z'), now, { ...ru, language: 'en' })).toBe('5 May 2027');
});

it('names a period with its months in the case that a day takes', () => {
  const day = (anchor: string) => showPeriod({ kind: 'day', anchor }, now, ru);
  expect(day('2026-03-16')).toBe('пн 16 мар.');
  expect(day('2026-05-05')).toBe('вт 5 мая');
  expect(day('2026-11-22')).toBe('вчера, вс 22 нояб.');
  expect(showPeriod({ kind: 'week', anchor: '2026-05-25' }, now, ru)).toBe('25 – 31 мая 2026');
  expect(showPeriod({ kind: 'month', anchor: '2026-05-01' }, now, ru)).toBe('май 2026');
});

it('says since when as people do', () => {
  const since = (from: string) => showPeriod({ kind: 'range', from: new Date(from) }, now, ru);
  expect(since('2026-11-21T21:00:00Z')).toBe('со вчера');
  expect(since('2026-11-23T07:00:00Z')).toBe('с сегодня 10:00');
  expect(since('2026-11-16T21:00:00Z')).toBe('со вт 17 нояб.');
  expect(since('2026-11-14T21:00:00Z')).toBe('с вс 15 нояб.');
});

it('lets a direction agree with its channel', () => {
  const { via } = texts.ru.contact;
  expect(via('Встреча', 'outgoing')).toBe('Встреча, исходящая');
  expect(via('Письмо', 'incoming')).toBe('Письмо, входящее');
  expect(via('Другое', 'outgoing')).toBe('Другое, исходящее');
  expect(via('Звонок', 'incoming')).toBe('Звонок, входящий');
  expect(via('Видеовстреча по Zoom', 'outgoing')).toBe('Видеовстреча по Zoom, исходящая');
  expect(texts.en.contact.via('Meeting', 'outgoing')).toBe('Meeting, outgoing');
});
