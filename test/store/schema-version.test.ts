import mongoose, { type Connection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations, SCHEMA_VERSION } from '../../src/store/migrations/index.ts';
import type { Migration } from '../../src/store/migrations/migration.ts';
import { schemaRows } from '../../src/store/migrations/schema-row.ts';
import { checkSchema } from '../../src/store/schema-version.ts';
import { databaseName, hostsOf } from '../../src/store/uri.ts';
import { createLeases } from '../../src/store/work/leases.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';

let database: TestDatabase;
let connection: Connection;
/** What three instances that start at once see. */
let others: Connection[];
beforeEach(async () => {
  database = await freshDatabase();
  const connect = () => mongoose.createConnection(database.uri).asPromise();
  [connection, ...others] = await Promise.all([connect(), connect(), connect()]);
});
afterEach(async () => {
  await Promise.all([connection, ...others].map((one) => one.close()));
  await database.drop();
});

const schema = () => schemaRows(connection.db as mongoose.mongo.Db);
const version = async () => (await schema().findOne({ _id: 'schema' }))?.version;
const rows = () => connection.collection<{ _id: string; old?: number; fresh?: number }>('things');

/** So many documents of the shape before the migration. */
const fill = (count: number): Promise<unknown> =>
  rows().insertMany(Array.from({ length: count }, (_, index) => ({ _id: String(index).padStart(5, '0'), old: index })));

/** Renames a field; what it does besides, `each` says. */
const renaming = (number: number, each: () => void = () => {}): Migration => ({
  version: number,
  name: 'rename',
  run: ({ walk }) =>
    walk({ collection: 'things', where: { old: { $exists: true } } }, ({ old }) => {
      each();
      return { $set: { fresh: old }, $unset: { old: true } };
    }),
});

const noting = (number: number, done: string[], name: string): Migration => ({
  version: number,
  name,
  run: async () => void done.push(name),
});

it('are numbered without a gap', () => {
  expect(migrations.map((one) => one.version)).toEqual(migrations.map((_, index) => index + 2));
  expect(SCHEMA_VERSION).toBe(migrations.length + 1);
});

it('write the last version into a new database and do nothing', async () => {
  const done: string[] = [];
  const steps = [noting(2, done, 'first'), noting(3, done, 'second')];
  await Promise.all([connection, ...others].map((one) => checkSchema(one, { steps })));
  expect(await version()).toBe(3);
  expect(done).toEqual([]);
});

it('lead an older database on step by step, again where one failed, and refuse a newer one', async () => {
  const done: string[] = [];
  const fails = { ...noting(3, done, 'second'), run: async () => Promise.reject(new Error('cut short')) };
  await fill(1);
  await expect(checkSchema(connection, { steps: [noting(2, done, 'first'), fails] })).rejects.toThrow('cut short');
  expect(await version()).toBe(2);
  const steps = [noting(2, done, 'first'), noting(3, done, 'second')];
  await checkSchema(connection, { steps });
  await checkSchema(connection, { steps });
  expect(done).toEqual(['first', 'second']);
  expect(await version()).toBe(3);
  await expect(checkSchema(connection, { steps: steps.slice(0, 1) })).rejects.toThrow('newer version of the program');
});

it('go on behind the last whole batch where they were cut off, and tell how far they are', async () => {
  await fill(1200);
  let seen = 0;
  const cutOff = renaming(2, () => {
    if (++seen > 700) throw new Error('power cut');
  });
  await expect(checkSchema(connection, { steps: [cutOff] })).rejects.toThrow('power cut');
  expect(await schema().findOne({ _id: 'schema' })).toMatchObject({ migrating: { walked: { things: { done: 500 } } } });
  expect(await rows().countDocuments({ old: { $exists: false } })).toBe(500);

  const told: [string, object][] = [];
  const log = (event: string, details: object) => void told.push([event, details]);
  seen = 0;
  const counted = renaming(2, () => void seen++);
  await checkSchema(connection, { steps: [counted], log });
  expect(seen).toBe(700);
  expect(await rows().countDocuments({ old: { $exists: true } })).toBe(0);
  expect(await rows().findOne({ _id: '01199' })).toEqual({ _id: '01199', fresh: 1199 });
  expect(await schema().findOne({ _id: 'schema' })).toEqual({ _id: 'schema', version: 2 });
  expect(told).toEqual([
    ['migration.started', { version: 2, name: 'rename' }],
    ['migration.done', { version: 2, name: 'rename', ms: expect.any(Number) }],
  ]);
});

it('are done by one instance, while those that start beside it wait', async () => {
  await fill(600);
  let seen = 0;
  const steps = [renaming(2, () => void seen++), renaming(3)];
  await Promise.all([connection, ...others].map((one) => checkSchema(one, { steps })));
  expect(seen).toBe(600);
  expect(await version()).toBe(3);
});

it('are waited for where another instance holds them, and given up with the start', async () => {
  await fill(1);
  const leases = createLeases(connection);
  await leases.take('migration', 'another', new Date(), 60_000);
  const leaving = new AbortController();
  const log = (event: string) => {
    if (event === 'migration.waiting') leaving.abort();
  };
  await expect(checkSchema(connection, { steps: [renaming(2)], log, signal: leaving.signal })).rejects.toThrow('abort');
  expect(await version()).toBeUndefined();

  await leases.release('migration', 'another');
  await checkSchema(connection, { steps: [renaming(2)] });
  expect(await version()).toBe(2);
});

it.each([
  ['mongodb://h:1', 'sloop', 'h:1'],
  ['mongodb://u:p@h/', 'sloop', 'h'],
  ['mongodb://u:p%2F@a:1,b:2,c:3/crm?replicaSet=rs', 'crm', 'a:1,b:2,c:3'],
  ['mongodb+srv://u:p@cluster.example/crm', 'crm', 'cluster.example'],
  ['mongodb://%2Ftmp%2Fx.sock/?directConnection=true', 'sloop', '%2Ftmp%2Fx.sock'],
  ['mongodb://h?w=1', 'sloop', 'h'],
])('the database and the hosts of %s', (uri, name, hosts) => {
  expect(databaseName(uri)).toBe(name);
  expect(hostsOf(uri)).toBe(hosts);
});
