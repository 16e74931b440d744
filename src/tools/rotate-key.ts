import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../config.ts';
import { startEngine } from '../engine/index.ts';
import { sentenceOf } from '../operator-message.ts';
import { openStore } from '../store/index.ts';

/*
 * `npm run rotate-key`: seals the passwords of mailboxes under another key, while the program is stopped. The new key is
 * SECRET_KEY, the former one OLD_SECRET_KEY. Without these it is the embedded engine's own: a new one is made and put
 * into the place of DATA_DIR/secret.key when all is done. Cut off in the middle, it is done again.
 */

/** What the operator has to do first, as a sentence. */
class NotYet extends Error {}

/** The engine's own key, where there is one. */
const keyIn = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );

function bytesOf(key: string | undefined, name: string): Buffer {
  const bytes = Buffer.from(key ?? '', 'base64');
  if (bytes.length !== 32) throw new NotYet(`${name} wants 32 bytes in base64: openssl rand -base64 32`);
  return bytes;
}

/** A key that waits to be put into place; one from an attempt that was cut off is used again. */
async function nextKey(file: string): Promise<string> {
  await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' }).catch(() => {});
  return (await readFile(file, 'utf8')).trim();
}

async function main(): Promise<void> {
  const read = readConfig({ ...process.env, SANDBOX: process.env.BOT_TOKEN ? '0' : '1' });
  if ('problems' in read) throw new NotYet(read.problems.join('\n'));
  const { mongodbUri, dataDir, secretKey } = read.config;
  const own = path.join(dataDir, 'secret.key');
  const former = bytesOf(process.env.OLD_SECRET_KEY ?? (await keyIn(own)), 'OLD_SECRET_KEY (the key until now)');
  if (mongodbUri && !secretKey) throw new NotYet('SECRET_KEY is needed: the new key (openssl rand -base64 32).');
  const next = `${own}.next`;
  const key = bytesOf(secretKey ?? (await nextKey(next)), 'SECRET_KEY');

  const engine = mongodbUri ? undefined : await startEngine({ dataDir, log: () => {} });
  try {
    const named = engine ? { name: 'sloop', sole: true } : {};
    const store = await openStore({ uri: mongodbUri ?? engine?.uri ?? '', secretKey: key, ...named });
    const { resealed, current, unreadable } = await store.mailboxes.reseal(former).finally(() => store.close());
    console.log(`Passwords sealed under the new key: ${resealed}, sealed under it before: ${current}.`);
    if (unreadable > 0) {
      console.log(
        `Passwords that open under neither key: ${unreadable}. Run this again with the key they were stored under as ` +
          'OLD_SECRET_KEY, or enter them again in the chat, at /mailboxes.',
      );
    }
    if (unreadable > 0 && resealed + current === 0) throw new NotYet('Nothing was changed.');
  } finally {
    await engine?.stop();
  }
  if (!secretKey) await rename(next, own);
  console.log(secretKey ? 'Start the program with this SECRET_KEY.' : `The new key is in ${own}.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof NotYet ? error.message : (sentenceOf(error) ?? error));
  process.exitCode = 1;
}
