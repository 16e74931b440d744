import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import { EVERYBODY, type Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

const CLIENTS = 2500;
const now = new Date('2026-11-23T09:00:00Z');
let store: Store;

const rows = (name: string) => store.connection.collection<{ _id: string; [field: string]: unknown }>(name);
const nth = (n: number) => `client${n}`;
const step = (organization: string, more: Partial<ContactFields> = {}): ContactFields => ({
  status: 'planned',
  start: new Date('2026-11-24T09:00:00Z'),
  channel: 'phone',
  direction: 'outgoing',
  manager: 1,
  priority: 'medium',
  state: 1,
  documents: [],
  analytics: [],
  organization,
  ...more,
});

withStore((opened) => {
  store = opened;
});
beforeAll(async () => {
  const clients = Array.from({ length: CLIENTS }, (_, n) => ({
    _id: nth(n),
    name: `Client ${n}`,
    phones: [],
    emails: [],
    addresses: [],
    keys: [],
    operations: [],
    touchedBy: n % 2 === 0 ? [1] : [],
    manager: n < 100 ? 1 : 2,
    revision: 1,
    createdAt: new Date(now.getTime() + n * 1000),
  }));
  await rows('organizations').insertMany(clients);
  // All but the first ten have a next step; and the first of these had one that was cancelled, done, or removed.
  const planned = clients.slice(10).map(({ _id }) => ({ ...step(_id), _id: `step-${_id}`, live: true }));
  await rows('contacts').insertMany(planned.map((row) => ({ ...row, end: row.start, root: row._id, revision: 1 })));
  await store.contacts.create(EVERYBODY, 'off', step(nth(0), { status: 'cancelled' }), { now });
  await store.contacts.create(EVERYBODY, 'done', step(nth(1), { status: 'happened', start: now }), { now });
  const { contact } = await store.contacts.create(EVERYBODY, 'gone', step(nth(2)), { now });
  await store.contacts.remove(EVERYBODY, 'gone', { key: 'k', revision: contact.revision, now });
});

const idle = async (viewer: Viewer, manager?: number, limit = 1000) => {
  const { clients, more, within } = await store.organizations.idle(viewer, manager, limit);
  expect(within).toBeUndefined();
  return { ids: clients.map(({ id }) => id), more };
};

describe('clients without a next step', () => {
  it('are found however long ago they were added, those added last first', async () => {
    const ids = Array.from({ length: 10 }, (_, n) => nth(9 - n));
    expect(await idle(EVERYBODY)).toEqual({ ids, more: false });
    expect(await idle(EVERYBODY, 1)).toEqual({ ids, more: false });
    expect(await idle(EVERYBODY, 2)).toEqual({ ids: [], more: false });
    expect(await idle(EVERYBODY, undefined, 4)).toEqual({ ids: ids.slice(0, 4), more: true });
  });

  it('are those one may see', async () => {
    const own: Viewer = { id: 3, role: 'manager', ownOnly: true, access: 'active' };
    expect((await idle(own)).ids).toEqual([]);
    await rows('organizations').updateMany({ _id: { $in: [nth(4), nth(6)] } }, { $set: { touchedBy: [3] } });
    expect((await idle(own)).ids).toEqual([nth(6), nth(4)]);
  });

  it('come and go with what is planned, with what was merged into them too', async () => {
    await store.contacts.create(EVERYBODY, 'new', step(nth(5)), { now });
    expect((await idle(EVERYBODY)).ids).not.toContain(nth(5));
    expect(await store.merges.join('o', nth(6), nth(20))).toBe(true);
    const { ids } = await idle(EVERYBODY);
    expect(ids).not.toContain(nth(6));
    expect(ids).not.toContain(nth(20));
  });

  it('are looked up in an index that holds next steps alone', async () => {
    const plan = await rows('contacts')
      .find({ organization: nth(7), status: 'planned', live: true })
      .hint({ organization: 1, status: 1 })
      .explain('executionStats');
    expect(plan.executionStats.totalDocsExamined).toBe(0);
  });
});
