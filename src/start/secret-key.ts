import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../engine/error.ts';

const FILE = 'secret.key';

/**
 * The key that mailbox passwords are sealed under: the configured one, or the one in the data folder, made at the first
 * start and readable by its owner only.
 *
 * @param configured 32 bytes in base64
 * @throws EngineError where the file holds no key
 */
export async function readSecretKey(configured: string | undefined, dataDir: string): Promise<Buffer> {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  const file = path.join(dataDir, FILE);
  await mkdir(dataDir, { recursive: true });
  try {
    // Made only where there is none: two starts at once agree on the first one's key.
    await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (key.length !== 32) {
    throw new EngineError(
      `${file} is damaged: it should hold the key that mailbox passwords are sealed under, 32 bytes in base64. Put it ` +
        'back from a copy, or remove it and enter the passwords again in the chat.',
    );
  }
  return key;
}
