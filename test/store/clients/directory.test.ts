import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
const now = new Date('2026-11-23T09:00:00Z');
const manager: Viewer = { id: 1, role: 'manager', ownOnly: false, access: 'active' };
const own: Viewer = { id: 2, role: 'manager', ownOnly: true, access: 'active' };
const stranger: Viewer = { id: 3, role: 'manager', ownOnly: false, access: 'declined' };

const entry = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  phones: [],
  emails: [],
  addresses: [],
  ...more,
});
const fields = (more: Partial<ContactFields>): ContactFields => ({
  status: 'happened',
  start: now,
  channel: 'phone',
  direction: 'incoming',
  manager: 1,
  priority: 'medium',
  state: 1,
  documents: [],
  analytics: [],
  ...more,
});
const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();

withStore((opened) => {
  store = opened;
});

describe('rights on the directory', () => {
  beforeAll(async () => {
    const { organizations, persons } = store;
    await organizations.create(entry('r-mine', 'Ромашка Моя', { manager: 2 }), now);
    await organizations.create(entry('r-other', 'Ромашка Чужая', { manager: 1 }), now);
    await persons.create({ ...entry('p-mine', 'Пётр Мой'), organization: 'r-mine' }, now);
    await persons.create({ ...entry('p-other', 'Пётр Чужой'), organization: 'r-other' }, now);
  });

  it('shows a manager all, one with "own only" his own, and a stranger nothing', async () => {
    const { organizations, persons } = store;
    expect(ids(await organizations.search(manager, 'ромашка', 9))).toEqual(['r-mine', 'r-other']);
    expect(ids(await organizations.search(own, 'ромашка', 9))).toEqual(['r-mine']);
    expect(await organizations.search(stranger, 'ромашка', 9)).toEqual([]);
    expect(ids(await organizations.latest(own, 9))).toEqual(['r-mine']);
    expect(await organizations.get(own, 'r-other')).toBeUndefined();
    expect(ids(await persons.search(own, 'пётр', 9))).toEqual(['p-mine']);
    expect(await persons.get(own, 'p-other')).toBeUndefined();
    expect(await persons.of(own, 'r-other', 9)).toEqual([]);
  });

  it('opens a client and its people to whoever has a contact with it', async () => {
    const { organizations, persons, contacts } = store;
    await organizations.create(entry('r-third', 'Ромашка Третья', { manager: 1 }), now);
    await persons.create({ ...entry('p-third', 'Павел Третий'), organization: 'r-third' }, now);
    await contacts.create(own, 'c-touch', fields({ manager: 2, organization: 'r-third' }), { now });
    expect(await organizations.get(own, 'r-third')).toMatchObject({ name: 'Ромашка Третья' });
    expect(ids(await persons.of(own, 'r-third', 9))).toEqual(['p-third']);
    // Who comes later to the organization is seen too.
    await persons.create({ ...entry('p-late', 'Павел Поздний'), organization: 'r-third' }, now);
    expect(ids(await persons.of(own, 'r-third', 9))).toEqual(['p-late', 'p-third']);
  });

  it('opens a client to whom a contact is handed', async () => {
    const { organizations, contacts } = store;
    await organizations.create(entry('r-handed', 'Ромашка Переданная', { manager: 1 }), now);
    await contacts.create(manager, 'c-handed', fields({ organization: 'r-handed' }), { now });
    expect(await organizations.get(own, 'r-handed')).toBeUndefined();
    const head: Viewer = { ...manager, id: 9, role: 'supervisor' };
    await contacts.change(head, 'c-handed', { key: 'k', revision: 1, now }, { manager: 2 });
    expect(await organizations.get(own, 'r-handed')).toBeDefined();
  });
});

describe('a change of an entry', () => {
  it('is found by its new name and not by the old one', async () => {
    const { organizations } = store;
    await organizations.create(entry('x', 'Стройбат'), now);
    const operation = { key: 'a', revision: 1, now };
    const changed = await organizations.change(manager, 'x', operation, {
      name: 'Kuznetsov & Co',
      phones: ['+79123456789'],
    });
    expect(changed).toMatchObject({ outcome: 'done', entry: { name: 'Kuznetsov & Co', revision: 2 } });
    expect(ids(await organizations.search(manager, 'кузнецов', 9))).toEqual(['x']);
    expect(ids(await organizations.search(manager, '8 912 345-67-89', 9))).toEqual(['x']);
    expect(await organizations.search(manager, 'стройбат', 9)).toEqual([]);
    expect(await organizations.change(manager, 'x', operation, { name: 'Zed' })).toMatchObject({ outcome: 'repeated' });
  });

  it('lets one of many at once win and tells the others', async () => {
    const { organizations } = store;
    await organizations.create(entry('race', 'Race'), now);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        organizations.change(manager, 'race', { key: `k${n}`, revision: 1, now }, { note: `by ${n}` }),
      ),
    );
    const done = outcomes.filter(({ outcome }) => outcome === 'done');
    expect(done).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'overtaken')).toHaveLength(19);
    expect((await organizations.get(manager, 'race'))?.note).toBe(done[0]?.entry?.note);
  });

  it('is refused where the entry is not seen', async () => {
    const { organizations } = store;
    await organizations.create(entry('far', 'Far', { manager: 1 }), now);
    expect(await organizations.change(own, 'far', { key: 'k', revision: 1, now }, { name: 'Mine' })).toEqual({
      outcome: 'absent',
    });
  });
});

describe('what was merged', () => {
  it('is answered with what it was merged into, over several merges', async () => {
    const { organizations, connection } = store;
    for (const id of ['m1', 'm2', 'm3']) await organizations.create(entry(id, `Merged ${id}`), now);
    const rows = connection.collection<{ _id: string }>('organizations');
    await rows.updateOne({ _id: 'm1' }, { $set: { mergedInto: 'm2' } });
    await rows.updateOne({ _id: 'm2' }, { $set: { mergedInto: 'm3' } });
    expect((await organizations.get(manager, 'm1'))?.id).toBe('m3');
    expect(ids(await organizations.many(manager, ['m1', 'm2', 'm3']))).toEqual(['m3']);
    expect(await organizations.named(['m1', 'm3'])).toEqual(
      new Map([
        ['m1', 'Merged m3'],
        ['m3', 'Merged m3'],
      ]),
    );
    expect((await organizations.search(manager, 'merged', 9)).map(({ id }) => id)).toEqual(['m3']);
    expect((await organizations.change(manager, 'm1', { key: 'k', revision: 1, now }, { name: 'N' })).outcome).toBe(
      'overtaken',
    );
  });
});
