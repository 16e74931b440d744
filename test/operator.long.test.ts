import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { sentenceOf } from '../src/operator-message.ts';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../src/sandbox/index.ts';
import { openStore } from '../src/store/index.ts';
import { freshDatabase, type TestDatabase } from './harness/mongo.ts';
import { say } from './harness/phone.ts';
import { type Program, startProgram } from './harness/program.ts';
import { startProxy } from './harness/proxy.ts';

/** What an operator gets wrong, and what the real program says to it: a sentence, and an end or steady tries as fits. */

// Processes are started in each test: on a loaded machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const TOKEN = '705:operator-token-operator-token-operator-token';
const anna = DEFAULT_CAST[0]?.id ?? 0;
const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 2).toString('base64');

let sandbox: Sandbox;
let db: TestDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'sloop-operator-'));
const programs: Program[] = [];

/** The program with everything right but what is said. */
function launch(env: Record<string, string>, before?: string): Program {
  const right = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: sandbox.apiRoot, MONGODB_URI: db.uri, ADMIN_IDS: String(anna) };
  const program = startProgram({ ...right, ...env }, before);
  programs.push(program);
  return program;
}

/** The last thing it says before it ends by itself with 1. */
async function lastWords(env: Record<string, string>, before?: string): Promise<string> {
  const program = launch(env, before);
  expect(await program.ended).toBe(1);
  const said = program.lines.filter((line) => !line.startsWith('{')).join('\n');
  expect(said).not.toMatch(/^\s+at /m);
  return said;
}

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
  db = await freshDatabase();
});
afterEach(async () => {
  for (const program of programs.splice(0)) await program.end('SIGTERM');
});
afterAll(async () => {
  await sandbox.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Takes a port and lets nobody in. */
async function takenPort(): Promise<{ server: Server; port: string }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: String(address && typeof address === 'object' ? address.port : 0) };
}

describe('Telegram', () => {
  it('that does not know the token ends the start', async () => {
    expect(await lastWords({ BOT_TOKEN: '706:wrong-token-wrong-token-wrong-token-wrong' })).toContain(
      'Telegram does not know this BOT_TOKEN (any more): copy it from BotFather again.',
    );
  });

  it('that revokes the token ends the program', async () => {
    const own = await createSandbox({ token: TOKEN });
    const program = launch({ TELEGRAM_API_ROOT: own.apiRoot });
    await program.says('"started"');
    own.fail({ with: 401, times: Number.POSITIVE_INFINITY });
    await own.phone(anna).start();
    expect(await program.ended).toBe(1);
    expect(program.lines.join('\n')).toContain('Telegram does not know this BOT_TOKEN (any more)');
    await own.close();
  });

  it('out of reach at the start is waited for, and the wait ends on SIGTERM', async () => {
    const proxy = await startProxy('127.0.0.1', sandbox.port);
    proxy.cut();
    const env = { TELEGRAM_API_ROOT: `http://127.0.0.1:${proxy.port}` };
    const [impatient, program] = [launch(env), launch(env)];
    await impatient.says('Telegram cannot be reached at');
    expect(await impatient.end('SIGTERM')).toBe(0);

    await program.says('Telegram cannot be reached at');
    proxy.restore();
    await program.says('"started"');
    expect(program.lines.join('\n')).not.toContain(TOKEN);
    await program.end('SIGTERM');
    await proxy.close();
  });

  it('asked by two programs with one token is told of as long as it lasts', async () => {
    const elsewhere = await freshDatabase();
    const first = launch({});
    await first.says('"started"');
    const second = launch({ MONGODB_URI: elsewhere.uri });
    await first.says('Another program polls with this BOT_TOKEN');
    await second.end('SIGTERM');
    await say(sandbox.phone(anna), '/start');
    expect(first.process.exitCode).toBeNull();
    await elsewhere.drop();
  });
});

describe('MongoDB', () => {
  it('out of reach at the start is waited for', async () => {
    const { hostname, port } = new URL(inject('mongoUri'));
    const proxy = await startProxy(hostname, Number(port));
    proxy.cut();
    const uri = new URL(db.uri);
    uri.port = String(proxy.port);
    const program = launch({ MONGODB_URI: uri.href });
    await program.says(`MongoDB cannot be reached at 127.0.0.1:${proxy.port}, which MONGODB_URI names`);
    proxy.restore();
    await program.says('"started"');
    await program.end('SIGTERM');
    await proxy.close();
  });

  it('is found by a connection string with several hosts', async () => {
    const uri = db.uri
      .replace(/directConnection=true/, 'replicaSet=none')
      .replace('127.0.0.1', '127.0.0.1:1,127.0.0.1');
    const program = launch({ MONGODB_URI: uri });
    await program.says('MongoDB cannot be reached at 127.0.0.1:1,127.0.0.1:');
    expect(await program.end('SIGTERM')).toBe(0);
  });

  it('with an address that cannot be read ends the start, and the password is not repeated', async () => {
    const said = await lastWords({ MONGODB_URI: 'mongodb://sloop:pass%word-of-mine@127.0.0.1/x' });
    expect(said).toContain('MONGODB_URI cannot be read');
    expect(said).not.toContain('word-of-mine');
  });

  it('with a database of a newer version ends the start', async () => {
    const newer = await freshDatabase();
    const client = await MongoClient.connect(newer.uri);
    await client
      .db()
      .collection<{ _id: string; version: number }>('settings')
      .insertOne({ _id: 'schema', version: 1000 });
    expect(await lastWords({ MONGODB_URI: newer.uri })).toContain('written by a newer version of the program');
    await client.close();
    await newer.drop();
  });
});

describe('SECRET_KEY', () => {
  let sealed: TestDatabase;
  beforeAll(async () => {
    sealed = await freshDatabase();
    const store = await openStore({ uri: sealed.uri, secretKey: Buffer.from(KEY, 'base64') });
    const server = { host: '127.0.0.1', port: 1, security: 'none' as const };
    const mailbox = { address: 'office@sloop.test', imap: server, login: 'office', folder: 'INBOX' };
    await store.mailboxes.save('box', { ...mailbox, duty: [], showExcluded: false }, 'swordfish');
    await store.close();
  });
  afterAll(() => sealed.drop());

  it('missing with a password stored ends the start', async () => {
    expect(await lastWords({ MONGODB_URI: sealed.uri })).toContain('SECRET_KEY is needed');
  });

  it('of another database is told, and everything but that mailbox works', async () => {
    const program = launch({ MONGODB_URI: sealed.uri, SECRET_KEY: OTHER_KEY });
    await program.says('SECRET_KEY does not open the passwords of 1 of 1 mailboxes');
    await program.says('"started"');
    expect((await say(sandbox.phone(anna), '/help')).text).toContain('/new');
  });

  it('that is right is not spoken of', async () => {
    const program = launch({ MONGODB_URI: sealed.uri, SECRET_KEY: KEY });
    await program.says('"started"');
    expect(program.lines.join('\n')).not.toContain('SECRET_KEY');
  });
});

describe('DATA_DIR', () => {
  it('that cannot be made ends the start', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(await lastWords({ MONGODB_URI: '', DATA_DIR: path.join(file, 'data') })).toContain(
      'Set DATA_DIR to a folder this user can write',
    );
  });

  it('whose files may not grow ends the start, as a full disk does', async () => {
    const env = { MONGODB_URI: '', DATA_DIR: mkdtempSync(path.join(folder, 'full-')) };
    // No file of this process may hold a byte; the signal that tells so is left aside, as the error of the write is.
    expect(await lastWords(env, "trap '' XFSZ; ulimit -f 0")).toContain('Files in DATA_DIR may not grow any more');
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(sentenceOf(full)).toBe('The disk is full: make room where DATA_DIR is.');
    const foreign = Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/data/secret.key' });
    expect(sentenceOf(foreign)).toContain("/data/secret.key is not this user's to read or write");
  });

  it('in use by another program ends the start', async () => {
    const dataDir = path.join(folder, 'taken');
    const first = launch({ MONGODB_URI: '', DATA_DIR: dataDir });
    await first.says('engine.ready');
    expect(await lastWords({ MONGODB_URI: '', DATA_DIR: dataDir })).toContain(
      `is in use by process ${first.process.pid}`,
    );
  });

  it('with a damaged key ends the start', async () => {
    const dataDir = mkdtempSync(path.join(folder, 'damaged-'));
    writeFileSync(path.join(dataDir, 'secret.key'), 'not a key');
    expect(await lastWords({ MONGODB_URI: '', DATA_DIR: dataDir })).toContain('secret.key is damaged');
  });
});

describe('the web server', () => {
  it('whose port is taken ends the start', async () => {
    const { server, port } = await takenPort();
    expect(await lastWords({ PORT: port })).toContain('The port is taken: set PORT to another one');
    server.close();
  });

  it('whose address is not of this machine ends the start', async () => {
    expect(await lastWords({ HOST: '192.0.2.1' })).toContain('HOST is no address of this machine');
  });

  it('that Telegram cannot reach by webhook is told with its own words', async () => {
    const env = { PUBLIC_URL: 'https://crm.example.com:8080', WEBHOOK_SECRET: 'a-secret-of-the-webhook' };
    const said = await lastWords(env);
    expect(said).toContain('Telegram refuses PUBLIC_URL for the webhook');
    expect(said).toContain('443, 80, 88 or 8443');
  });
});

describe('the environment', () => {
  it('that would open the sandbox to others, or secrets to listeners, ends the start with every problem', async () => {
    const env = { BOT_TOKEN: '', MONGODB_URI: '', HOST: '0.0.0.0', PUBLIC_URL: 'http://crm.example.com' };
    const said = await lastWords(env);
    expect(said).toContain('HOST has to be 127.0.0.1');
    expect(said).toContain('PUBLIC_URL wants https://');
  });
});
