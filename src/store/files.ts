import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import type { FileRef } from '../domain/contact.ts';
import { safeName } from '../domain/file-name.ts';
import { derivedId, newId } from '../domain/id.ts';
import { no, ok, type Result } from '../domain/result.ts';

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

class TooBig extends Error {}

/** Our own copies of files: photos and papers from the chat, files of letters. Kept in GridFS. */
export function createFiles(connection: Connection) {
  const { db } = connection;
  if (!db) throw new Error('files are stored over an open connection');
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: 'files' });
  const chunks = db.collection('files.chunks');

  async function get(id: string): Promise<StoredFile | undefined> {
    const [found] = await bucket.find({ _id: asKey(id) }, { limit: 1 }).toArray();
    if (!found) return undefined;
    const metadata = found.metadata as Metadata | undefined;
    return { id, name: found.filename, mime: metadata?.mime ?? 'application/octet-stream', size: found.length };
  }

  const bytes = async (id: string): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStream(asKey(id))) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };

  return {
    get,

    /**
     * Stores a file and returns its id. Its name is made safe. `tooBig`: over 20 MB, nothing was kept. One writer an id:
     * what a crash left half-written under it is written anew. Errors: the stream's own, and the database's.
     */
    async put(source: Readable | Buffer, { name, mime, id = newId() }: NewFile): Promise<Result<string, 'tooBig'>> {
      if (Buffer.isBuffer(source) && source.length > FILE_LIMIT) return no('tooBig');
      if (await get(id)) return ok(id);
      await chunks.deleteMany({ files_id: asKey(id) });
      const metadata: Metadata = { mime: mime ?? 'application/octet-stream' };
      const upload = bucket.openUploadStreamWithId(asKey(id), safeName(name), { metadata });
      try {
        await pipeline(Buffer.isBuffer(source) ? Readable.from([source]) : source, limited, upload);
        return ok(id);
      } catch (error) {
        await chunks.deleteMany({ files_id: asKey(id) });
        if (error instanceof TooBig) return no('tooBig');
        throw error;
      }
    },

    /** The bytes as a stream; errors come through it. */
    open: (id: string): Readable => bucket.openDownloadStream(asKey(id)),
    /** All the bytes at once: at most 20 MB. Throws when there is no such file. */
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

/** GridFS takes any `_id`, its types know only of ObjectIds; this is where the two meet. */
const asKey = (id: string): mongoose.mongo.ObjectId => id as never;

async function* limited(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > FILE_LIMIT) throw new TooBig();
    yield part;
  }
}

export type Files = ReturnType<typeof createFiles>;
