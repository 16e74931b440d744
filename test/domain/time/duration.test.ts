import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_MINUTES, parseDuration } from '../../../src/domain/time/duration.ts';

describe('a typed duration', () => {
  test.each([
    ['90', 90],
    ['1:30', 90],
    ['0:05', 5],
    ['1ч 30м', 90],
    ['1ч30м', 90],
    ['2h30m', 150],
    ['30 мин', 30],
    ['30мин.', 30],
    ['30 минут', 30],
    ['5 minutes', 5],
    ['час', 60],
    ['1 час', 60],
    ['Час', 60],
    ['полчаса', 30],
    ['Полтора часа', 90],
    ['час с половиной', 90],
    ['1,5 часа', 90],
    ['1.5 h', 90],
    ['2 часа 15 минут', 135],
    ['два часа', 120],
    ['two hours', 120],
    ['an hour', 60],
    ['half an hour', 30],
    ['an hour and a half', 90],
    ['2 days 3 hours', 2 * 1440 + 180],
    ['2 дня', 2880],
    ['день', 1440],
    ['неделя', 7 * 1440],
    ['1 d', 1440],
    ['на 2 часа', 120],
    ['примерно 40 минут', 40],
    ['for about 2 hours', 120],
    ['30 дней', MAX_MINUTES],
    ['2\u00a0часа', 120],
    ['пару часов', 120],
  ])('%s', (text, minutes) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: minutes });
  });

  test.each([
    '',
    '0',
    'нет',
    'долго',
    'завтра',
    '-5',
    '1:70',
    '0 минут',
    'час назад',
    '5 яблок',
    'м',
    '🙂',
    '2 часа с Петей',
  ])('%s is none', (text) => expect(parseDuration(text)).toEqual({ ok: false, reason: 'none' }));

  test.each(['31 день', '2 месяца', '99999', 'год', '100 недель'])('%s is too long', (text) => {
    expect(parseDuration(text)).toEqual({ ok: false, reason: 'tooLong' });
  });
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      expect(() => parseDuration(text)).not.toThrow();
    }),
  );
});

it('reads hours and minutes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 59 }), (hours, minutes) => {
      const value = hours * 60 + minutes;
      expect(parseDuration(`${hours} ч ${minutes} мин`)).toEqual({ ok: true, value });
      expect(parseDuration(`${hours}h${minutes}m`)).toEqual({ ok: true, value });
    }),
  );
});
