import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesOf } from '../../../src/domain/reminder/reminder-rules.ts';
import { SNOOZES, snoozedUntil, snoozesFor } from '../../../src/domain/reminder/snooze.ts';

const rules = rulesOf({ zone: 'Europe/Moscow' });
const at = (iso: string) => new Date(`${iso}+03:00`);
const MINUTE = 60_000;
// A Tuesday.
const now = at('2026-11-24T14:00');
const offered = (start: string) => snoozesFor(at(start), rules, now);

describe('what a reminder can be put off by', () => {
  it('fits into what is left before the start', () => {
    expect(offered('2026-11-24T14:03')).toEqual(['start']);
    expect(offered('2026-11-24T14:15')).toEqual(['5', '15']);
    expect(offered('2026-11-24T15:30')).toEqual(['5', '15', '60', 'start']);
    expect(offered('2026-11-24T19:30')).toEqual(['15', '60', '180', 'hourBefore', 'start']);
    expect(offered('2026-11-25T15:00')).toEqual(['15', '60', '180', 'morning', 'hourBefore', 'start']);
  });

  it('is a quarter of an hour, an hour, or the morning once it has begun', () => {
    expect(offered('2026-11-24T14:00')).toEqual(['15', '60', 'morning']);
    expect(snoozedUntil('morning', now, rules, now)).toEqual(at('2026-11-25T09:00'));
    // Friday evening: Monday.
    const friday = at('2026-11-27T18:00');
    expect(snoozedUntil('morning', friday, rules, friday)).toEqual(at('2026-11-30T09:00'));
  });

  it('ends at the start, however late the button is tapped', () => {
    const start = at('2026-11-24T14:10');
    expect(snoozedUntil('15', start, rules, now)).toEqual(start);
    expect(snoozedUntil('morning', start, rules, now)).toEqual(start);
    expect(snoozedUntil('5', start, rules, now)).toEqual(at('2026-11-24T14:05'));
    const later = at('2026-11-24T14:12');
    expect(snoozedUntil('15', start, rules, later)).toEqual(at('2026-11-24T14:27'));
    expect(snoozedUntil('start', start, rules, later)).toEqual(at('2026-11-24T14:17'));
  });

  it('always leads into the future, and never over the start of what is to come', () => {
    const minutes = fc.integer({ min: -3000, max: 6000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...SNOOZES), (left, snooze) => {
        const start = new Date(now.getTime() + left * MINUTE);
        const until = snoozedUntil(snooze, start, rules, now);
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        if (left > 0) expect(until.getTime()).toBeLessThanOrEqual(start.getTime());
        const choices = snoozesFor(start, rules, now);
        expect(choices.length).toBeGreaterThan(0);
        const moments = choices.map((one) => snoozedUntil(one, start, rules, now).getTime());
        expect(new Set(moments).size).toBe(moments.length);
      }),
    );
  });
});
