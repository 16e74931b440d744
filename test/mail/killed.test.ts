import { expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST } from '../../src/sandbox/index.ts';
import { openStore } from '../../src/store/index.ts';
import { rawLetter } from '../harness/letters.ts';
import { embeddedMailbox } from '../harness/mailbox.ts';
import { freshDatabase } from '../harness/mongo.ts';
import { startProgram } from '../harness/program.ts';

const TOKEN = '701:test-token-test-token-test-token-test';
const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
const [administrator] = DEFAULT_CAST;
const LETTERS = Number(process.env.MAIL_FAULTS_LETTERS ?? 24);
const KILLS = Number(process.env.MAIL_FAULTS_KILLS ?? 2);

it('stores every letter once, and rings none twice but what was in flight, over kill -9 of the bot', {
  timeout: 600_000,
}, async () => {
  const db = await freshDatabase();
  const sandbox = await createSandbox({ token: TOKEN });
  const mailbox = await embeddedMailbox();
  const anna = sandbox.phone(administrator?.id ?? 0);
  await anna.start();
  const env = {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    ADMIN_IDS: String(anna.user.id),
    IMAP_URL: mailbox.imapUrl,
    MAIL_FROM: 'office@sloop.test',
  };
  let program = startProgram(env);
  await program.says('started');
  const store = await openStore({ uri: db.uri });
  const health = async () => (await store.mailboxes.health()).size;
  await expect.poll(health, { timeout: 30_000 }).toBe(1);
  for (let i = 0; i < LETTERS; i++) {
    await mailbox.deliver(rawLetter({ subject: `Killed ${i}` }));
    if (i % Math.ceil(LETTERS / KILLS) === 1) {
      await program.end('SIGKILL');
      program = startProgram(env);
      await program.says('started');
    }
  }
  const stored = async () => (await store.letters.list(admin, ['new'], { skip: 0, limit: LETTERS * 2 })).letters;
  const options = { timeout: 240_000, interval: 500 };
  await expect.poll(async () => (await stored()).length, options).toBe(LETTERS);
  const open = ({ state }: { state: string }) => state === 'waiting' || state === 'sending';
  await expect.poll(async () => (await stored()).filter(({ pushes }) => pushes.some(open)).length, options).toBe(0);
  const single = anna.messages().filter(({ text }) => /^📨 Killed|<b>📨 Killed/.test(text));
  const subjects = single.map(({ text }) => /Killed \d+/.exec(text)?.[0]);
  // At most one can be in flight at each kill.
  expect(subjects.length - new Set(subjects).size).toBeLessThanOrEqual(KILLS);
  expect(new Set((await stored()).map(({ subject }) => subject)).size).toBe(LETTERS);
  await program.end('SIGTERM');
  await store.close();
  await mailbox.stop();
  await sandbox.close();
  await db.drop();
});
