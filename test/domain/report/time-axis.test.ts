import { expect, test } from 'vitest';
import { axisOf, spansIn } from '../../../src/domain/report/time-axis.ts';
import { periodRange } from '../../../src/domain/time/period.ts';

const zone = 'Asia/Beirut';
const now = new Date('2026-11-23T09:00:00Z');
const month = (anchor: string) => periodRange({ kind: 'month', anchor }, zone);
const whole = (anchor: string) => {
  const { from, to } = month(anchor);
  if (!from || !to) throw new Error(anchor);
  return { from, to };
};

test('a month has all its days, whatever its clocks do, the weeks that it touches, and itself', () => {
  const days = spansIn('day', whole('2026-03-01'), zone);
  expect([days.length, days[0], days[28], days.at(-1)]).toEqual([31, '2026-03-01', '2026-03-29', '2026-03-31']);
  expect(spansIn('week', whole('2027-01-01'), zone)).toEqual([
    '2026-W53',
    '2027-W01',
    '2027-W02',
    '2027-W03',
    '2027-W04',
  ]);
  expect(spansIn('month', whole('2026-03-01'), zone)).toEqual(['2026-03']);
});

test('the axis ends today, unless something was counted later', () => {
  const reading = { now, zone };
  expect(axisOf('day', month('2026-11-01'), ['2026-11-02'], reading).at(-1)).toBe('2026-11-23');
  expect(axisOf('day', month('2026-11-01'), ['2026-11-27'], reading).at(-1)).toBe('2026-11-27');
  expect(axisOf('day', month('2026-10-01'), [], reading)).toHaveLength(31);
});

test('without a period the axis goes from the first to the last thing counted', () => {
  expect(axisOf('month', {}, ['2026-03', '2026-01', null], { now, zone })).toEqual(['2026-01', '2026-02', '2026-03']);
  expect(axisOf('month', {}, [], { now, zone })).toEqual([]);
});
