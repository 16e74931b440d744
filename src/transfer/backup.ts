import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { BSON, type Db, type Document } from 'mongodb';

/*
 * A backup is one compressed file of lines: first what it is, then one document a line as extended JSON with the name of
 * its collection, last how many there were. Files are in it too: GridFS keeps them in collections like any other.
 * It is made through the driver, so it is also the way from the embedded engine to a server, and back.
 */

const FORMAT = 'sloop-backup';
const VERSION = 1;
const BATCH = 500;
/** What belongs to running programs and means nothing in another database. */
const LEFT_OUT = new Set(['leases']);

/** What a backup or restore did. */
export interface Copied {
  collections: number;
  documents: number;
}

/** A backup that cannot be restored, told in a sentence. */
export class BackupError extends Error {}

const line = (value: Document): string => `${BSON.EJSON.stringify(value, { relaxed: false })}\n`;

/** Writes all of the database to a stream, compressed. Documents written meanwhile may or may not be in it. */
export async function backup(db: Db, target: Writable, now: Date): Promise<Copied> {
  const gzip = createGzip();
  const written = once(gzip.pipe(target), 'finish');
  const put = async (value: Document): Promise<void> => {
    if (!gzip.write(line(value))) await once(gzip, 'drain');
  };
  const copied: Copied = { collections: 0, documents: 0 };
  await put({ format: FORMAT, version: VERSION, at: now });
  for (const name of await collectionNames(db)) {
    copied.collections++;
    for await (const document of db.collection(name).find({}, { promoteValues: false }).batchSize(BATCH)) {
      copied.documents++;
      await put({ c: name, d: document });
    }
  }
  await put({ end: copied });
  gzip.end();
  await written;
  return copied;
}

async function collectionNames(db: Db): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && !LEFT_OUT.has(name))
    .sort();
}

/**
 * Reads a backup into an empty database. Errors: BackupError where the database is not empty, or the file is no backup,
 * of a newer version, or cut short; what was read until then stays, and the restore is to be done again.
 */
export async function restore(db: Db, source: Readable): Promise<Copied> {
  const filled = await collectionNames(db);
  for (const name of filled) {
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) {
      throw new BackupError(`The database is not empty (${name}): restore into a new one.`);
    }
  }
  const seen = new Set<string>();
  const batches = new Map<string, Document[]>();
  const copied: Copied = { collections: 0, documents: 0 };
  let [begun, ended] = [false, false];
  const flush = async (name: string): Promise<void> => {
    const batch = batches.get(name);
    if (batch?.length) await db.collection(name).insertMany(batch, { ordered: false });
    batches.set(name, []);
  };
  for await (const value of values(source)) {
    if (!begun) begun = checkHead(value);
    else if ('end' in value) ended = checkEnd(value.end as Copied, copied.documents);
    else {
      const [name, document] = [String(value.c), value.d as Document];
      const batch = batches.get(name) ?? [];
      batch.push(document);
      batches.set(name, batch);
      seen.add(name);
      copied.documents++;
      if (batch.length >= BATCH) await flush(name);
    }
  }
  for (const name of batches.keys()) await flush(name);
  if (!ended) throw new BackupError('The backup is cut short: its end is missing.');
  return { ...copied, collections: seen.size };
}

async function* values(source: Readable): AsyncGenerator<Document> {
  const gunzip = source.pipe(createGunzip());
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const text of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield BSON.EJSON.parse(text, { relaxed: false }) as Document;
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`The file cannot be read as a backup: ${error instanceof Error ? error.message : error}`);
  }
}

function checkHead(head: Document): true {
  if (head.format !== FORMAT) throw new BackupError('The file is not a backup of Sloop.');
  if (Number(head.version) > VERSION) throw new BackupError('The backup is of a newer version: upgrade first.');
  return true;
}

function checkEnd(told: Copied, read: number): true {
  if (Number(told.documents) !== read)
    throw new BackupError(`The backup tells of ${told.documents} documents and holds ${read}.`);
  return true;
}
