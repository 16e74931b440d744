import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkSchema, type Migration, SCHEMA_VERSION, schemaRows } from '../../src/store/schema-version.ts';
import { databaseName, hostsOf } from '../../src/store/uri.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';

let database: TestDatabase;
let client: mongoose.mongo.MongoClient;
beforeAll(async () => {
  database = await freshDatabase();
  client = await mongoose.mongo.MongoClient.connect(database.uri);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

it('is written into a new database, and leads an older one on step by step, again where a step failed', async () => {
  const db = client.db();
  const version = async () => (await schemaRows(db).findOne({ _id: 'schema' }))?.version;
  await Promise.all([checkSchema(db), checkSchema(db), checkSchema(db)]);
  expect(await version()).toBe(SCHEMA_VERSION);

  const done: string[] = [];
  const step =
    (name: string): Migration =>
    async () =>
      void done.push(name);
  let failing = true;
  const fails: Migration = async () => {
    if (failing) throw new Error('cut short');
    done.push('second');
  };
  await schemaRows(db).updateOne({ _id: 'schema' }, { $set: { version: 1 } });
  await expect(checkSchema(db, [step('first'), fails])).rejects.toThrow('cut short');
  expect(await version()).toBe(1);
  failing = false;
  await checkSchema(db, [step('first'), fails]);
  expect(done).toEqual(['first', 'first', 'second']);
  expect(await version()).toBe(3);
  await checkSchema(db, [step('first'), fails, step('third')]);
  await checkSchema(db, [step('first'), fails, step('third')]);
  expect(done.slice(3)).toEqual(['third']);
  await expect(checkSchema(db, [step('first')])).rejects.toThrow('newer version of the program');
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
