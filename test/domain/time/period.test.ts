import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  CALENDAR_KINDS,
  currentPeriod,
  type Period,
  periodOn,
  periodRange,
  previousPeriod,
  shiftPeriod,
} from '../../../src/domain/time/period.ts';
import { local } from '../../../src/domain/time/zone.ts';

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const kinds = fc.constantFrom(...CALENDAR_KINDS);
const moments = fc.date({
  min: new Date('2015-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('the current period in Moscow', () => {
  const now = new Date('2026-11-23T21:30:00Z'); // Tuesday 24 November, 00:30
  test.each([
    ['day', '2026-11-24', '2026-11-23T21:00:00.000Z', '2026-11-24T21:00:00.000Z'],
    ['week', '2026-11-23', '2026-11-22T21:00:00.000Z', '2026-11-29T21:00:00.000Z'],
    ['month', '2026-11-01', '2026-10-31T21:00:00.000Z', '2026-11-30T21:00:00.000Z'],
    ['quarter', '2026-10-01', '2026-09-30T21:00:00.000Z', '2026-12-31T21:00:00.000Z'],
    ['halfYear', '2026-07-01', '2026-06-30T21:00:00.000Z', '2026-12-31T21:00:00.000Z'],
    ['year', '2026-01-01', '2025-12-31T21:00:00.000Z', '2026-12-31T21:00:00.000Z'],
  ] as const)('%s', (kind, anchor, from, to) => {
    const period = currentPeriod(kind, now, 'Europe/Moscow');
    expect(period).toEqual({ kind, anchor });
    expect(periodRange(period, 'Europe/Moscow')).toEqual({ from: new Date(from), to: new Date(to) });
  });
});

test('a day of a clock change has 23 or 25 hours', () => {
  const hours = (day: string) => {
    const { from, to } = periodRange(periodOn('day', day), 'Europe/Berlin');
    return from && to ? (to.getTime() - from.getTime()) / 3_600_000 : undefined;
  };
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-10-26')]).toEqual([23, 25, 24]);
});

test('the month before March is February, however long March is', () => {
  expect(previousPeriod(periodOn('month', '2026-03-31'), 'UTC')).toEqual({ kind: 'month', anchor: '2026-02-01' });
});

describe('a free range', () => {
  const range: Period = { kind: 'range', from: new Date('2026-03-23T23:00:00Z'), to: new Date('2026-03-27T23:00:00Z') };

  it('moves by its own days and keeps its midnights over a clock change', () => {
    expect(shiftPeriod(range, 1, 'Europe/Berlin')).toEqual({
      kind: 'range',
      from: new Date('2026-03-27T23:00:00Z'),
      to: new Date('2026-03-31T22:00:00Z'),
    });
  });

  it('moves by its own length when its ends differ in clock time', () => {
    const morning: Period = {
      kind: 'range',
      from: new Date('2026-11-23T06:00:00Z'),
      to: new Date('2026-11-23T09:00:00Z'),
    };
    expect(previousPeriod(morning, 'UTC')).toEqual({
      kind: 'range',
      from: new Date('2026-11-23T03:00:00Z'),
      to: new Date('2026-11-23T06:00:00Z'),
    });
  });

  it('stays where it is while open, as does "all"', () => {
    const open: Period = { kind: 'range', from: new Date('2026-03-01T00:00:00Z') };
    expect(shiftPeriod(open, 3, 'UTC')).toBe(open);
    expect(periodRange(open, 'UTC')).toEqual({ from: open.kind === 'range' ? open.from : undefined });
    expect(shiftPeriod({ kind: 'all' }, 1, 'UTC')).toEqual({ kind: 'all' });
    expect(periodRange({ kind: 'all' }, 'UTC')).toEqual({});
  });
});

describe('in every zone', () => {
  it('the current period holds now', () => {
    fc.assert(
      fc.property(zones, kinds, moments, (zone, kind, now) => {
        const { from, to } = periodRange(currentPeriod(kind, now, zone), zone);
        expect(from?.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(to?.getTime()).toBeGreaterThan(now.getTime());
      }),
      { numRuns: 400 },
    );
  });

  it('neighbours touch without a gap, and there and back is the same', () => {
    fc.assert(
      fc.property(zones, kinds, moments, fc.integer({ min: -40, max: 40 }), (zone, kind, now, n) => {
        const period = shiftPeriod(currentPeriod(kind, now, zone), n, zone);
        const next = shiftPeriod(period, 1, zone);
        expect(periodRange(period, zone).to).toEqual(periodRange(next, zone).from);
        expect(previousPeriod(next, zone)).toEqual(period);
      }),
      { numRuns: 400 },
    );
  });

  it('weeks start on Monday and last seven days', () => {
    fc.assert(
      fc.property(zones, moments, (zone, now) => {
        const { from, to } = periodRange(currentPeriod('week', now, zone), zone);
        expect(from && local(from, zone).weekday).toBe(1);
        expect(to && local(to, zone).weekday).toBe(1);
      }),
      { numRuns: 400 },
    );
  });
});
