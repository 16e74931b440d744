import { IANAZone } from 'luxon';
import { expect, it } from 'vitest';
import { nextDigest } from '../../../src/domain/reminder/digest-time.ts';
import { type DueState, plan, ring } from '../../../src/domain/reminder/due.ts';
import { quietAround } from '../../../src/domain/reminder/quiet-hours.ts';
import { addDaysKeepingClock, local } from '../../../src/domain/time/zone.ts';
import { sampled } from '../../thorough.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of all zones at once, on a busy machine. */
const LONG = { timeout: 300_000 };
const NOW = Date.UTC(2026, 10, 23);

interface ClockChange {
  zone: string;
  /** The first instant of the new offset. */
  at: number;
  /** Minutes by which the clock is put forward; negative: back. */
  by: number;
}

/** The next two changes of a zone's clock within two years, to the minute. */
function changesOf(zone: string): ClockChange[] {
  const iana = IANAZone.create(zone);
  const found: ClockChange[] = [];
  for (let day = NOW; day < NOW + 730 * DAY && found.length < 2; day += DAY) {
    const [before, after] = [iana.offset(day), iana.offset(day + DAY)];
    if (before === after) continue;
    let [low, high] = [day, day + DAY];
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (iana.offset(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ zone, at: high, by: after - before });
  }
  return found;
}

const changes = Intl.supportedValuesOf('timeZone').flatMap(changesOf);
/** Many zones share their rules; the half hours are few. */
const tried = [...sampled(changes, 10), ...changes.filter(({ by }) => Math.abs(by) === 30)];

it('knows the next clock changes of all zones', () => {
  expect(changes.length).toBeGreaterThan(200);
  expect(changes.some(({ by }) => by > 0)).toBe(true);
  expect(changes.some(({ by }) => by < 0)).toBe(true);
  // Half an hour only, as on Lord Howe.
  expect(changes.some(({ by }) => Math.abs(by) === 30)).toBe(true);
});

it('sends one digest a day over each of them, at the minute set or as much later as the clock skips', LONG, () => {
  for (const { zone, at, by } of tried) {
    const wall = local(new Date(at - MINUTE), zone);
    for (let shift = -90; shift <= 150; shift += 15) {
      const minute = (((wall.hour * 60 + wall.minute + 1 + shift) % 1440) + 1440) % 1440;
      const rules = { digestAt: minute, eveningAt: undefined, zone, workingDays: [], active: true };
      const days: string[] = [];
      for (let after = new Date(at - 2 * DAY); after.getTime() < at + DAY; ) {
        const digest = nextDigest(rules, after);
        if (!digest) throw new Error(`no digest in ${zone}`);
        expect(digest.at.getTime()).toBeGreaterThan(after.getTime());
        const here = local(digest.at, zone);
        const shown = here.hour * 60 + here.minute;
        const late = (shown - minute + 1440) % 1440;
        // The day it was asked for: a gap at the end of a day puts it into the next one.
        days.push(here.setZone('utc', { keepLocalTime: true }).minus({ minutes: late }).toISODate() ?? '');
        // Told as set, or, in a gap, later by its length.
        expect(late === 0 || (by > 0 && late === by && digest.at.getTime() < at + by * MINUTE)).toBe(true);
        // Of two equal readings the first.
        if (by < 0)
          expect(local(new Date(digest.at.getTime() + by * MINUTE), zone).toFormat('HH:mm')).not.toBe(
            here.toFormat('HH:mm'),
          );
        after = digest.at;
      }
      expect(new Set(days).size).toBe(days.length);
      const from = local(new Date(`${days[0]}T00:00Z`), 'utc');
      for (const [i, day] of days.entries()) expect(day).toBe(from.plus({ days: i }).toISODate());
    }
  }
});

it('rings each lead time once over each of them, to the minute, and keeps quiet hours by the wall clock', LONG, () => {
  for (const { zone, at } of tried) {
    for (let shift = -3 * HOUR; shift <= 4 * HOUR; shift += HOUR) {
      const start = new Date(at + shift);
      const contact = { status: 'planned' as const, start, end: new Date(start.getTime() + 15 * MINUTE) };
      for (const quiet of [undefined, { from: 21 * 60, to: 8 * 60 }, { from: 60, to: 150 }]) {
        const rules = { leads: [15, 60, 1440], quiet, zone, active: true };
        const heard: number[] = [];
        const { arranged, ...planned } = plan(contact, rules, new Date(at - 3 * DAY), true);
        let state: DueState = planned;
        while (state.due) {
          const now = state.due.at;
          const { ring: rung, next } = ring({ ...contact, ...state, arranged }, rules, now);
          expect(rung?.late).toBe(false);
          heard.push(now.getTime());
          const hush = quietAround(now, quiet, zone);
          if (hush) expect(now.getTime() === hush.from.getTime() && start < hush.to).toBe(true);
          state = next;
        }
        expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
        if (quiet) continue;
        // Hours are lengths, a day before is the same reading of the clock, or where a clock skips it, the next one.
        expect(heard.slice(1)).toEqual([-60, -15, 15].map((minutes) => start.getTime() + minutes * MINUTE));
        const dayBefore = addDaysKeepingClock(start, -1, zone);
        expect(heard[0]).toBe(dayBefore.getTime());
      }
    }
  }
});
