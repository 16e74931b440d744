import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import mongoose from 'mongoose';
import { readConfig } from '../config.ts';
import { startEngine } from '../engine/index.ts';
import { sentenceOf } from '../operator-message.ts';
import { databaseName } from '../store/uri.ts';
import { BackupError, backup, restore } from '../transfer/backup.ts';

/*
 * `npm run backup -- FILE` and `npm run restore -- FILE`: of MONGODB_URI, or else of the embedded engine's files in
 * DATA_DIR, for which the program has to be stopped.
 */

const [verb, file] = process.argv.slice(2);

async function main(): Promise<void> {
  if ((verb !== 'backup' && verb !== 'restore') || !file)
    throw new BackupError('Usage: npm run backup -- FILE, npm run restore -- FILE');
  const read = readConfig({ ...process.env, SANDBOX: process.env.BOT_TOKEN ? '0' : '1' });
  if ('problems' in read) throw new BackupError(read.problems.join('\n'));
  const { mongodbUri, dataDir } = read.config;
  const engine = mongodbUri ? undefined : await startEngine({ dataDir, log: () => {} });
  const client = new mongoose.mongo.MongoClient(mongodbUri ?? engine?.uri ?? '', { serverSelectionTimeoutMS: 10_000 });
  try {
    await client.connect();
    const db = client.db(mongodbUri ? databaseName(mongodbUri) : 'sloop');
    const { documents, collections } =
      verb === 'backup' ? await save(db, file) : await restore(db, createReadStream(file));
    console.log(`${verb === 'backup' ? 'Saved' : 'Restored'} ${documents} documents of ${collections} collections.`);
  } finally {
    await client.close();
    await engine?.stop();
  }
}

/** Written beside and then put in place: a backup cut short never stands where a whole one is expected. */
async function save(db: Parameters<typeof backup>[0], path: string) {
  const copied = await backup(db, createWriteStream(`${path}.part`, { mode: 0o600 }), new Date());
  await rename(`${path}.part`, path);
  return copied;
}

try {
  await main();
} catch (error) {
  const sentence = error instanceof BackupError ? error.message : sentenceOf(error);
  console.error(sentence ?? error);
  process.exitCode = 1;
}
