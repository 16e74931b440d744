import { describe, expect, it } from 'vitest';
import { type ContactThen, concerned, type NewsKind, stillHolds } from '../../../src/domain/reminder/contact-news.ts';

const [me, other, third] = [1, 2, 3];
const start = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-25T12:00:00Z');
const theirs: ContactThen = { manager: other, status: 'planned', start };
const gone = { at: start, by: me };

describe('a change concerns', () => {
  it.each<[string, ContactThen | undefined, ContactThen, [number, NewsKind][]]>([
    ['whom it is planned for', undefined, theirs, [[other, 'planned']]],
    ['nobody, planned for oneself', undefined, { ...theirs, manager: me }, []],
    ['nobody, noted as happened', undefined, { ...theirs, status: 'happened' }, []],
    [
      'both, handed from one to another',
      theirs,
      { ...theirs, manager: third },
      [
        [third, 'given'],
        [other, 'taken'],
      ],
    ],
    ['the receiver, given away', { ...theirs, manager: me }, theirs, [[other, 'given']]],
    ['the former one, taken over', theirs, { ...theirs, manager: me }, [[other, 'taken']]],
    ['its manager, moved', theirs, { ...theirs, start: later }, [[other, 'moved']]],
    ['its manager, cancelled', theirs, { ...theirs, status: 'cancelled' }, [[other, 'cancelled']]],
    ['its manager, restored', { ...theirs, status: 'cancelled' }, theirs, [[other, 'restored']]],
    [
      'its manager, planned again',
      { ...theirs, status: 'cancelled' },
      { ...theirs, start: later },
      [[other, 'planned']],
    ],
    ['its manager, removed', theirs, { ...theirs, removed: gone }, [[other, 'removed']]],
    ['its manager, brought back', { ...theirs, removed: gone }, theirs, [[other, 'restored']]],
    ['nobody, where only words change', theirs, { ...theirs }, []],
    [
      'nobody, where a past moment is corrected',
      { ...theirs, status: 'happened' },
      { ...theirs, status: 'happened', start: later },
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(concerned(me, before, after).map(({ user, kind }) => [user, kind])).toEqual(expected);
  });
});

describe('what is not so any more is not told', () => {
  const holds = (kind: NewsKind, contact: ContactThen) => stillHolds({ kind, user: other }, contact);

  it('of a contact that has another manager by now, but for the one it was taken from', () => {
    const now = { ...theirs, manager: third };
    for (const kind of ['planned', 'given', 'moved', 'cancelled', 'restored', 'removed'] as const)
      expect(holds(kind, now)).toBe(false);
    expect(holds('taken', now)).toBe(true);
    expect(holds('taken', theirs)).toBe(false);
  });

  it('of what was cancelled, closed, restored or removed meanwhile', () => {
    const cancelled = { ...theirs, status: 'cancelled' } as const;
    expect([holds('moved', theirs), holds('moved', cancelled)]).toEqual([true, false]);
    expect([holds('planned', theirs), holds('planned', { ...theirs, status: 'happened' })]).toEqual([true, false]);
    expect([holds('cancelled', cancelled), holds('cancelled', theirs)]).toEqual([true, false]);
    expect([holds('restored', theirs), holds('restored', cancelled)]).toEqual([true, false]);
    expect([holds('removed', { ...theirs, removed: gone }), holds('removed', theirs)]).toEqual([true, false]);
    expect(holds('given', { ...theirs, removed: gone })).toBe(false);
  });
});
