import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import mongoose from 'mongoose';
import { reasonOf } from '../domain/reason.ts';
import { SCHEMA_VERSION } from '../store/migrations/index.ts';
import { isSealed, openStream, SEAL_MARK, SealBroken } from './sealed-stream.ts';

/*
 * A backup is one compressed file of lines, under a passphrase where one is set: first what it is, then one document a
 * line as extended JSON with the name of its collection, last how many there were.
 */

const { BSON } = mongoose.mongo;
type Document = mongoose.mongo.Document;

const FORMAT = 'sloop-backup';
/** Since 2 the end counts only collections that hold something. */
const VERSION = 2;

/** What a backup or restore did: documents, and the collections that hold any. */
export interface Copied {
  collections: number;
  documents: number;
}

/** A backup that cannot be made or restored, told in a sentence. */
export class BackupError extends Error {}

/** One line between the first and the last. */
export interface BackupRow {
  collection: string;
  document: Document;
}

export const CUT_SHORT = 'The backup is cut short: its end is missing. Take another one, and restore it the same way.';

const line = (value: Document): string => `${BSON.EJSON.stringify(value, { relaxed: false })}\n`;

export const headLine = (schema: number, at: Date): string => line({ format: FORMAT, version: VERSION, schema, at });
export const rowLine = (collection: string, document: Document): string => line({ c: collection, d: document });
export const endLine = (copied: Copied): string => line({ end: copied });

/**
 * Reads a backup to its end, row by row, and sees to it that it is whole. Nothing is handed on before the head is known to
 * be of a version that this program reads. Errors: BackupError.
 *
 * @param passphrase for a sealed one
 */
export async function* readBackup(
  source: Readable,
  passphrase?: string,
): AsyncGenerator<BackupRow, Copied & { schema: number }> {
  const lines = values(source, passphrase);
  const first = await lines.next();
  const { version, schema } = checkHead(first.done ? {} : first.value);
  const documents = new Map<string, number>();
  let end: Copied | undefined;
  for await (const value of lines) {
    if (end) throw new BackupError('The backup goes on after its end: it was changed. Take another one.');
    if ('end' in value) {
      end = value.end as Copied;
      continue;
    }
    const row = rowOf(value);
    documents.set(row.collection, (documents.get(row.collection) ?? 0) + 1);
    yield row;
  }
  if (!end) throw new BackupError(CUT_SHORT);
  const read = {
    collections: documents.size,
    documents: [...documents.values()].reduce((sum, count) => sum + count, 0),
  };
  checkEnd(end, read, version);
  return { ...read, schema };
}

/** Collections as the program names them: a backup is a file from outside, and the database has names of its own. */
const COLLECTION = /^(?!system\.)[A-Za-z][\w.-]{0,100}$/;

function rowOf({ c: collection, d: document }: Document): BackupRow {
  if (typeof collection !== 'string' || !COLLECTION.test(collection)) {
    throw new BackupError('The backup has a line without a collection: it was changed. Take another one.');
  }
  if (typeof document !== 'object' || document === null || !('_id' in document)) {
    throw new BackupError('The backup has a line without a document: it was changed. Take another one.');
  }
  return { collection, document };
}

async function* values(source: Readable, passphrase: string | undefined): AsyncGenerator<Document> {
  const gunzip = createGunzip();
  // What is not read to its end is closed with the source, below.
  const plain = Readable.from(unsealed(source, passphrase));
  plain.on('error', (error) => gunzip.destroy(error));
  plain.pipe(gunzip);
  try {
    for await (const text of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield BSON.EJSON.parse(text, { relaxed: false }) as Document;
    }
  } catch (error) {
    if (error instanceof BackupError) throw error;
    if (error instanceof SealBroken) throw new BackupError(BROKEN);
    if (error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR') throw new BackupError(CUT_SHORT);
    throw new BackupError(`The file cannot be read as a backup: ${reasonOf(error)}`);
  } finally {
    source.destroy();
  }
}

const BROKEN =
  'The backup does not open: BACKUP_PASSPHRASE is not the one it was made with, or the file was changed or cut short.';

/** A file's bytes, opened where they are sealed. */
async function* unsealed(source: Readable, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]();
  let beginning = Buffer.alloc(0);
  while (beginning.length < SEAL_MARK) {
    const { value, done } = await chunks.next();
    if (done) break;
    beginning = Buffer.concat([beginning, value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield beginning;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  if (!isSealed(beginning)) return yield* whole();
  if (!passphrase) throw new BackupError('The backup is sealed: set BACKUP_PASSPHRASE to what it was made with.');
  yield* openStream(whole(), passphrase);
}

function checkHead({ format, version, schema = 1 }: Document): { version: number; schema: number } {
  if (format !== FORMAT) throw new BackupError('The file is not a backup of Sloop.');
  if (!(Number(version) <= VERSION && Number(schema) <= SCHEMA_VERSION)) {
    throw new BackupError('The backup was made by a newer version of the program: upgrade first, then restore.');
  }
  return { version: Number(version), schema: Number(schema) };
}

function checkEnd(told: Copied, read: Copied, version: number): void {
  if (Number(told.documents) !== read.documents) {
    throw new BackupError(`The backup tells of ${told.documents} documents and holds ${read.documents}.`);
  }
  if (version >= 2 && Number(told.collections) !== read.collections) {
    throw new BackupError(`The backup tells of ${told.collections} collections and holds ${read.collections}.`);
  }
}
