import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
const now = new Date('2026-11-23T09:00:00Z');
const manager: Viewer = { id: 1, role: 'manager', ownOnly: false, access: 'active' };
const own: Viewer = { id: 2, role: 'manager', ownOnly: true, access: 'active' };

const client = (id: string, responsible: number) =>
  store.organizations.create({ id, name: id, phones: [], emails: [], addresses: [], manager: responsible }, now);
const numbers = async (viewer: Viewer, filter: { number?: string } = {}) =>
  (await store.documents.list(viewer, filter, 0, 50)).documents.map(({ number }) => number);

withStore((opened) => {
  store = opened;
});
beforeAll(async () => {
  await client('hers', 2);
  await client('other', 1);
  const put = (id: string, number: string, organization: string | undefined, author: number, minute: number) =>
    store.documents.create(
      { id, number, author, ...(organization !== undefined && { organization }) },
      new Date(now.getTime() + minute * 60_000),
    );
  await put('a', 'A-10', 'hers', 1, 1);
  await put('b', 'B-10', 'other', 1, 2);
  await put('c', 'C-10', undefined, 2, 3);
  await put('d', 'D-10', undefined, 1, 4);
});

describe('rights on documents', () => {
  it('are those on their clients; what one entered oneself is seen, too', async () => {
    const { documents } = store;
    expect(await numbers(manager)).toEqual(['D-10', 'C-10', 'B-10', 'A-10']);
    expect(await numbers(own)).toEqual(['C-10', 'A-10']);
    expect(await numbers(own, { number: '10' })).toEqual(['C-10', 'A-10']);
    expect(await numbers({ ...manager, access: 'retired' })).toEqual([]);
    expect(await documents.get(own, 'b')).toBeUndefined();
    expect((await documents.seen(own, ['d', 'c', 'b', 'a'])).map(({ id }) => id)).toEqual(['c', 'a']);
    const change = { key: 'k', revision: 1, now };
    expect(await documents.change(own, 'b', change, { number: 'X' })).toEqual({ outcome: 'absent' });
  });

  it('come with the first contact with the client, and outlive a merge', async () => {
    const call: ContactFields = {
      status: 'happened',
      start: now,
      channel: 'phone',
      direction: 'incoming',
      manager: 2,
      priority: 'medium',
      state: 1,
      documents: [],
      analytics: [],
      organization: 'other',
    };
    await store.contacts.create(own, 'c-touch', call, { now });
    expect(await numbers(own)).toEqual(['C-10', 'B-10', 'A-10']);
    await client('twin', 1);
    await store.documents.create({ id: 'e', number: 'E-10', organization: 'twin', author: 1 }, now);
    const rows = store.connection.collection<{ _id: string }>('organizations');
    await rows.updateOne({ _id: 'twin' }, { $set: { mergedInto: 'hers' } });
    expect(await numbers(own)).toContain('E-10');
  });
});

describe('a change of a document', () => {
  it('is made once, by one of many at once', async () => {
    const { documents } = store;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        documents.change(manager, 'd', { key: `k${n}`, revision: 1, now }, { number: `N-${n}` }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'overtaken')).toHaveLength(19);
    const winner = outcomes.findIndex(({ outcome }) => outcome === 'done');
    expect(await numbers(manager, { number: `N-${winner}` })).toContain(`N-${winner}`);
    expect(await numbers(manager, { number: 'D-10' })).toEqual([]);
    const again = await documents.change(manager, 'd', { key: `k${winner}`, revision: 1, now }, { number: 'Z' });
    expect(again).toMatchObject({ outcome: 'repeated', document: { number: `N-${winner}` } });
  });

  it('takes one out of the lists and brings it back; what points to it reads it all the same', async () => {
    const { documents } = store;
    await documents.change(manager, 'a', { key: 'r', revision: 1, now }, { removed: { at: now, by: 1 } });
    expect(await numbers(manager)).not.toContain('A-10');
    expect(await numbers(manager, { number: 'A-10' })).toEqual([]);
    expect(await documents.get(manager, 'a')).toMatchObject({ removed: { by: 1 } });
    expect((await documents.many(['a'])).map(({ number }) => number)).toEqual(['A-10']);
    await documents.change(manager, 'a', { key: 'u', revision: 2, now }, { removed: undefined });
    expect(await numbers(manager, { number: 'A-10' })).toEqual(['A-10']);
  });
});

describe('a search', () => {
  it('shows the number itself first, then what begins so, then what has it inside', async () => {
    for (const [id, number] of [
      ['s1', '777/2'],
      ['s2', '5-777'],
      ['s3', '777'],
    ] as const)
      await store.documents.create({ id, number, author: 1 }, now);
    expect(await numbers(manager, { number: '№ 777' })).toEqual(['777', '777/2', '5-777']);
    expect(await numbers(manager, { number: '.*' })).toEqual([]);
  });

  it('costs what it shows: no scan, no sort in memory', async () => {
    const explained = async (collection: string, filter: object, sort: Record<string, 1 | -1> = {}) =>
      JSON.stringify(
        (await store.connection.collection(collection).find(filter).sort(sort).limit(8).explain()).queryPlanner
          .winningPlan,
      );
    const plans = [
      await explained('documents', { $and: [{}, { live: true }] }, { createdAt: -1 }),
      await explained('documents', { $and: [{}, { live: true, keys: { $regex: '^777' } }] }),
      await explained(
        'documents',
        { $and: [{ $or: [{ author: 2 }, { organization: { $in: ['hers', 'x'] } }] }, { live: true }] },
        { createdAt: -1 },
      ),
      await explained('contacts', { $and: [{}, { documents: 'a', live: true }] }, { start: -1 }),
    ];
    for (const plan of plans) {
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('COLLSCAN');
      expect(plan).not.toContain('"stage":"SORT"');
    }
  });
});
