import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import mongoose from 'mongoose';
import { reasonOf } from '../domain/reason.ts';
import { SCHEMA_VERSION } from '../store/migrations/index.ts';
import { type SchemaRow, schemaRows } from '../store/migrations/schema-row.ts';

/*
 * A backup is one compressed file of lines: first what it is, then one document a line as extended JSON with the name of
 * its collection, last how many there were. Files are in it too: GridFS keeps them in collections like any other.
 * It is made through the driver, so it is also the way from the embedded engine to a server, and back.
 */

const { BSON } = mongoose.mongo;
type Db = mongoose.mongo.Db;
type Document = mongoose.mongo.Document;

const FORMAT = 'sloop-backup';
const VERSION = 1;
const BATCH = 500;
/** Pieces of files are 255 KB each: a container with little memory restores them too. */
const PIECES = 40;
/** What belongs to running programs and means nothing in another database. */
const LEFT_OUT = new Set(['leases', 'updatesAside']);
/** Saved last, in this order: whatever tells of a file is saved before its bytes, which were stored before it. */
const LAST = ['files.files', 'files.chunks'];

/** What a backup or restore did. */
export interface Copied {
  collections: number;
  documents: number;
}

/** A backup that cannot be made or restored, told in a sentence. */
export class BackupError extends Error {}

const line = (value: Document): string => `${BSON.EJSON.stringify(value, { relaxed: false })}\n`;

/**
 * Writes all of the database to a stream, compressed. Documents written meanwhile may or may not be in it. Errors: the
 * database's and the stream's.
 */
export async function backup(db: Db, target: Writable, now: Date): Promise<Copied> {
  const copied: Copied = { collections: 0, documents: 0 };
  async function* lines(): AsyncGenerator<string> {
    const schema = (await schemaRows(db).findOne({ _id: 'schema' }))?.version ?? 1;
    yield line({ format: FORMAT, version: VERSION, schema, at: now });
    for (const name of await collectionNames(db)) {
      copied.collections++;
      for await (const document of db.collection(name).find({}, { promoteValues: false }).batchSize(BATCH)) {
        copied.documents++;
        yield line({ c: name, d: document });
      }
    }
    yield line({ end: copied });
  }
  await pipeline(Readable.from(lines()), createGzip(), target);
  return copied;
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
 * database holds something else, or the file is not a backup, of a newer version, or cut short; and the database's.
 */
export async function restore(db: Db, source: Readable): Promise<Copied> {
  const lines = values(source);
  const first = await lines.next();
  checkHead(first.done ? {} : first.value);
  await takeOver(db);
  const { copied, version } = await fill(db, lines);
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

/** Writes the documents of a backup, all but the mark of its version, which is told. */
async function fill(db: Db, lines: AsyncIterable<Document>): Promise<{ copied: Copied; version: number }> {
  const batches = new Map<string, Document[]>();
  const copied: Copied = { collections: 0, documents: 0 };
  let [ended, version] = [false, 1];
  const flush = async (name: string): Promise<void> => {
    const batch = batches.get(name);
    if (batch?.length) await db.collection(name).insertMany(batch, { ordered: false });
    batches.set(name, []);
  };
  for await (const value of lines) {
    if ('end' in value) {
      ended = checkEnd(value.end as Copied, copied.documents);
      continue;
    }
    const [name, document] = [String(value.c), value.d as Document];
    const batch = batches.get(name) ?? [];
    batches.set(name, batch);
    copied.documents++;
    if (name === schemaRows(db).collectionName && document._id === 'schema') {
      version = Number((document as SchemaRow).version);
      continue;
    }
    batch.push(document);
    if (batch.length >= (name.endsWith('.chunks') ? PIECES : BATCH)) await flush(name);
  }
  for (const name of batches.keys()) await flush(name);
  if (!ended) throw new BackupError(CUT_SHORT);
  return { copied: { ...copied, collections: batches.size }, version };
}

const CUT_SHORT = 'The backup is cut short: its end is missing. Take another one, and restore it the same way.';

async function* values(source: Readable): AsyncGenerator<Document> {
  const gunzip = source.pipe(createGunzip());
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const text of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield BSON.EJSON.parse(text, { relaxed: false }) as Document;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR') throw new BackupError(CUT_SHORT);
    throw new BackupError(`The file cannot be read as a backup: ${reasonOf(error)}`);
  } finally {
    source.destroy();
  }
}

function checkHead({ format, version, schema }: Document): void {
  if (format !== FORMAT) throw new BackupError('The file is not a backup of Sloop.');
  if (Number(version) > VERSION || Number(schema ?? 1) > SCHEMA_VERSION) {
    throw new BackupError('The backup was made by a newer version of the program: upgrade first, then restore.');
  }
}

function checkEnd(told: Copied, read: number): true {
  if (Number(told.documents) !== read)
    throw new BackupError(`The backup tells of ${told.documents} documents and holds ${read}.`);
  return true;
}
