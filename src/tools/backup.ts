import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import mongoose from 'mongoose';
import { readConfig } from '../config.ts';
import { startEngine } from '../engine/index.ts';
import { sentenceOf } from '../operator-message.ts';
import { databaseName } from '../store/uri.ts';
import { createBackups } from '../store/work/backups.ts';
import { backup, restore, verify } from '../transfer/backup.ts';
import { BackupError } from '../transfer/backup-format.ts';

/*
 * `npm run backup -- FILE` and `npm run restore -- FILE`: of MONGODB_URI, or else of the embedded engine's files in
 * DATA_DIR, for which the program has to be stopped. BACKUP_PASSPHRASE seals and opens the file.
 */

const [verb, file] = process.argv.slice(2);

async function main(): Promise<void> {
  if ((verb !== 'backup' && verb !== 'restore') || !file)
    throw new BackupError('Usage: npm run backup -- FILE, npm run restore -- FILE');
  const read = readConfig({ ...process.env, SANDBOX: process.env.BOT_TOKEN ? '0' : '1' });
  if ('problems' in read) throw new BackupError(read.problems.join('\n'));
  const { mongodbUri, dataDir, backupPassphrase: passphrase } = read.config;
  const engine = mongodbUri ? undefined : await startEngine({ dataDir, log: () => {} });
  const client = new mongoose.mongo.MongoClient(mongodbUri ?? engine?.uri ?? '', { serverSelectionTimeoutMS: 10_000 });
  try {
    await client.connect();
    const db = client.db(mongodbUri ? databaseName(mongodbUri) : 'sloop');
    const { documents, collections } =
      verb === 'backup' ? await save(db, file, passphrase) : await restore(db, createReadStream(file), passphrase);
    const [done, more] = verb === 'backup' ? ['Saved', ' and read back'] : ['Restored', ''];
    console.log(`${done}${more}: ${documents} documents of ${collections} collections.`);
  } finally {
    await client.close();
    await engine?.stop();
  }
}

/**
 * Written beside, read back and then put in place: a backup that cannot be restored never stands where a whole one is
 * expected. The database remembers when that was, for administrators to see.
 */
async function save(db: Parameters<typeof backup>[0], path: string, passphrase: string | undefined) {
  const part = `${path}.part`;
  const now = new Date();
  const copied = await backup(db, createWriteStream(part, { mode: 0o600 }), { now, passphrase });
  await onDisk(part);
  const read = await verify(createReadStream(part), passphrase);
  if (read.documents !== copied.documents || read.collections !== copied.collections) {
    throw new BackupError(
      `The file holds ${read.documents} documents, but ${copied.documents} were written: try again.`,
    );
  }
  await rename(part, path);
  await createBackups(db).note({ at: now, documents: copied.documents, sealed: passphrase !== undefined });
  return copied;
}

/** What is only in memory yet is lost when the power fails. */
async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

try {
  await main();
} catch (error) {
  const sentence = error instanceof BackupError ? error.message : sentenceOf(error);
  console.error(sentence ?? error);
  process.exitCode = 1;
}
