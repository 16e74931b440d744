import { beforeAll, describe, expect, it } from 'vitest';
import { daySpans, daysOf } from '../../../src/domain/calendar/calendar.ts';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import { countedBy, reaching, startingIn } from '../../../src/store/calendar/calendar.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
const now = new Date('2026-11-23T09:00:00Z');
const head: Viewer = { id: 9, role: 'supervisor', ownOnly: false, access: 'active' };
const own: Viewer = { id: 2, role: 'manager', ownOnly: true, access: 'active' };

const put = async (id: string, start: string, more: Partial<ContactFields> = {}) =>
  store.contacts.create(
    head,
    id,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager: 1,
      priority: 'medium',
      state: 1,
      documents: [],
      analytics: [],
      content: id,
      ...more,
    },
    { now },
  );

withStore((opened) => {
  store = opened;
});

describe('counts of the days', () => {
  it('tells each day by what stands on it, in the zone of the reader', async () => {
    // Berlin goes from summer to winter time on 25 October 2026: that day has 25 hours.
    await put('first', '2026-10-24T22:00:00Z');
    await put('last', '2026-10-25T22:59:00Z', { status: 'happened' });
    await put('next', '2026-10-25T23:00:00Z', { status: 'cancelled' });
    await put('before', '2026-10-24T21:59:00Z');
    await put('ahead', '2026-11-23T09:10:00Z');
    await put('running', '2026-11-23T08:50:00Z');
    await put('gone', '2026-10-25T10:00:00Z');
    await store.contacts.remove(head, 'gone', { key: 'k', revision: 1, now });
    const october = daySpans(daysOf('month', '2026-10-01'), 'Europe/Berlin');
    const counts = await store.calendar.counts(head, 1, october, now);
    expect(Object.fromEntries(counts)).toEqual({
      '2026-10-24': { overdue: 1, planned: 0, happened: 0, cancelled: 0 },
      '2026-10-25': { overdue: 1, planned: 0, happened: 1, cancelled: 0 },
      '2026-10-26': { overdue: 0, planned: 0, happened: 0, cancelled: 1 },
    });
    const november = daySpans(daysOf('month', '2026-11-01'), 'Europe/Berlin');
    const later = new Date('2026-11-23T09:06:00Z');
    expect(Object.fromEntries(await store.calendar.counts(head, 1, november, later))).toEqual({
      '2026-11-23': { overdue: 1, planned: 1, happened: 0, cancelled: 0 },
    });
  });

  it('puts what lasts for several days on each of them, and what merely runs over midnight on its own', async () => {
    const more = { manager: 31 };
    await put('fair', '2026-12-07T08:00:00Z', { ...more, minutes: 3 * 24 * 60 });
    await put('midnight', '2026-12-08T23:55:00Z', more);
    await put('begun', '2026-11-29T20:00:00Z', { ...more, minutes: 2 * 24 * 60 });
    const december = daySpans(daysOf('month', '2026-12-01'), 'UTC');
    const counts = await store.calendar.counts(head, 31, december, now);
    expect([...counts].map(([day, { planned }]) => `${day.slice(8)}:${planned}`).sort()).toEqual([
      '01:1',
      '07:1',
      '08:2',
      '09:1',
      '10:1',
    ]);
    const ids = async (day: string) => {
      const [span] = daySpans([day], 'UTC');
      return (await store.calendar.list(head, 31, span ?? { from: now, to: now }, { limit: 9 })).map(({ id }) => id);
    };
    expect(await ids('2026-12-09')).toEqual(['fair']);
    expect(await ids('2026-12-10')).toEqual(['fair']);
    expect(await ids('2026-12-11')).toEqual([]);
    expect(await ids('2026-12-01')).toEqual(['begun']);
  });

  it('shows nobody what he may not see', async () => {
    const days = daySpans(daysOf('month', '2026-10-01'), 'UTC');
    expect((await store.calendar.counts(own, 1, days, now)).size).toBe(0);
    const [span] = days;
    expect(await store.calendar.list(own, 1, { from: span?.from ?? now, to: now }, { limit: 9 })).toEqual([]);
  });
});

describe('what the queries cost', () => {
  beforeAll(async () => {
    const day = (index: number) => new Date(Date.UTC(2025, 0, 1 + (index % 300), 6 + (index % 12))).toISOString();
    await Promise.all(
      Array.from({ length: 900 }, (_, index) => put(`bulk${index}`, day(index), { manager: 5 + (index % 3) })),
    );
  });

  const days = daySpans(daysOf('month', '2025-03-01'), 'Europe/Berlin');
  const month = { from: days[0]?.from ?? now, to: days.at(-1)?.to ?? now };

  it('counts a month from the index alone', async () => {
    const explained = JSON.stringify(
      await store.connection
        .collection('contacts')
        .aggregate([{ $match: reaching(head, 5, month) }, ...countedBy(days, now)])
        .explain('executionStats'),
    );
    expect(explained).toContain('"totalDocsExamined":0');
    expect(explained).not.toContain('COLLSCAN');
  });

  it('reads a page in order, without a sort, and only what it shows', async () => {
    const explained = await store.connection
      .collection('contacts')
      .find(startingIn(head, 5, month) as object)
      .sort({ start: 1 })
      .skip(16)
      .limit(8)
      .explain('executionStats');
    expect(JSON.stringify(explained.queryPlanner.winningPlan)).not.toContain('"stage":"SORT"');
    expect(explained.executionStats).toMatchObject({ nReturned: 8, totalDocsExamined: 8 });
  });
});
