import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type mongoose from 'mongoose';
import { schemaRows } from '../store/migrations/schema-row.ts';
import { BackupError, type BackupRow, type Copied, endLine, headLine, readBackup, rowLine } from './backup-format.ts';
import { sealStream } from './sealed-stream.ts';

/*
 * Files are in a backup too: GridFS keeps them in collections like any other. It is made through the driver, so it is also
 * the way from the embedded engine to a server, and back.
 */

type Db = mongoose.mongo.Db;
type Document = mongoose.mongo.Document;

const BATCH = 500;
/** Pieces of files are 255 KB each: a container with little memory restores them too. */
const PIECES = 40;
/** What belongs to running programs, or tells of backups themselves, and means nothing in another database. */
const LEFT_OUT = new Set(['leases', 'updatesAside', 'backups']);
/** Saved last, in this order: whatever tells of a file is saved before its bytes, which were stored before it. */
const LAST = ['files.files', 'files.chunks'];

export interface BackupOptions {
  now: Date;
  /** Seals it: who has the file alone reads nothing. */
  passphrase?: string | undefined;
}

/**
 * Writes all of the database to a stream, compressed. Documents written meanwhile may or may not be in it. Errors: the
 * database's and the stream's.
 */
export async function backup(db: Db, target: Writable, { now, passphrase }: BackupOptions): Promise<Copied> {
  const copied: Copied = { collections: 0, documents: 0 };
  async function* lines(): AsyncGenerator<string> {
    yield headLine((await schemaRows(db).findOne({ _id: 'schema' }))?.version ?? 1, now);
    for (const name of await collectionNames(db)) {
      const before = copied.documents;
      for await (const document of db.collection(name).find({}, { promoteValues: false }).batchSize(BATCH)) {
        copied.documents++;
        yield rowLine(name, document);
      }
      if (copied.documents > before) copied.collections++;
    }
    yield endLine(copied);
  }
  const packed = createGzip();
  if (!passphrase) await pipeline(Readable.from(lines()), packed, target);
  else await pipeline(Readable.from(lines()), packed, (source) => sealStream(source, passphrase), target);
  return copied;
}

/** Reads a backup to its end as a restore would, and writes nothing. Errors: BackupError. */
export async function verify(source: Readable, passphrase?: string): Promise<Copied> {
  const rows = readBackup(source, passphrase);
  let row = await rows.next();
  while (!row.done) row = await rows.next();
  return { collections: row.value.collections, documents: row.value.documents };
}

async function collectionNames(db: Db): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  const place = (name: string) => LAST.indexOf(name);
  return found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && !LEFT_OUT.has(name))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/**
 * Reads a backup into an empty database, or into one whose restore was cut short: that is emptied and done again. Until
 * the end the database is marked, so that the program does not start on half of it. Errors: BackupError where the
 * database holds something else, or the file is not a backup, of a newer version, or not whole; and the database's.
 */
export async function restore(db: Db, source: Readable, passphrase?: string): Promise<Copied> {
  const rows = readBackup(source, passphrase);
  const first = await rows.next();
  await takeOver(db);
  const { copied, version } = await fill(db, first, rows);
  await schemaRows(db).replaceOne({ _id: 'schema' }, { version }, { upsert: true });
  return copied;
}

/** Marks an empty database as one that is being restored into; empties one that is so marked already. */
async function takeOver(db: Db): Promise<void> {
  if ((await schemaRows(db).findOne({ _id: 'schema' }))?.restoring) await db.dropDatabase();
  for (const name of await collectionNames(db)) {
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) {
      throw new BackupError(`The database is not empty (${name}): restore into a new one.`);
    }
  }
  await schemaRows(db).insertOne({ _id: 'schema', restoring: new Date() });
}

type Rows = ReturnType<typeof readBackup>;

/** Writes the documents of a backup, all but the mark of its version, which is told. */
async function fill(
  db: Db,
  first: Awaited<ReturnType<Rows['next']>>,
  rows: Rows,
): Promise<{ copied: Copied; version: number }> {
  const batches = new Map<string, Document[]>();
  let version = 1;
  const flush = async (name: string): Promise<void> => {
    const batch = batches.get(name);
    if (batch?.length) await db.collection(name).insertMany(batch, { ordered: false });
    batches.set(name, []);
  };
  async function put({ collection: name, document }: BackupRow): Promise<void> {
    if (name === schemaRows(db).collectionName && document._id === 'schema') {
      version = Number(document.version);
      return;
    }
    const batch = batches.get(name) ?? [];
    batches.set(name, batch);
    batch.push(document);
    if (batch.length >= (name.endsWith('.chunks') ? PIECES : BATCH)) await flush(name);
  }
  let row = first;
  for (; !row.done; row = await rows.next()) await put(row.value);
  for (const name of batches.keys()) await flush(name);
  return { copied: { collections: row.value.collections, documents: row.value.documents }, version };
}
