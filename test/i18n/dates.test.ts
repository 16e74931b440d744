import { expect, it } from 'vitest';
import { showDay, showWhen } from '../../src/i18n/dates.ts';

const now = new Date('2026-11-23T09:00:00Z');
const ru = { zone: 'Europe/Moscow', language: 'ru' } as const;

it('names a day near by, and one far off in the case that a date takes', () => {
  expect(showWhen(new Date('2026-11-24T07:30:00Z'), now, ru)).toBe('завтра 10:30');
  expect(showDay(new Date('2026-05-05T09:00:00Z'), now, ru)).toBe('вт 5 мая');
  expect(showDay(new Date('2027-06-05T09:00:00Z'), now, ru)).toBe('5 июн. 2027');
  expect(showDay(new Date('2026-11-27T09:00:00Z'), now, ru)).toBe('пт 27 нояб.');
  expect(showDay(new Date('2027-05-05T09:00:00Z'), now, { ...ru, language: 'en' })).toBe('5 May 2027');
});
