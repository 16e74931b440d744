import { describe, expect, it } from 'vitest';
import { forecastOf, stretchDays, targetOf } from '../../../src/domain/report/targets.ts';

const ZONE = 'Europe/Moscow';
const at = (moment: string) => new Date(`${moment}+03:00`);
const week = { from: at('2026-11-23T00:00:00'), to: at('2026-11-30T00:00:00') };
const steps = [
  { from: '2026-11-02', aWeek: 10 },
  { from: '2026-11-23', aWeek: 25 },
];
const WORKING = [1, 2, 3, 4, 5];

describe('targets', () => {
  it('share a week among the working days of the manager', () => {
    const days = stretchDays(week, ZONE);
    expect(days.map(({ day, weekday, part }) => `${day} ${weekday} ${part}`)).toEqual([
      '2026-11-23 1 1',
      '2026-11-24 2 1',
      '2026-11-25 3 1',
      '2026-11-26 4 1',
      '2026-11-27 5 1',
      '2026-11-28 6 1',
      '2026-11-29 7 1',
    ]);
    expect(targetOf(days, steps, WORKING)).toBeCloseTo(25);
    expect(targetOf(days, steps, [1, 2])).toBeCloseTo(25);
    expect(targetOf(days, [], WORKING)).toBe(0);
  });

  it.each([
    ['2026-11-23T08:00:00', 0],
    ['2026-11-23T13:30:00', 2.5],
    ['2026-11-23T18:00:00', 5],
    ['2026-11-24T00:00:00', 5],
    ['2026-11-25T13:30:00', 12.5],
    ['2026-11-29T20:00:00', 25],
  ])('ask by %s for %d of 25 a week', (to, due) => {
    expect(targetOf(stretchDays({ from: week.from, to: at(to) }, ZONE), steps, WORKING)).toBeCloseTo(due);
  });

  it('have been others in weeks before, and none before the first was set', () => {
    const from = at('2026-10-26T00:00:00');
    expect(targetOf(stretchDays({ from, to: week.to }, ZONE), steps, WORKING)).toBeCloseTo(3 * 10 + 25);
  });

  it('add up to the same, however a month is cut, over a change of clocks too', () => {
    const zone = 'Europe/Berlin';
    const [from, middle, to] = [
      new Date('2026-09-30T22:00:00Z'),
      new Date('2026-10-25T11:17:00Z'),
      new Date('2026-10-31T23:00:00Z'),
    ];
    const all = [{ from: '2026-01-05', aWeek: 35 }];
    const everyDay = [1, 2, 3, 4, 5, 6, 7];
    const of = (range: { from: Date; to: Date }) => targetOf(stretchDays(range, zone), all, everyDay);
    expect(of({ from, to })).toBeCloseTo(31 * 5);
    expect(of({ from, to: middle }) + of({ from: middle, to })).toBeCloseTo(31 * 5);
  });

  it('forecast where it ends if it goes on like this', () => {
    expect(forecastOf({ done: 6, target: 25, due: 5 })).toBe(30);
    expect(forecastOf({ done: 6, target: 25, due: 0 })).toBeUndefined();
  });
});
