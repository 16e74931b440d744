import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Letter } from '../../src/domain/letter.ts';
import type { Viewer } from '../../src/domain/rights.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';

const now = new Date('2026-11-23T09:00:00Z');
const viewer: Viewer = { id: 1, role: 'administrator', ownOnly: false, access: 'active' };

let db: TestDatabase;
let store: Store;
beforeAll(async () => {
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
});
afterAll(async () => {
  await store.close();
  await db.drop();
});

const letter = (id: string, uid: number): Letter => ({
  id,
  from: { name: 'Anna', address: 'anna@romashka.example' },
  to: [],
  subject: `Number ${uid}`,
  deliveredAt: now,
  text: '',
  files: [],
  references: [],
  size: 1,
  places: [{ mailbox: 'box', uidValidity: '1', uid }],
  state: 'new',
  readers: [viewer.id],
  pushes: [],
  marks: [viewer.id],
});

it('stand in the order in which they came, those of one second too', async () => {
  // Ids come from what is in a letter, and are in no order.
  const ids = ['m', 'c', 'x', 'a', 'k', 'z', 'b'];
  await store.letters.addAll(
    ids.map((id, index) => letter(id, index + 1)),
    now,
  );
  const { letters } = await store.letters.list(viewer, ['new'], { skip: 0, limit: 20 });
  expect(letters.map(({ id }) => id)).toEqual(ids.toReversed());
  expect((await store.letters.marked(viewer)).map(({ id }) => id)).toEqual(ids);
});
