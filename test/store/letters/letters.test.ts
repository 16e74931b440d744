import { expect, it } from 'vitest';
import type { Letter } from '../../../src/domain/letter/letter.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

const now = new Date('2026-11-23T09:00:00Z');
const viewer: Viewer = { id: 1, role: 'administrator', ownOnly: false, access: 'active' };

let store: Store;
withStore((opened) => {
  store = opened;
});

const letter = (id: string, uid: number, more: Partial<Letter> = {}): Letter => ({
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
  ...more,
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

it('ring one phone while hundreds wait for another', async () => {
  const ringing = (user: number) => ({ pushes: [{ user, state: 'waiting' as const }], marks: [] });
  const many = Array.from({ length: 500 }, (_, index) => letter(`waits-${index}`, 100 + index, ringing(7)));
  await store.letters.addAll(many, now);
  const ids = many.map(({ id }) => id);
  expect(await store.letterPushes.claimMany(ids, 7, now)).toHaveLength(500);
  const later = new Date(now.getTime() + 1000);
  await store.letterPushes.release(ids, 7, new Date(now.getTime() + 600_000), true);
  await store.letters.addAll([letter('fresh', 900, ringing(8))], later);
  expect(await store.letterPushes.due(later)).toEqual(new Map([[8, ['fresh']]]));
  const due = await store.letterPushes.due(new Date(now.getTime() + 600_000));
  expect(due.get(7)).toHaveLength(500);
});
