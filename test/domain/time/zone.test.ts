import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDaysKeepingClock,
  atLocal,
  dayEnd,
  dayStart,
  isZone,
  local,
  nextWorkingDay,
  offers,
} from '../../../src/domain/time/zone.ts';

const WEEKDAYS = [1, 2, 3, 4, 5];
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const moments = fc.date({
  min: new Date('2015-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});

test('knows zones from what only looks like one', () => {
  expect(['Europe/Moscow', 'America/New_York', 'UTC'].map(isZone)).toEqual([true, true, true]);
  expect(['Mars/Base', '', 'Moscow', 'Europe/'].map(isZone)).toEqual([false, false, false, false]);
});

describe('a clock reading becomes an instant', () => {
  const cases: [string, string, [number, number, number, number, number], string][] = [
    ['an ordinary time', 'Europe/Moscow', [2026, 11, 24, 15, 0], '2026-11-24T12:00:00.000Z'],
    ['in a gap it moves forward', 'Europe/Berlin', [2026, 3, 29, 2, 30], '2026-03-29T01:30:00.000Z'],
    ['the first of two', 'Europe/Berlin', [2026, 10, 25, 2, 30], '2026-10-25T00:30:00.000Z'],
    ['a gap at midnight', 'Africa/Cairo', [2026, 4, 24, 0, 0], '2026-04-23T22:00:00.000Z'],
    ['a change of half an hour', 'Australia/Lord_Howe', [2026, 10, 4, 2, 15], '2026-10-03T15:45:00.000Z'],
    ['a day that was skipped', 'Pacific/Apia', [2011, 12, 30, 12, 0], '2011-12-30T22:00:00.000Z'],
  ];
  test.each(cases)('%s', (_name, zone, [year, month, day, hour, minute], instant) => {
    expect(atLocal({ year, month, day, hour, minute }, zone).toISOString()).toBe(instant);
  });

  it('reads back the same wherever the reading exists', () => {
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        const { year, month, day, hour, minute } = local(moment, zone);
        const back = local(atLocal({ year, month, day, hour, minute }, zone), zone);
        expect([back.year, back.month, back.day, back.hour, back.minute]).toEqual([year, month, day, hour, minute]);
      }),
    );
  });
});

describe('a day', () => {
  it('holds its moments and has 22 to 26 hours in every zone', () => {
    fc.assert(
      fc.property(zones, moments, (zone, moment) => {
        const [start, end] = [dayStart(moment, zone).getTime(), dayEnd(moment, zone).getTime()];
        expect(start).toBeLessThanOrEqual(moment.getTime());
        expect(end).toBeGreaterThan(moment.getTime());
        expect((end - start) / 3_600_000).toBeGreaterThanOrEqual(22);
        expect((end - start) / 3_600_000).toBeLessThanOrEqual(26);
        expect(dayStart(new Date(start), zone).getTime()).toBe(start);
      }),
      { numRuns: 500 },
    );
  });

  it('starts at 01:00 where midnight is skipped', () => {
    expect(local(dayStart(new Date('2026-04-24T10:00:00Z'), 'Africa/Cairo'), 'Africa/Cairo').hour).toBe(1);
  });
});

describe('days later', () => {
  it('keeps the clock over a change', () => {
    const saturday = new Date('2026-03-28T09:00:00Z'); // 10:00 in Berlin
    expect(addDaysKeepingClock(saturday, 1, 'Europe/Berlin').toISOString()).toBe('2026-03-29T08:00:00.000Z');
  });

  it('by nothing changes nothing, even in a repeated hour', () => {
    const second = new Date('2026-10-25T01:30:00Z');
    expect(addDaysKeepingClock(second, 0, 'Europe/Berlin')).toEqual(second);
  });

  it('rolls on to a working day, or stays when no day is one', () => {
    const friday = new Date('2026-11-27T12:00:00Z');
    expect(nextWorkingDay(friday, 'Europe/Moscow', WEEKDAYS)).toEqual(friday);
    const saturday = new Date('2026-11-28T12:00:00Z');
    expect(nextWorkingDay(saturday, 'Europe/Moscow', WEEKDAYS).toISOString()).toBe('2026-11-30T12:00:00.000Z');
    expect(nextWorkingDay(saturday, 'Europe/Moscow', [7]).toISOString()).toBe('2026-11-29T12:00:00.000Z');
    expect(nextWorkingDay(saturday, 'Europe/Moscow', [])).toEqual(saturday);
  });

  it('offers tomorrow, in 3 days, in a week on working days at the same clock time', () => {
    const thursday = new Date('2026-11-26T12:15:00Z');
    expect(offers(thursday, 'Europe/Moscow', WEEKDAYS)).toEqual({
      tomorrow: new Date('2026-11-27T12:15:00Z'),
      in3days: new Date('2026-11-30T12:15:00Z'),
      inAWeek: new Date('2026-12-03T12:15:00Z'),
    });
  });
});
