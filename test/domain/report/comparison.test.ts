import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonOf } from '../../../src/domain/report/comparison.ts';
import { CALENDAR_KINDS, currentPeriod, periodRange, previousPeriod } from '../../../src/domain/time/period.ts';
import { local } from '../../../src/domain/time/zone.ts';

const MOSCOW = 'Europe/Moscow';
const at = (iso: string) => new Date(iso);

test.each([
  // The first 22 days and twelve hours of a month against as much of the one before.
  ['month', '2026-11-01', '2026-10-31T21:00Z', '2026-11-23T09:00Z', '2026-09-30T21:00Z', '2026-10-23T09:00Z'],
  ['week', '2026-11-23', '2026-11-22T21:00Z', '2026-11-23T09:00Z', '2026-11-15T21:00Z', '2026-11-16T09:00Z'],
  ['day', '2026-11-23', '2026-11-22T21:00Z', '2026-11-23T09:00Z', '2026-11-21T21:00Z', '2026-11-22T09:00Z'],
] as const)('of the %s of %s as much as has passed is compared', (kind, anchor, from, to, fromBefore, toBefore) => {
  expect(comparisonOf({ kind, anchor }, at('2026-11-23T09:00Z'), MOSCOW)).toEqual({
    now: { kind: 'range', from: at(from), to: at(to) },
    before: { kind: 'range', from: at(fromBefore), to: at(toBefore) },
  });
});

test('a period that is over, or to come, is compared with the whole one before', () => {
  for (const anchor of ['2026-10-01', '2026-12-01']) {
    const period = { kind: 'month', anchor } as const;
    expect(comparisonOf(period, at('2026-11-23T09:00Z'), MOSCOW)).toEqual({
      now: period,
      before: previousPeriod(period, MOSCOW),
    });
  }
  expect(comparisonOf({ kind: 'all' }, at('2026-11-23T09:00Z'), MOSCOW)).toBeUndefined();
});

test('the 31st is set against the end of a shorter month', () => {
  const { before } = comparisonOf({ kind: 'month', anchor: '2026-03-01' }, at('2026-03-31T09:00Z'), MOSCOW) ?? {};
  expect(before).toEqual({ kind: 'range', from: at('2026-01-31T21:00Z'), to: at('2026-02-28T21:00Z') });
});

test('both stretches show the same clock at their ends, over every change of clocks', () => {
  fc.assert(
    fc.property(
      fc.date({ min: at('2024-01-01'), max: at('2028-01-01'), noInvalidDate: true }),
      fc.constantFrom(...CALENDAR_KINDS),
      fc.constantFrom(MOSCOW, 'Asia/Beirut', 'America/New_York', 'Australia/Lord_Howe'),
      (now, kind, zone) => {
        const period = currentPeriod(kind, now, zone);
        const compared = comparisonOf(period, now, zone);
        const whole = periodRange(previousPeriod(period, zone), zone);
        if (compared?.before.kind !== 'range') return;
        const { from, to } = compared.before;
        expect(from).toEqual(whole.from);
        expect((to?.getTime() ?? 0) <= (whole.to?.getTime() ?? 0)).toBe(true);
        if (to?.getTime() === whole.to?.getTime()) return;
        const apart = local(now, zone).hour * 60 + local(now, zone).minute;
        const other = to ? local(to, zone).hour * 60 + local(to, zone).minute : 0;
        // In the hour that a clock change skips or repeats, they differ by it.
        expect(Math.min(Math.abs(apart - other), 1440 - Math.abs(apart - other))).toBeLessThanOrEqual(60);
      },
    ),
  );
});
