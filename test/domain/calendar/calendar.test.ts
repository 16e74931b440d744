import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  dayAt,
  dayMark,
  daySpans,
  daysOf,
  firstOf,
  monthGrid,
  noDayCounts,
  readDay,
  sumCounts,
} from '../../../src/domain/calendar/calendar.ts';

const zones = [
  'UTC',
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const anyMonth = fc
  .record({ year: fc.integer({ min: 1990, max: 2100 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}-01`);

describe('the grid of a month', () => {
  it('holds every day once, in order, under its weekday, in 4 to 6 whole weeks', () => {
    fc.assert(
      fc.property(anyMonth, (first) => {
        const weeks = monthGrid(first);
        expect(weeks.length).toBeGreaterThanOrEqual(4);
        expect(weeks.length).toBeLessThanOrEqual(6);
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          expect(week.some((day) => day !== undefined)).toBe(true);
          for (const [place, day] of week.entries()) {
            if (day !== undefined) expect(DateTime.fromISO(day, { zone: 'utc' }).weekday).toBe(place + 1);
          }
        }
        const days = weeks.flat().filter((day) => day !== undefined);
        expect(days).toEqual(daysOf('month', first));
        expect(days).toHaveLength(DateTime.fromISO(first).daysInMonth ?? 0);
        expect(days.map((day) => Number(day.slice(8)))).toEqual(days.map((_, index) => index + 1));
      }),
    );
  });

  it('covers the month of any zone without gap or overlap, and every moment falls on the day that holds it', () => {
    fc.assert(
      fc.property(
        anyMonth,
        fc.constantFrom(...zones),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (first, zone, at) => {
          const spans = daySpans(daysOf('month', first), zone);
          for (const [index, span] of spans.entries()) {
            const hours = (span.to.getTime() - span.from.getTime()) / 3_600_000;
            expect(hours).toBeGreaterThanOrEqual(22);
            expect(hours).toBeLessThanOrEqual(26);
            const next = spans[index + 1];
            if (next) expect(next.from).toEqual(span.to);
          }
          const [from, to] = [spans[0]?.from.getTime() ?? 0, spans.at(-1)?.to.getTime() ?? 0];
          const moment = new Date(Math.floor(from + (to - from) * at));
          const holder = spans.find((span) => moment >= span.from && moment < span.to);
          expect(holder?.day).toBe(dayAt(moment, zone));
        },
      ),
    );
  });

  it('leaves out a day that a zone never had', () => {
    const days = daySpans(daysOf('month', '2011-12-01'), 'Pacific/Apia').map(({ day }) => day);
    expect(days).toHaveLength(30);
    expect(days).not.toContain('2011-12-30');
  });
});

describe('days and weeks', () => {
  it('begins weeks on Monday', () => {
    expect(daysOf('week', '2026-11-29')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
    expect(firstOf('month', '2026-11-29')).toBe('2026-11-01');
    expect(daysOf('day', '2026-11-29')).toEqual(['2026-11-29']);
  });

  it('takes no day that is none', () => {
    expect(readDay('2026-11-23')).toBe('2026-11-23');
    for (const text of [
      undefined,
      '',
      '2026-02-30',
      '2026-13-01',
      '20261123',
      '9999-01-01',
      '0001-01-01',
      '2026-11-23T00:00',
    ]) {
      expect(readDay(text)).toBeUndefined();
    }
  });

  it('marks a day by the most pressing that stands on it', () => {
    expect(dayMark(undefined)).toBeUndefined();
    expect(dayMark({ ...noDayCounts(), happened: 4, planned: 1 })).toBe('planned');
    expect(dayMark({ ...noDayCounts(), happened: 4, planned: 1, overdue: 1 })).toBe('overdue');
    expect(dayMark({ ...noDayCounts(), cancelled: 4 })).toBe('cancelled');
    expect(
      sumCounts([
        { ...noDayCounts(), planned: 1 },
        { ...noDayCounts(), planned: 2, happened: 1 },
      ]),
    ).toEqual({
      ...noDayCounts(),
      planned: 3,
      happened: 1,
    });
  });
});
