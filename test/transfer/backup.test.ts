import { execFile } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Binary, type Db, Double, GridFSBucket, Int32, Long, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../src/store/engine.ts';
import { restore } from '../../src/transfer/backup.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';

const run = promisify(execFile);
const TOOL = fileURLToPath(new URL('../../dist/src/tools/backup.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'sloop-backup-'));
const file = path.join(folder, 'sloop.gz');
const embedded = path.join(folder, 'data');

let db: TestDatabase;
let client: MongoClient;
beforeAll(async () => {
  db = await freshDatabase();
  client = await MongoClient.connect(db.uri);
});
afterAll(async () => {
  await client.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function contents(from: Db): Promise<Record<string, unknown[]>> {
  const names = (await from.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const lists = await Promise.all(names.map((name) => from.collection(name).find().sort({ _id: 1 }).toArray()));
  return Object.fromEntries(names.map((name, index) => [name, lists[index] ?? []]));
}

const tool = (verb: string, target: string, env: Record<string, string>) =>
  run(process.execPath, [TOOL, verb, target], { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });

describe('backup and restore', () => {
  it('carries a filled database from the embedded engine to a server, every type and every file', async () => {
    const engine = await startEngine({ dataDir: embedded, log: () => {} });
    const source = await MongoClient.connect(engine.uri);
    const from = source.db('sloop');
    await from.collection<{ _id: string }>('contacts').insertMany(
      Array.from({ length: 1200 }, (_, index) => ({
        _id: `c${index}`,
        start: new Date(1_790_000_000_000 + index),
        amount: new Double(index),
        whole: new Int32(index),
        large: Long.fromString('9007199254740993'),
        sealed: new Binary(Buffer.from([0, 1, 255])),
        text: '«ё» 👨‍👩‍👧 \u0000 $set',
        nested: { list: [null, { a: new ObjectId() }] },
      })),
    );
    await new Promise((resolve, reject) => {
      const upload = new GridFSBucket(from, { bucketName: 'files' }).openUploadStream('act.pdf');
      upload.on('finish', resolve);
      upload.on('error', reject);
      upload.end(Buffer.alloc(600_000, 7));
    });
    const before = await contents(from);
    await source.close();
    await engine.stop();

    await tool('backup', file, { DATA_DIR: embedded });
    await tool('restore', file, { MONGODB_URI: db.uri });
    expect(await contents(client.db())).toEqual(before);
  });

  it('refuses a database that is not empty, a file that is no backup, and one that is cut short', async () => {
    await expect(tool('restore', file, { MONGODB_URI: db.uri })).rejects.toThrow('not empty');
    const other = await freshDatabase();
    const target = await MongoClient.connect(other.uri);
    const wrong = path.join(folder, 'wrong.gz');
    writeFileSync(wrong, 'hello');
    await expect(restore(target.db(), createReadStream(wrong))).rejects.toThrow('cannot be read as a backup');
    truncateSync(file, 2000);
    await expect(restore(target.db(), createReadStream(file))).rejects.toThrow();
    await target.close();
    await other.drop();
  });
});
