import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityKey } from '../../src/domain/client/name-forms.ts';
import { EVERYBODY } from '../../src/domain/rights.ts';
import { openStore } from '../../src/store/index.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';

/** Documents of an older shape, read by the store of today. */

let database: TestDatabase;
let client: MongoClient;
beforeEach(async () => {
  database = await freshDatabase();
  client = await MongoClient.connect(database.uri);
});
afterEach(async () => {
  await client.close();
  await database.drop();
});
const rows = (name: string) => client.db().collection<{ _id: string } & Record<string, unknown>>(name);

describe('persons of contacts', () => {
  it('were one: they become a list, in histories and chosen columns too', async () => {
    const at = new Date('2026-11-23T09:00:00Z');
    const contact = { status: 'happened', start: at, end: at, manager: 1, live: true, documents: [], analytics: [] };
    const changed = { at, by: 1, field: 'person', from: 'old', to: 'anna' };
    await rows('contacts').insertMany([
      { _id: 'with', ...contact, person: 'anna', history: [{ at, by: 1, field: 'content', to: 'x' }, changed] },
      { _id: 'cleared', ...contact, history: [{ at, by: 1, field: 'person', from: 'anna' }] },
      { _id: 'without', ...contact, history: [] },
    ]);
    await rows('contacts').createIndex({ person: 1, start: -1 });
    await rows('contactHistories').insertOne({ _id: 'fold', contact: 'with', from: 0, entries: [changed] });
    const look = { row: ['start', 'person'], exported: ['person', 'content'], ascending: true };
    await rows('filters').insertOne({ _id: '1:journal', look });

    for (let twice = 0; twice < 2; twice++) {
      await rows('settings').deleteOne({ _id: 'schema' });
      const store = await openStore({ uri: database.uri });
      expect((await store.contacts.get(EVERYBODY, 'with'))?.persons).toEqual(['anna']);
      expect(await store.contacts.get(EVERYBODY, 'with')).not.toHaveProperty('person');
      expect(await store.contacts.get(EVERYBODY, 'without')).not.toHaveProperty('persons');
      const { entries } = await store.contacts.history(EVERYBODY, 'with', 0, 9);
      expect(entries).toEqual([
        { at, by: 1, field: 'persons', from: ['old'], to: ['anna'] },
        { at, by: 1, field: 'content', to: 'x' },
      ]);
      expect((await store.contacts.history(EVERYBODY, 'cleared', 0, 9)).entries).toEqual([
        { at, by: 1, field: 'persons', from: ['anna'] },
      ]);
      expect(await rows('contactHistories').findOne({ _id: 'fold' })).toMatchObject({
        entries: [{ field: 'persons', from: ['old'], to: ['anna'] }],
      });
      const saved = await store.filters.get({ user: { id: 1, zone: 'UTC' }, slot: 'journal', now: at });
      expect(saved.look).toEqual({ row: ['start', 'persons'], exported: ['persons', 'content'], ascending: true });
      expect((await rows('contacts').indexes()).some(({ key }) => 'person' in key)).toBe(false);
      await store.close();
    }
  });
});

describe('contacts that were planned', () => {
  it('get the moment they were first planned for, from their history or from where they stand', async () => {
    const start = new Date('2026-11-10T09:00:00Z');
    const first = new Date('2026-11-03T09:00:00Z');
    const contact = { start, end: start, manager: 1, live: true, documents: [], analytics: [] };
    const moved = (from: Date) => ({ at: start, by: 1, field: 'start', from, to: start });
    const happened = { at: start, by: 1, field: 'status', from: 'planned', to: 'happened' };
    await rows('contacts').insertMany([
      { _id: 'planned', ...contact, status: 'planned', history: [] },
      { _id: 'moved', ...contact, status: 'happened', history: [moved(first), moved(start), happened] },
      { _id: 'registered', ...contact, status: 'happened', history: [moved(first)] },
    ]);
    await (await openStore({ uri: database.uri })).close();
    const found = await rows('contacts').find().sort({ _id: 1 }).toArray();
    expect(found.map(({ _id, plannedFor }) => [_id, plannedFor])).toEqual([
      ['moved', first],
      ['planned', start],
      ['registered', undefined],
    ]);
  });
});

describe('Latin names', () => {
  it('are found by how they sound', async () => {
    const names = { phones: [], emails: [], keys: ['reed'], revision: 1, createdAt: new Date('2026-11-01T09:00:00Z') };
    await rows('persons').insertMany([
      { _id: 'reed', name: 'Tom Reed', nameKey: 'reed tom', ...names },
      { _id: 'rudov', name: 'Пётр Рудов', nameKey: 'петр рудов', ...names, keys: [] },
    ]);
    const store = await openStore({ uri: database.uri });
    const found = await store.mentions.in(EVERYBODY, 'завтра встреча с Ридом');
    expect(found.map(({ id }) => id)).toContain('reed');
    const heard = await rows('persons').find({ keys: /^%/ }).toArray();
    expect(heard.map(({ _id }) => _id)).toEqual(['reed']);
    await store.close();
  });
});

describe('names of the directory', () => {
  it('get what they are compared by, and are found by their parts', async () => {
    const old = { revision: 1, createdAt: new Date('2026-11-01T09:00:00Z'), keys: [], operations: [] };
    await rows('organizations').insertMany([
      { _id: 'jbi', name: 'ООО «ЖБИ №5»', nameKey: 'жби no5', phones: ['+78432223344'], emails: [], ...old },
      {
        _id: 'acme',
        name: 'Acme',
        nameKey: 'acme',
        phones: [],
        emails: ['office@acme.example'],
        taxNumber: '7707083893',
        ...old,
      },
    ]);
    const store = await openStore({ uri: database.uri });
    const ids = async (query: string) => (await store.organizations.search(EVERYBODY, query, 5)).map(({ id }) => id);
    for (const query of ['жби 5', '843 222', '222-33']) expect(await ids(query), query).toEqual(['jbi']);
    for (const query of ['office@ac', '7707083893', 'акме']) expect(await ids(query), query).toEqual(['acme']);
    const keys = await rows('organizations').find().sort({ _id: 1 }).toArray();
    expect(keys.map(({ nameKey }) => nameKey)).toEqual([identityKey('Acme'), '5 жби']);
    await store.close();
  });
});

describe('Turkish names', () => {
  it('are found by capitals, which have other letters', async () => {
    const old = { phones: [], emails: [], keys: [], operations: [], revision: 1, createdAt: new Date(0) };
    await rows('organizations').insertMany([{ _id: 'isil', name: 'Işıl Tekstil', nameKey: 'ишıл текстил', ...old }]);
    const store = await openStore({ uri: database.uri });
    const found = await store.organizations.search(EVERYBODY, 'IŞIL TEKSTİL', 5);
    expect(found.map(({ id }) => id)).toEqual(['isil']);
    expect((await rows('organizations').findOne({ _id: 'isil' }))?.nameKey).toBe(identityKey('Işıl Tekstil'));
    await store.close();
  });
});

describe('reasons of cancellations', () => {
  it('are words that a contact is found by', async () => {
    const start = new Date('2026-11-10T09:00:00Z');
    const contact = { start, end: start, manager: 1, live: true, documents: [], analytics: [], history: [] };
    await rows('contacts').insertMany([
      { _id: 'off', ...contact, status: 'cancelled', reason: 'склад закрыт', stems: ['встреч'] },
      { _id: 'on', ...contact, status: 'planned', stems: ['встреч'] },
    ]);
    await (await openStore({ uri: database.uri })).close();
    const found = await rows('contacts').find().sort({ _id: 1 }).toArray();
    expect(found.map(({ stems }) => stems)).toEqual([['встреч', 'склад', 'закр'], ['встреч']]);
  });
});
