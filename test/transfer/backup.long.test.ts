import { execFile } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EVERYBODY } from '../../src/domain/rights.ts';
import { startEngine } from '../../src/engine/index.ts';
import { openStore } from '../../src/store/index.ts';
import { backup, restore } from '../../src/transfer/backup.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { startProgram } from '../harness/program.ts';

const { MongoClient, Binary, Double, Int32, Long, ObjectId } = mongoose.mongo;
type Db = mongoose.mongo.Db;

vi.setConfig({ testTimeout: 120_000 });

const run = promisify(execFile);
const TOOL = fileURLToPath(new URL('../../dist/src/tools/backup.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'sloop-backup-'));
const file = path.join(folder, 'sloop.gz');
const embedded = path.join(folder, 'data');
const PASSWORD = 'swordfish-in-the-mailbox';

let db: TestDatabase;
let client: mongoose.mongo.MongoClient;
beforeAll(async () => {
  db = await freshDatabase();
  client = await MongoClient.connect(db.uri);
});
afterAll(async () => {
  await client.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** All there is, but what belongs to running programs. */
async function contents(from: Db): Promise<Record<string, unknown[]>> {
  const names = (await from.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
  const found: Record<string, unknown[]> = {};
  for (const name of names) {
    const rows = await from.collection(name).find().sort({ _id: 1 }).toArray();
    if (rows.length > 0 && !['leases', 'backups'].includes(name)) found[name] = rows;
  }
  return found;
}

const tool = (verb: string, target: string, env: Record<string, string>) =>
  run(process.execPath, [TOOL, verb, target], { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });

/** A journal as the program writes it, and values of every type that a database can hold. */
async function fill(uri: string): Promise<Record<string, unknown[]>> {
  const secretKey = Buffer.alloc(32, 1);
  const store = await openStore({ uri, name: 'sloop', secretKey });
  const now = new Date('2026-11-23T09:00:00Z');
  await store.organizations.create({ id: 'org', name: 'Ромашка', emails: [], phones: [], addresses: [] }, now);
  for (const id of ['first', 'second']) {
    const fields = { channel: 'phone', direction: 'outgoing', manager: 1, priority: 'medium', state: 1 } as const;
    const about = { status: 'planned', start: now, content: `«ё» ${id}`, organization: 'org' } as const;
    const contact = { ...fields, ...about, documents: [], analytics: [] };
    await store.contacts.create({ ...EVERYBODY, id: 1 }, id, contact, { now });
  }
  await store.files.put(Buffer.alloc(600_000, 7), { name: 'act.pdf' });
  const server = { host: '127.0.0.1', port: 1, security: 'none' as const };
  const mailbox = { address: 'office@sloop.test', imap: server, login: 'office', folder: 'INBOX' };
  await store.mailboxes.save('box', { ...mailbox, duty: [], showExcluded: false }, PASSWORD);
  await store.connection.collection<{ _id: string }>('letters').insertMany(
    Array.from({ length: 1200 }, (_, index) => ({
      _id: `l${index}`,
      start: new Date(1_790_000_000_000 + index),
      amount: new Double(index),
      whole: new Int32(index),
      large: Long.fromString('9007199254740993'),
      bytes: new Binary(Buffer.from([0, 1, 255])),
      text: '«ё» 👨‍👩‍👧 \u0000 $set',
      nested: { list: [null, { a: new ObjectId() }] },
    })),
  );
  await store.close();
  const source = await MongoClient.connect(uri);
  const all = await contents(source.db('sloop'));
  await source.close();
  return all;
}

describe('backup and restore', () => {
  let before: Record<string, unknown[]>;

  it('carry a filled database from the embedded engine to a server and back, every type and every file', async () => {
    const engine = await startEngine({ dataDir: embedded, log: () => {} });
    before = await fill(engine.uri);
    await engine.stop();
    expect(Object.keys(before)).toEqual(expect.arrayContaining(['contacts', 'files.chunks', 'letters', 'settings']));

    await tool('backup', file, { DATA_DIR: embedded });
    await tool('restore', file, { MONGODB_URI: db.uri });
    expect(await contents(client.db())).toEqual(before);

    const [back, there] = [path.join(folder, 'back.gz'), path.join(folder, 'there')];
    await tool('backup', back, { MONGODB_URI: db.uri });
    await tool('restore', back, { DATA_DIR: there });
    const again = await startEngine({ dataDir: there, log: () => {} });
    const target = await MongoClient.connect(again.uri);
    expect(await contents(target.db('sloop'))).toEqual(before);
    await target.close();
    await again.stop();
  });

  it('keep mailbox passwords sealed, and the file for its owner only', async () => {
    const text = gunzipSync(readFileSync(file)).toString();
    expect(text).toContain('"sealed"');
    expect(text).not.toContain(PASSWORD);
    const { stdout } = await run('ls', ['-l', file]);
    expect(stdout).toMatch(/^-rw-------/);
  });

  it('are sealed where a passphrase is set, and open with that one alone', async () => {
    const sealed = path.join(folder, 'sealed.gz');
    const env = { DATA_DIR: embedded, BACKUP_PASSPHRASE: 'twelve fathoms deep' };
    const { stdout } = await tool('backup', sealed, env);
    expect(stdout).toMatch(/^Saved and read back: \d+ documents of \d+ collections\.$/m);
    const other = await freshDatabase();
    const into = { MONGODB_URI: other.uri };
    await expect(tool('restore', sealed, into)).rejects.toThrow('The backup is sealed: set BACKUP_PASSPHRASE');
    const wrong = { ...into, BACKUP_PASSPHRASE: 'thirteen fathoms deep' };
    await expect(tool('restore', sealed, wrong)).rejects.toThrow('BACKUP_PASSPHRASE is not the one');
    await tool('restore', sealed, { ...into, BACKUP_PASSPHRASE: env.BACKUP_PASSPHRASE });
    const target = await MongoClient.connect(other.uri);
    expect(await contents(target.db())).toEqual(before);
    await target.close();
    await other.drop();
  });

  it('refuse a database that is not empty, and a file that is no backup or of a newer version', async () => {
    await expect(tool('restore', file, { MONGODB_URI: db.uri })).rejects.toThrow('not empty');
    const other = await freshDatabase();
    const target = await MongoClient.connect(other.uri);
    const from = (text: string | Buffer) => {
      const wrong = path.join(folder, 'wrong.gz');
      writeFileSync(wrong, text);
      return restore(target.db(), createReadStream(wrong));
    };
    const head = (about: object) =>
      from(gzipSync(`${JSON.stringify({ format: 'sloop-backup', version: 1, ...about })}\n`));
    await expect(from('hello')).rejects.toThrow('cannot be read as a backup');
    await expect(from(gzipSync('{"some":"thing"}\n'))).rejects.toThrow('is not a backup of Sloop');
    await expect(head({ version: 3 })).rejects.toThrow('newer version of the program: upgrade first');
    await expect(head({ schema: 1000 })).rejects.toThrow('newer version of the program: upgrade first');
    await expect(tool('restore', path.join(folder, 'none.gz'), { MONGODB_URI: other.uri })).rejects.toThrow(
      'no such file',
    );
    // None of them has left a mark.
    expect(await contents(target.db())).toEqual({});
    await target.close();
    await other.drop();
  });

  it('can be done again where a restore was cut short, and the program does not start on half of one', async () => {
    const other = await freshDatabase();
    const target = await MongoClient.connect(other.uri);
    const half = path.join(folder, 'half.gz');
    writeFileSync(half, readFileSync(file).subarray(0, 20_000));
    await expect(tool('restore', half, { MONGODB_URI: other.uri })).rejects.toThrow('The backup is cut short');
    const BOT_TOKEN = '708:restored-token-restored-token-restored-token';
    const program = startProgram({ BOT_TOKEN, ADMIN_IDS: '1', MONGODB_URI: other.uri });
    await program.says('A restore into this database was cut short');
    expect(await program.ended).toBe(1);
    await tool('restore', file, { MONGODB_URI: other.uri });
    expect(await contents(target.db())).toEqual(before);
    await target.close();
    await other.drop();
  });

  it('say what is wrong: a disk that is full, a database that is not there', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('ENOSPC: no space left')) });
    await expect(backup(client.db(), full, { now: new Date() })).rejects.toThrow('no space left');
    const away = tool('backup', path.join(folder, 'away.gz'), { MONGODB_URI: 'mongodb://127.0.0.1:1/x' });
    await expect(away).rejects.toThrow('MongoDB cannot be reached');
  });
});
