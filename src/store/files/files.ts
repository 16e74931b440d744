import type { Readable } from 'node:stream';
import mongoose, { type Connection } from 'mongoose';
import type { FileRef } from '../../domain/contact/contact.ts';
import { derivedId, newId } from '../../domain/id.ts';
import { no, ok, type Result } from '../../domain/result.ts';
import { safeName } from '../../domain/text/file-name.ts';
import { isDuplicate } from '../errors.ts';

/** The largest file kept, in bytes: what Telegram lets a bot download. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** What is known of a stored file besides its bytes. */
export interface StoredFile {
  id: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
}

export interface NewFile {
  name: string;
  mime?: string | undefined;
  /** Under which id; a file that is stored under it already stays. A new one where none is given. */
  id?: string;
}

interface Metadata {
  mime: string;
}

/** The id that our copy of a Telegram file has, once there is one. */
export const copyId = (fileId: string): string => derivedId('telegram-file', fileId);

/** Where our own bytes of a file are, or will be. */
export const storedIdOf = ({ stored, fileId }: Pick<FileRef, 'stored' | 'fileId'>): string | undefined =>
  stored ?? (fileId === undefined ? undefined : copyId(fileId));

/** There is no such file, or not all of it. */
export class FileGone extends Error {
  constructor(id: string) {
    super(`the file ${id} is gone`);
    this.name = 'FileGone';
  }
}

/** What GridFS cuts files into, in bytes. */
const CHUNK = 255 * 1024;

/** Our own copies of files: photos and papers from the chat, files of letters. Kept in GridFS. */
export function createFiles(connection: Connection) {
  const { db } = connection;
  if (!db) throw new Error('files are stored over an open connection');
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: 'files' });
  const rows = db.collection('files.files');
  const chunks = db.collection('files.chunks');

  async function get(id: string): Promise<StoredFile | undefined> {
    const [found] = await bucket.find({ _id: asKey(id) }, { limit: 1 }).toArray();
    if (!found) return undefined;
    const mime: unknown = found.metadata?.mime;
    return {
      id,
      name: found.filename,
      mime: typeof mime === 'string' ? mime : 'application/octet-stream',
      size: found.length,
    };
  }

  const bytes = async (id: string): Promise<Buffer> => {
    const file = await get(id);
    if (!file) throw new FileGone(id);
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStream(asKey(id))) parts.push(part);
    const whole = Buffer.concat(parts);
    // A stream that finds no more chunks ends as one that has read all.
    if (whole.length !== file.size) throw new FileGone(id);
    return whole;
  };

  /** Writes chunks over those that are there; returns how many bytes they hold, or undefined where that is too many. */
  async function writeChunks(key: Key, source: Readable | Buffer): Promise<number | undefined> {
    let size = 0;
    let n = 0;
    for await (const data of chunksOf(Buffer.isBuffer(source) ? [source] : source)) {
      size += data.length;
      if (size > FILE_LIMIT) {
        await chunks.deleteMany({ files_id: key });
        return undefined;
      }
      await chunks.replaceOne({ files_id: key, n }, { files_id: key, n, data }, { upsert: true });
      n += 1;
    }
    await chunks.deleteMany({ files_id: key, n: { $gte: n } });
    return size;
  }

  return {
    get,

    /**
     * Stores a file and returns its id. Its name is made safe. `tooBig`: over 20 MB, nothing was kept. A writer under
     * one id writes the same bytes: several at once write them over each other's, and over what a crash left half-written,
     * and the file is there when one of them is through. Errors: the stream's own, and the database's.
     */
    async put(source: Readable | Buffer, { name, mime, id = newId() }: NewFile): Promise<Result<string, 'tooBig'>> {
      if (Buffer.isBuffer(source) && source.length > FILE_LIMIT) return no('tooBig');
      if (await get(id)) return ok(id);
      const length = await writeChunks(asKey(id), source);
      if (length === undefined) return no('tooBig');
      const metadata: Metadata = { mime: mime ?? 'application/octet-stream' };
      const row = {
        _id: asKey(id),
        length,
        chunkSize: CHUNK,
        uploadDate: new Date(),
        filename: safeName(name),
        metadata,
      };
      await rows.insertOne(row).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
      return ok(id);
    },

    /** What keeps two writers from writing one chunk twice; GridFS reads by it as well. */
    async createIndexes(): Promise<void> {
      await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
    },

    /** The bytes as a stream; errors come through it. */
    open: (id: string): Readable => bucket.openDownloadStream(asKey(id)),
    /** All the bytes at once: at most 20 MB. Errors: `FileGone`. */
    bytes,

    /** Our copy of a file that a contact, document or letter points to, if it has been made. */
    async copyOf(file: Pick<FileRef, 'stored' | 'fileId'>): Promise<StoredFile | undefined> {
      const id = storedIdOf(file);
      return id === undefined ? undefined : get(id);
    },

    async remove(id: string): Promise<void> {
      if (await get(id)) await bucket.delete(asKey(id));
    },
  };
}

type Key = mongoose.mongo.ObjectId;
/** GridFS takes any `_id`, its types know only of ObjectIds; this is where the two meet. */
const asKey = (id: string): Key => id as never;

async function* chunksOf(parts: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const part of parts) {
    rest = Buffer.concat([rest, part]);
    for (; rest.length >= CHUNK; rest = rest.subarray(CHUNK)) yield rest.subarray(0, CHUNK);
  }
  if (rest.length > 0) yield rest;
}

export type Files = ReturnType<typeof createFiles>;
