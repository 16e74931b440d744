import { expect } from 'vitest';
import { createSandbox, DEFAULT_CAST } from '../../src/sandbox/index.ts';
import { openStore } from '../../src/store/index.ts';
import { rawLetter } from './letters.ts';
import { embeddedMailbox } from './mailbox.ts';
import { freshDatabase } from './mongo.ts';
import { startProgram } from './program.ts';

const TOKEN = '701:test-token-test-token-test-token-test';
const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
const [administrator] = DEFAULT_CAST;

/**
 * Delivers letters while the program is killed with -9 and started again, each time when it has begun to take some in,
 * and holds it to having stored each once and rung none twice but what was in flight.
 */
export async function deliverOverKills({ letters, kills }: { letters: number; kills: number }): Promise<void> {
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
    DEFAULT_LANGUAGE: 'ru',
  };
  let program = startProgram(env);
  await program.says('started');
  const store = await openStore({ uri: db.uri });
  const patience = { timeout: 240_000, interval: 50 };
  await expect.poll(async () => (await store.mailboxes.health()).size, patience).toBe(1);
  const count = async () => (await store.letters.list(admin, ['new'], { skip: 0, limit: 1 })).count;

  const batch = Math.ceil(letters / (kills + 1));
  let delivered = 0;
  for (let kill = 0; kill <= kills; kill++) {
    const before = await count();
    for (let i = 0; i < batch && delivered < letters; i++) {
      await mailbox.deliver(rawLetter({ subject: `Killed ${delivered++}` }));
    }
    if (kill === kills) break;
    // Each time at another point of taking them in.
    await expect.poll(count, patience).toBeGreaterThan(before + ((kill * 7) % batch) / 2);
    await program.end('SIGKILL');
    program = startProgram(env);
    await program.says('started');
  }

  const stored = async () => (await store.letters.list(admin, ['new'], { skip: 0, limit: letters * 2 })).letters;
  await expect.poll(count, patience).toBe(letters);
  const open = ({ state }: { state: string }) => state === 'waiting' || state === 'sending';
  const waiting = async () => (await stored()).filter(({ pushes }) => pushes.some(open)).length;
  await expect.poll(waiting, { ...patience, interval: 1000 }).toBe(0);
  expect(new Set((await stored()).map(({ subject }) => subject)).size).toBe(letters);

  const texts = anna.messages().map(({ text }) => text);
  const single = texts.flatMap((text) => /^📨 (Killed \d+)/.exec(text)?.[1] ?? []);
  const summed = texts.flatMap((text) => Number(/^📬 Пришл[оаи] (\d+)/.exec(text)?.[1] ?? 0) || []);
  const rings = [...single.map(() => 1), ...summed].sort((a, b) => b - a);
  const total = rings.reduce((sum, one) => sum + one, 0);
  console.log(`${letters} letters, ${kills} kills: ${single.length} rung singly, summaries of ${summed.join(', ')}`);
  expect(total).toBeGreaterThanOrEqual(letters);
  // One message to one chat can be in flight at each kill: what it told of may be told again.
  expect(single.length - new Set(single).size).toBeLessThanOrEqual(kills);
  expect(total - letters).toBeLessThanOrEqual(rings.slice(0, kills).reduce((sum, one) => sum + one, 0));

  await program.end('SIGTERM');
  await store.close();
  await mailbox.stop();
  await sandbox.close();
  await db.drop();
}
