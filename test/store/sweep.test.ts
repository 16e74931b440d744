import { expect, it } from 'vitest';
import type { Import } from '../../src/store/import/imports.ts';
import type { Store } from '../../src/store/index.ts';
import { withStore } from '../harness/store.ts';

const long = new Date('2026-03-01T00:00:00Z');
const limit = new Date('2026-06-01T00:00:00Z');
const lately = new Date('2026-11-23T09:00:00Z');

let store: Store;
withStore((opened) => {
  store = opened;
});

it('removes sessions that nobody came back to, and no other', async () => {
  for (const [user, when] of [
    [1, long],
    [2, lately],
  ] as const) {
    const acquired = await store.sessions.acquire(user, when);
    if (!acquired) throw new Error('held');
    await store.sessions.save(acquired.lease, acquired.session, 7);
  }
  expect(await store.sessions.sweep(limit)).toBe(1);
  expect((await store.sessions.acquire(1, lately))?.session.handled).toEqual([]);
  expect((await store.sessions.acquire(2, lately))?.session.handled).toEqual([7]);
});

it('removes old imports with all that was read of them, and no other', async () => {
  const begun = (id: string, createdAt: Date): Import => ({
    id,
    by: 1,
    file: { kind: 'document', fileId: 'f', name: 'clients.csv' },
    format: 'csv',
    createdAt,
  });
  const [old, young] = [begun('old', long), begun('young', lately)];
  for (const one of [old, { ...old, turn: 1 }, young]) {
    await store.imports.begin(one);
    await store.imports.putSlice(one, 0, [{ line: 1, verdict: 'create' }]);
  }
  expect(await store.imports.sweep(limit)).toBe(1);
  expect(await store.imports.get('old')).toBeUndefined();
  for (const one of [old, { ...old, turn: 1 }]) expect(await store.imports.slice(one, 0)).toEqual([]);
  expect(await store.imports.slice(young, 0)).toHaveLength(1);
  expect(await store.imports.sweep(limit)).toBe(0);
});

it('removes old news that were told, and no other', async () => {
  const news = (revision: number, at: Date) => ({ user: 1, kind: 'moved' as const, contact: 'c', revision, by: 2, at });
  await store.contactNews.add([news(1, long), news(2, long), news(3, lately)]);
  const [first] = await store.contactNews.due(lately, 1);
  const claimed = first && (await store.contactNews.claim(first.id, lately));
  if (!claimed) throw new Error('nothing to tell');
  await store.contactNews.complete(claimed.claim, 77);
  expect(await store.contactNews.sweep(limit)).toBe(1);
  expect(await store.contactNews.due(lately, 9)).toHaveLength(2);
});
