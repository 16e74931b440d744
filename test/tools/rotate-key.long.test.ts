import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/index.ts';
import { readSecretKey } from '../../src/start/secret-key.ts';
import { openStore } from '../../src/store/index.ts';
import { freshDatabase } from '../harness/mongo.ts';

const run = promisify(execFile);
const TOOL = fileURLToPath(new URL('../../dist/src/tools/rotate-key.js', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'sloop-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rotate = (env: Record<string, string>) =>
  run(process.execPath, [TOOL], { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

const imap = { host: 'imap.sloop.test', port: 993, security: 'tls' as const };
const mailbox = { address: 'office@sloop.test', imap, login: 'office', folder: 'INBOX', duty: [], showExcluded: false };

/** The password of the mailbox under a key, having been stored under it first where one is given. */
async function password(target: { uri: string; name?: string }, secret: string, stored?: string) {
  const store = await openStore({ ...target, secretKey: Buffer.from(secret, 'base64') });
  if (stored) await store.mailboxes.save('box', mailbox, stored);
  const found = await store.mailboxes.password('box');
  await store.close();
  return found;
}

it('seals passwords under a new SECRET_KEY, and tells what a wrong former one opens', async () => {
  const db = await freshDatabase();
  await password(db, key(1), 'swordfish');
  const env = { MONGODB_URI: db.uri, SECRET_KEY: key(2) };
  await expect(rotate(env)).rejects.toThrow('OLD_SECRET_KEY');
  await expect(rotate({ ...env, OLD_SECRET_KEY: key(3) })).rejects.toThrow('Nothing was changed');
  expect(await password(db, key(1))).toBe('swordfish');
  expect((await rotate({ ...env, OLD_SECRET_KEY: key(1) })).stdout).toContain('under the new key: 1,');
  expect(await password(db, key(1))).toBeUndefined();
  expect(await password(db, key(2))).toBe('swordfish');
  await db.drop();
});

it('makes a new key for the embedded engine and puts it into the place of the former', async () => {
  const file = path.join(folder, 'secret.key');
  const inEngine = async (stored?: string) => {
    const engine = await startEngine({ dataDir: folder, log: () => {} });
    const found = await password({ uri: engine.uri, name: 'sloop' }, readFileSync(file, 'utf8'), stored);
    await engine.stop();
    return found;
  };
  await readSecretKey(undefined, folder);
  expect(await inEngine('marlin')).toBe('marlin');
  const former = readFileSync(file, 'utf8');
  await rotate({ DATA_DIR: folder });
  expect(readFileSync(file, 'utf8')).not.toBe(former);
  expect(await inEngine()).toBe('marlin');
});
