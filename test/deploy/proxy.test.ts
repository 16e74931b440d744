import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { freePort } from '../harness/free-port.ts';
import { leftOut } from '../harness/left-out.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { say } from '../harness/phone.ts';
import { type Program, startProgram } from '../harness/program.ts';

const CADDY = process.env.CADDY_PATH ?? '/usr/bin/caddy';
const present = existsSync(CADDY);
if (!present) leftOut('the reverse proxy: wants Caddy at /usr/bin/caddy, or CADDY_PATH');

const SECRET = 'a-secret-of-the-webhook';
const [administrator = 0] = DEFAULT_CAST.map(({ id }) => id);

describe.skipIf(!present)('the reverse proxy, as deploy/Caddyfile sets it up', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sloop-proxy-'));
  let sandbox: Sandbox;
  let db: TestDatabase;
  let url: string;
  let caddy: ReturnType<typeof spawn>;
  const bots: { program: Program; address: string }[] = [];

  beforeAll(async () => {
    const token = '712:proxy-token-proxy-token-proxy-token-proxy';
    sandbox = await createSandbox({ token });
    db = await freshDatabase();
    url = `http://localhost:${await freePort()}`;
    for (let instance = 0; instance < 2; instance++) {
      const program = startProgram({
        BOT_TOKEN: token,
        ADMIN_IDS: String(administrator),
        TELEGRAM_API_ROOT: sandbox.apiRoot,
        MONGODB_URI: db.uri,
        PUBLIC_URL: url,
        WEBHOOK_SECRET: SECRET,
      });
      bots.push({ program, address: /http:[^"]+/.exec(await program.says('"webhook"'))?.[0] ?? '' });
    }
    // Here the instances have ports instead of a name in common; all the rest is the file as it is.
    const file = path.join(folder, 'Caddyfile');
    const hosts = bots.map(({ address }) => new URL(address).host).join(' ');
    const text = readFileSync(new URL('../../deploy/Caddyfile', import.meta.url), 'utf8');
    writeFileSync(file, `{\n\tadmin off\n}\n${text.replace('dynamic a bot 8080', `to ${hosts}`)}`);
    caddy = spawn(CADDY, ['run', '--config', file, '--adapter', 'caddyfile'], {
      env: { ...process.env, DOMAIN: url, HOME: folder },
      stdio: 'ignore',
    });
    await vi.waitFor(async () => expect((await fetch(url)).status).toBe(404), { timeout: 15_000 });
  });
  afterAll(async () => {
    for (const { program } of bots) await program.end('SIGTERM');
    caddy.kill();
    await sandbox.close();
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('spreads the updates over the instances, and answers come', async () => {
    const anna = sandbox.phone(administrator);
    await anna.start();
    await anna.settled();
    for (let number = 0; number < 6; number++) expect((await say(anna, '/help')).text).toContain('/report');
    for (const { address } of bots) {
      expect(await (await fetch(`${address}/metrics`)).text()).toMatch(
        /sloop_update_seconds_count\{[^}]*message[^}]*\} [1-9]/,
      );
    }
  });

  it('lets in updates, feeds and addresses to write to, and nothing that is the operator’s', async () => {
    const status = async (where: string, init?: RequestInit) => (await fetch(url + where, init)).status;
    expect(await status('/telegram', { method: 'POST', body: '{}' })).toBe(401);
    expect(await status(`/feed/${'x'.repeat(43)}.ics`)).toBe(404);
    const letter = await fetch(`${url}/mailto?to=a@b.example`, { redirect: 'manual' });
    expect(letter.headers.get('location')).toContain('mailto:a@b.example');
    for (const inside of ['/metrics', '/health', '/ready', '/']) expect(await status(inside)).toBe(404);
  });
});
