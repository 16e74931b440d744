import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentFilter,
  dayOf,
  filterParts,
  filterRange,
  freshFilter,
  groups,
  type JournalFilter,
  narrowedBy,
  resetFilter,
  toggled,
  toggleGroup,
  widened,
} from '../../../src/domain/journal/journal-filter.ts';

const ZONE = 'Europe/Moscow';
const now = new Date('2026-11-23T09:00:00Z');

const filter: fc.Arbitrary<JournalFilter> = fc
  .record({
    manager: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    organization: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    words: fc.option(fc.constantFrom('договор', 'contract'), { nil: undefined }),
    documents: fc.option(fc.constantFrom('some' as const, 'none' as const), { nil: undefined }),
    channels: fc.subarray(['phone', 'email', 'fax']),
    states: fc.subarray([0, 1, 2, 3] as const).map((list) => [...list]),
    overdue: fc.boolean(),
    all: fc.boolean(),
  })
  .map(({ all, manager, organization, words, documents, ...rest }) => ({
    ...freshFilter(now, ZONE, manager),
    ...rest,
    ...(organization !== undefined && { organization }),
    ...(words !== undefined && { words }),
    ...(documents !== undefined && { documents }),
    ...(all && { period: { kind: 'all' as const } }),
  }));

describe('a journal filter', () => {
  it('begins with today in the zone, and everything else open', () => {
    expect(narrowedBy(freshFilter(now, ZONE))).toEqual(['period']);
    // 23:30 in Moscow is still the same day, half an hour later it is not.
    expect(dayOf(new Date('2026-11-23T20:30:00Z'), ZONE)).toBe('2026-11-23');
    expect(filterRange(freshFilter(new Date('2026-11-23T21:30:00Z'), ZONE), ZONE)).toEqual({
      from: new Date('2026-11-23T21:00:00Z'),
      to: new Date('2026-11-24T21:00:00Z'),
    });
  });

  it('is remembered for its day; the manager for good', () => {
    fc.assert(
      fc.property(filter, (set) => {
        const saved = { filter: set, day: dayOf(now, ZONE) };
        expect(currentFilter(saved, now, ZONE)).toBe(set);
        const tomorrow = new Date('2026-11-24T09:00:00Z');
        expect(currentFilter(saved, tomorrow, ZONE)).toEqual(freshFilter(tomorrow, ZONE, set.manager));
        expect(resetFilter(set, now, ZONE)).toEqual(freshFilter(now, ZONE, set.manager));
      }),
    );
  });

  it('widened part by part, ends open', () => {
    fc.assert(
      fc.property(filter, (set) => {
        const open = narrowedBy(set).reduce(widened, set);
        expect(narrowedBy(open)).toEqual([]);
      }),
    );
  });

  it('widened by one part, keeps the others', () => {
    fc.assert(
      fc.property(filter, fc.constantFrom(...filterParts), (set, part) => {
        expect(narrowedBy(widened(set, part))).toEqual(narrowedBy(set).filter((one) => one !== part));
      }),
    );
  });

  it('keeps at least one status and one direction on, whatever is tapped', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...groups)), (taps) => {
        const { off } = taps.reduce(toggleGroup, freshFilter(now, ZONE));
        expect(off.filter((group) => group === 'incoming' || group === 'outgoing').length).toBeLessThan(2);
        expect(off.length).toBeLessThan(4);
        expect(new Set(off).size).toBe(off.length);
      }),
    );
  });

  it('ticks and unticks', () => {
    expect(toggled(['a', 'b'], 'b')).toEqual(['a']);
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  });
});
