import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  absolutePeriod,
  freshSettings,
  parseCutoffs,
  relativePeriod,
  toggleGroupField,
} from '../../../src/domain/report/report.ts';
import { nextSending, scheduleDays } from '../../../src/domain/report/report-schedule.ts';
import { CALENDAR_KINDS, currentPeriod, shiftPeriod } from '../../../src/domain/time/period.ts';
import { local } from '../../../src/domain/time/zone.ts';

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const zones = fc.constantFrom('Europe/Moscow', 'America/New_York', 'Asia/Beirut', 'Pacific/Apia', 'UTC');

test('a period told from now is the same period again', () => {
  fc.assert(
    fc.property(
      moments,
      zones,
      fc.constantFrom(...CALENDAR_KINDS),
      fc.integer({ min: -40, max: 40 }),
      (now, zone, kind, back) => {
        const period = shiftPeriod(currentPeriod(kind, now, zone), -back, zone);
        const told = relativePeriod(period, now, zone);
        // Nothing back is written as 0, whatever its sign.
        expect(told).toEqual({ kind, back: back + 0 });
        expect(absolutePeriod(told, now, zone)).toEqual(period);
      },
    ),
  );
});

test.each([
  ['80 95', { a: 0.8, b: 0.95 }],
  ['70,5 / 90%', { a: 0.705, b: 0.9 }],
  ['80', undefined],
  ['95 80', undefined],
  ['0 50', undefined],
  ['50 100', undefined],
  ['80 80', undefined],
  ['-5 50', undefined],
  ['10 20 30', undefined],
  ['много', undefined],
])('cutoffs %s', (text, expected) => expect(parseCutoffs(text)).toEqual(expected));

test('three groups at most; what begins with time stands in its order', () => {
  const fresh = freshSettings(new Date('2026-11-23T09:00:00Z'), 'UTC');
  const two = toggleGroupField(fresh, 'organization');
  const three = two && toggleGroupField(two, 'day');
  expect(three?.groups).toEqual(['manager', 'organization', 'day']);
  expect(three && toggleGroupField(three, 'type')).toBeUndefined();
  const day = toggleGroupField({ ...fresh, groups: [] }, 'day');
  expect(day?.sort).toBe('name');
  expect(toggleGroupField(fresh, 'manager')?.groups).toEqual([]);
});

describe('nextSending', () => {
  test.each([
    ['1', '09:00', '2026-11-23T05:59:00Z', '2026-11-23T06:00:00Z'],
    ['1', '09:00', '2026-11-23T06:00:00Z', '2026-11-30T06:00:00Z'],
    ['daily', '09:00', '2026-11-23T10:00:00Z', '2026-11-24T06:00:00Z'],
    ['working', '09:00', '2026-11-27T10:00:00Z', '2026-11-30T06:00:00Z'],
    ['monthly', '08:30', '2026-11-23T10:00:00Z', '2026-12-01T05:30:00Z'],
  ] as const)('%s %s after %s', (days, time, after, expected) =>
    expect(nextSending({ days, time }, new Date(after), 'Europe/Moscow').toISOString()).toBe(
      new Date(expected).toISOString(),
    ),
  );

  it('keeps its clock time over clock changes, and always goes on', () => {
    fc.assert(
      fc.property(
        moments,
        zones,
        fc.constantFrom(...scheduleDays),
        fc.integer({ min: 0, max: 23 }),
        (now, zone, days, hour) => {
          const time = `${String(hour).padStart(2, '0')}:00`;
          const at = nextSending({ days, time }, now, zone);
          expect(at > now).toBe(true);
          const shown = local(at, zone);
          if (days === 'monthly') expect(shown.day).toBe(1);
          // A skipped hour moves forward by the gap, never back.
          expect([hour, hour + 1]).toContain(shown.hour);
        },
      ),
    );
  });
});
