import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { startProxy } from '../harness/proxy.ts';

const TOKEN = '703:ready-token-ready-token-ready-token-ready';
const ADDRESS = 'office@sloop.test';
const WAIT = { timeout: 30_000 };
let db: TestDatabase;
let sandbox: Sandbox;
let mailbox: EmbeddedMailbox;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let program: Program;
let site: string;

beforeAll(async () => {
  [db, sandbox, mailbox] = await Promise.all([freshDatabase(), createSandbox({ token: TOKEN }), embeddedMailbox()]);
  proxy = await startProxy('127.0.0.1', mailbox.server.imapPort);
  const url = new URL(mailbox.imapUrl);
  url.port = String(proxy.port);
  program = startProgram({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    ADMIN_IDS: String(DEFAULT_CAST[0]?.id),
    IMAP_URL: url.href,
    MAIL_FROM: ADDRESS,
    MAIL_POLL_SECONDS: '0.5',
    PUBLIC_URL: 'http://127.0.0.1:9',
    WEBHOOK_SECRET: 'ready-secret-ready-secret',
  });
  site = /http:[^"]+/.exec(await program.says('"webhook"'))?.[0] ?? '';
});
afterAll(async () => {
  await program.end('SIGTERM');
  await proxy.close();
  await mailbox.stop();
  await sandbox.close();
  await db.drop();
});

const ready = async (): Promise<{ status: number; mailbox: unknown }> => {
  const answer = await fetch(`${site}/ready`);
  const told = (await answer.json()) as { mailboxes: Record<string, unknown> };
  return { status: answer.status, mailbox: told.mailboxes[ADDRESS] };
};
const numbers = async (): Promise<string> => (await fetch(`${site}/metrics`)).text();

it('tells how the mailbox is and counts letters; a mail server that is down leaves the bot where it is', async () => {
  await expect.poll(ready, WAIT).toEqual({ status: 200, mailbox: 'ok' });
  await mailbox.deliver(rawLetter(), rawLetter({ headers: ['X-Spam-Flag: YES'] }));
  await expect.poll(numbers, WAIT).toContain('sloop_letters_in_total{verdict="rings"} 1');
  await expect.poll(numbers, WAIT).toContain('sloop_letters_in_total{verdict="spam"} 1');
  expect(await numbers()).toContain(`sloop_mailbox_up{mailbox="${ADDRESS}"} 1`);
  expect(await numbers()).toMatch(/sloop_mailbox_silent_seconds\{mailbox="office@sloop.test"\} \d/);

  proxy.cut();
  await expect.poll(async () => (await ready()).mailbox, WAIT).not.toBe('ok');
  expect((await ready()).status).toBe(200);
  expect(await numbers()).toContain(`sloop_mailbox_up{mailbox="${ADDRESS}"} 0`);
  proxy.restore();
  await expect.poll(ready, WAIT).toEqual({ status: 200, mailbox: 'ok' });
  expect(program.lines.join('\n')).not.toContain(mailbox.server.password);
});
