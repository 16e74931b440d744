import { beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY, type Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

const now = new Date('2026-11-23T09:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let store: Store;
withStore((opened) => {
  store = opened;
});

const client = (id: string, name: string, more: object = {}) =>
  store.organizations.create({ id, name, phones: [], emails: [], addresses: [], ...more }, daysAgo(200));
const call = (id: string, organization: string, start: Date, status: 'happened' | 'planned' = 'happened') =>
  store.contacts.create(
    EVERYBODY,
    id,
    {
      status,
      start,
      channel: 'phone',
      direction: 'outgoing',
      manager: 1,
      priority: 'medium',
      state: 0,
      documents: [],
      analytics: [],
      organization,
    },
    { now },
  );

beforeAll(async () => {
  await client('yasen', 'ООО «Ясень»', { addresses: ['125009, г. Тула, ул. Ленина, 1'], manager: 1, keepInTouch: 30 });
  await client('buk', 'АО Бук', { addresses: ['Орёл, Садовая, 5'], manager: 2, tags: ['опт'], keepInTouch: 14 });
  await client('acacia', 'Acacia Ltd', { manager: 1, tags: ['опт', 'новый'], keepInTouch: 14 });
  await client('topol', '«Тополь»', { addresses: ['Россия, 300000, Тула, пр. Мира 2'], manager: 1, keepInTouch: 7 });
  await store.persons.create(
    { id: 'ada', name: 'Ада Лис', organization: 'buk', phones: [], emails: [], tags: ['опт'] },
    now,
  );
  await call('c1', 'yasen', daysAgo(40));
  await call('c2', 'buk', daysAgo(5));
  await call('c3', 'topol', daysAgo(100));
  await call('c4', 'topol', new Date(now.getTime() + 86_400_000), 'planned');
});

const names = async (leafed: Parameters<Store['organizations']['leaf']>[1], viewer: Viewer = EVERYBODY) =>
  (await store.organizations.leaf(viewer, leafed, 0, 10)).entries.map(({ id }) => id);

describe('the directory from A to Z', () => {
  it('is in order of the names, without legal forms and quotes', async () => {
    expect(await names({})).toEqual(['acacia', 'buk', 'topol', 'yasen']);
    const page = await store.organizations.leaf(EVERYBODY, {}, 2, 1);
    expect(page.entries.map(({ id }) => id)).toEqual(['topol']);
    expect(page).toMatchObject({ count: 4, more: false });
  });

  it('is narrowed to a manager, a town, a tag, a letter, and to what the viewer may see', async () => {
    expect(await names({ manager: 1 })).toEqual(['acacia', 'topol', 'yasen']);
    expect(await names({ town: 'Тула' })).toEqual(['topol', 'yasen']);
    expect(await names({ tag: 'опт' })).toEqual(['acacia', 'buk']);
    expect(await names({ letter: 'я' })).toEqual(['yasen']);
    expect(await names({}, { id: 2, role: 'manager', ownOnly: true, access: 'active' })).toEqual(['buk']);
    expect((await store.persons.leaf(EVERYBODY, { tag: 'опт' }, 0, 9)).entries.map(({ id }) => id)).toEqual(['ada']);
  });

  it('knows its letters, towns and tags', async () => {
    expect(await store.organizations.letters(EVERYBODY, {})).toEqual(['a', 'б', 'т', 'я']);
    expect(await store.organizations.letters(EVERYBODY, { manager: 1 })).toEqual(['a', 'т', 'я']);
    expect(await store.organizations.groups(EVERYBODY, 'towns')).toEqual([
      { name: 'Тула', count: 2 },
      { name: 'Орёл', count: 1 },
    ]);
    expect(await store.organizations.groups(EVERYBODY, 'tags')).toEqual([
      { name: 'опт', count: 2 },
      { name: 'новый', count: 1 },
    ]);
  });

  it('follows a name and an address that are changed', async () => {
    const before = await store.organizations.get(EVERYBODY, 'acacia');
    const operation = { key: 'rename', revision: before?.revision ?? 0, now };
    await store.organizations.change(EVERYBODY, 'acacia', operation, { name: 'Яшма', addresses: ['г. Тула'] });
    expect(await names({ town: 'Тула' })).toEqual(['topol', 'yasen', 'acacia']);
  });
});

describe('whom to speak with', () => {
  it('are those silent since a day', async () => {
    const silent = async (days: number, manager?: number) =>
      (await store.organizations.silent(EVERYBODY, manager, daysAgo(days), 10)).clients.map(({ id }) => id).sort();
    expect(await silent(30)).toEqual(['acacia', 'topol', 'yasen']);
    expect(await silent(50, 1)).toEqual(['acacia', 'topol']);
  });

  it('are those whose interval is over and with whom nothing is planned', async () => {
    const due = await store.organizations.dueForTouch(EVERYBODY, undefined, now);
    expect(due).toEqual([
      { id: 'acacia', name: 'Яшма', late: 186 },
      { id: 'yasen', name: 'ООО «Ясень»', late: 10, last: daysAgo(40) },
    ]);
    // A contact restarts the interval.
    await call('c5', 'yasen', daysAgo(1));
    expect((await store.organizations.dueForTouch(EVERYBODY, 1, now)).map(({ id }) => id)).toEqual(['acacia']);
  });
});

it('a person who moves keeps whom they spoke for before', async () => {
  const before = await store.persons.get(EVERYBODY, 'ada');
  const operation = { key: 'move', revision: before?.revision ?? 0, now };
  const { entry } = await store.persons.change(EVERYBODY, 'ada', operation, { organization: 'yasen' });
  expect(entry).toMatchObject({ organization: 'yasen', former: [{ organization: 'buk', until: now }] });
});
