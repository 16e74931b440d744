import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFilter, type JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import { EVERYBODY, type Viewer } from '../../../src/domain/rights.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import type { Mark } from '../../../src/store/journal/journal.ts';
import { type Seeded, seed } from '../../bench/seed.ts';
import { freshDatabase, type TestDatabase } from '../../harness/mongo.ts';

const ZONE = 'Europe/Moscow';
const all = { period: { kind: 'all' } } as const;

let db: TestDatabase;
let store: Store;
let seeded: Seeded;

beforeAll(async () => {
  db = await freshDatabase();
  const client = await MongoClient.connect(db.uri);
  seeded = await seed(client.db(db.name), { contacts: 6000, organizations: 60, managers: 4 }, () => () => {});
  await client.close();
  store = await openStore({ uri: db.uri });
});
afterAll(async () => {
  await store.close();
  await db.drop();
});

const query = (set: Partial<JournalFilter>, ascending = false) => ({
  filter: { ...freshFilter(seeded.now, ZONE), ...set },
  now: seeded.now,
  zone: ZONE,
  ascending,
});

/** Every contact that a filter gives, page by page. */
async function everything(viewer: Viewer, set: Partial<JournalFilter>) {
  const contacts = [];
  for await (const batch of store.journal.stream(viewer, query(set), 100)) contacts.push(...batch);
  return contacts;
}

describe('a page of the journal', () => {
  const hot: Record<string, () => Partial<JournalFilter>> = {
    'of a day': () => ({}),
    'of everything': () => all,
    'of a manager': () => ({ ...all, manager: seeded.manager(1) }),
    'of a client': () => ({ ...all, organization: seeded.organization(7) }),
    'of a manager without cancelled': () => ({ ...all, manager: seeded.manager(1), off: ['cancelled'] }),
    'of incoming ones': () => ({ ...all, off: ['outgoing'] }),
  };
  for (const [what, set] of Object.entries(hot)) {
    it(`${what} reads what it shows, counts from the index, and sorts nothing`, async () => {
      for (const number of [0, 2]) {
        const { page, count } = await store.journal.explain(EVERYBODY, query(set()), 8, number);
        expect(page.documents).toBe(page.returned);
        expect(count.documents).toBe(0);
        expect(page.stages).toContain('IXSCAN');
        expect(page.stages.filter((stage) => stage.startsWith('SORT'))).toEqual([]);
      }
    });
  }

  it('of what is overdue reads little more than it shows', async () => {
    const { page } = await store.journal.explain(EVERYBODY, query({ ...all, overdue: true }), 8, 0);
    expect(page.documents).toBeLessThanOrEqual(3 * page.returned);
    expect(page.stages.filter((stage) => stage.startsWith('SORT'))).toEqual([]);
  });

  it('counts to a thousand and says that there are more', async () => {
    expect(await store.journal.page(EVERYBODY, query(all), 8, 0)).toMatchObject({ count: 1000, more: true });
    const few = await store.journal.page(EVERYBODY, query({ ...all, organization: seeded.organization(7) }), 8, 0);
    expect(few.more).toBe(false);
    expect(few.count).toBe((await everything(EVERYBODY, { ...all, organization: seeded.organization(7) })).length);
  });

  it('leaves out what was removed, in order of time', async () => {
    const contacts = await everything(EVERYBODY, { ...all, organization: seeded.organization(3) });
    expect(contacts.length).toBeGreaterThan(50);
    expect(contacts.filter(({ removed }) => removed)).toEqual([]);
    const starts = contacts.map(({ start }) => start.getTime());
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    const first = await store.journal.page(
      EVERYBODY,
      query({ ...all, organization: seeded.organization(3) }, true),
      8,
      0,
    );
    expect(first.contacts[0]?.start.getTime()).toBe(starts.at(-1));
  });

  it('agrees with itself whichever way a filter goes', async () => {
    const sets: Partial<JournalFilter>[] = [
      { ...all, channels: ['email'], priorities: ['high'] },
      { ...all, words: 'договором' },
      { ...all, states: [3], manager: seeded.manager(2) },
      { ...all, result: 'none', off: ['planned', 'cancelled'], organization: seeded.organization(5) },
    ];
    for (const set of sets) {
      const wanted = await everything(EVERYBODY, set);
      const page = await store.journal.page(EVERYBODY, query(set), 8, 1);
      expect(page.contacts).toEqual(wanted.slice(8, 16));
      expect(page.count).toBe(Math.min(1000, wanted.length));
      expect(await store.journal.total(EVERYBODY, query(set))).toBe(wanted.length);
    }
  });

  it('goes on beyond a thousand, page by page and at a leap, both ways, with a filter no index carries too', async () => {
    const sets: Partial<JournalFilter>[] = [all, { ...all, priorities: ['medium', 'low'] }];
    for (const set of sets) {
      for (const ascending of [false, true]) {
        const asked = query(set, ascending);
        const wanted: string[] = [];
        for await (const batch of store.journal.stream(EVERYBODY, asked, 500))
          wanted.push(...batch.map(({ id }) => id));
        expect(wanted.length).toBeGreaterThan(2100);
        const idsOn = (page: number) => wanted.slice(page * 8, page * 8 + 8);
        let marks: readonly Mark[] = [];
        for (const page of [123, 124, 125, 126, 249, 250, 251, 125, 124]) {
          const found = await store.journal.page(EVERYBODY, asked, 8, page, marks);
          expect(found.contacts.map(({ id }) => id)).toEqual(idsOn(page));
          marks = found.marks;
        }
        const leapt = await store.journal.page(EVERYBODY, asked, 8, 255);
        expect(leapt.contacts.map(({ id }) => id)).toEqual(idsOn(255));
        expect(leapt.marks).toHaveLength(2);
        const beyond = await store.journal.page(EVERYBODY, asked, 8, 9999);
        expect(beyond).toMatchObject({ contacts: [], count: wanted.length, more: false });
      }
    }
  });

  it('shows one who sees own contacts only nobody else\u2019s, whatever he filters', async () => {
    const viewer: Viewer = { id: seeded.manager(1), role: 'manager', ownOnly: true, access: 'active' };
    const own = await everything(viewer, all);
    expect(own.length).toBeGreaterThan(500);
    expect(new Set(own.map(({ manager }) => manager))).toEqual(new Set([viewer.id]));
    expect(await store.journal.count(viewer, query({ ...all, manager: seeded.manager(2) }))).toEqual({
      count: 0,
      more: false,
    });
    const { page } = await store.journal.explain(viewer, query(all), 8, 0);
    expect(page.documents).toBe(page.returned);
    const retired: Viewer = { ...viewer, access: 'retired' };
    expect(await store.journal.count(retired, query(all))).toEqual({ count: 0, more: false });
  });

  it('of a client shows contacts of those merged into it', async () => {
    const [into, merged] = [seeded.organization(10), seeded.organization(11)];
    const before = await store.journal.total(EVERYBODY, query({ ...all, organization: into }));
    const other = await store.journal.total(EVERYBODY, query({ ...all, organization: merged }));
    const organizations = store.connection.collection<{ _id: string }>('organizations');
    await organizations.updateOne({ _id: merged }, { $set: { mergedInto: into } });
    expect(await store.journal.total(EVERYBODY, query({ ...all, organization: into }))).toBe(before + other);
    await organizations.updateOne({ _id: merged }, { $unset: { mergedInto: true } });
  });
});
