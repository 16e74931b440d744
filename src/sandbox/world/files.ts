import { randomBytes } from 'node:crypto';
import { UploadedFile } from '../api/wire.ts';
import type { FileKind } from '../phone-types.ts';
import { badRequest } from '../refusal.ts';
import { imageInfo } from './image-size.ts';

/** What is remembered of a file besides its bytes. */
export interface FileRecord {
  file_id: string;
  file_unique_id: string;
  kind: FileKind;
  name: string;
  mime: string;
  size: number;
  width?: number;
  height?: number;
  /** Where /file/bot<token>/ serves it. */
  path: string;
}

/** Keeps the bytes; in memory, or in a folder beside the state file. */
export interface Bytes {
  write(id: string, bytes: Buffer): void;
  read(id: string): Buffer | undefined;
}

export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const FOLDERS: Record<FileKind, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  video: 'videos',
  video_note: 'video_notes',
  animation: 'animations',
  audio: 'music',
};

export function memoryBytes(): Bytes {
  const kept = new Map<string, Buffer>();
  return { write: (id, bytes) => void kept.set(id, bytes), read: (id) => kept.get(id) };
}

export type SandboxFiles = ReturnType<typeof createSandboxFiles>;

/** All files sent either way, under their file ids. */
export function createSandboxFiles(bytes: Bytes, saved: FileRecord[] = []) {
  const records = new Map(saved.map((record): [string, FileRecord] => [record.file_id, record]));

  function store(kind: FileKind, { name, mime, bytes: content }: UploadedFile): FileRecord {
    if (content.length === 0) throw badRequest('file must be non-empty');
    const picture = kind === 'photo' ? checkPhoto(content) : undefined;
    const unique = randomBytes(9).toString('base64url');
    const extension = /\.[\w]{1,8}$/u.exec(name)?.[0] ?? '';
    const record: FileRecord = {
      file_id: `${kind}-${randomBytes(18).toString('base64url')}`,
      file_unique_id: unique,
      kind,
      name,
      mime: picture?.mime ?? mime,
      size: content.length,
      path: `${FOLDERS[kind]}/file_${records.size}${extension}`,
      ...(picture ? { width: picture.width, height: picture.height } : {}),
    };
    bytes.write(unique, content);
    records.set(record.file_id, record);
    return record;
  }

  /** A file given by a bot: an upload, or the id of a file of the same kind. */
  function fromCall(kind: FileKind, given: UploadedFile | string): FileRecord {
    if (given instanceof UploadedFile) return store(kind, given);
    if (/^https?:/iu.test(given)) {
      throw badRequest('failed to get HTTP URL content (the sandbox fetches nothing from elsewhere: upload the file)');
    }
    const record = records.get(given);
    if (!record) throw badRequest('wrong file identifier/HTTP URL specified');
    if (record.kind !== kind) {
      throw badRequest(`can't use file of type ${typeName(record.kind)} as ${typeName(kind)}`);
    }
    return record;
  }

  return {
    store,
    fromCall,
    get: (fileId: string) => records.get(fileId),
    read: (record: FileRecord) => bytes.read(record.file_unique_id),
    byPath: (path: string) => [...records.values()].find((record) => record.path === path),
    /** What getFile answers: bots download 20 MB at most. */
    forDownload(fileId: string): FileRecord {
      const record = records.get(fileId);
      if (!record) throw badRequest('invalid file_id');
      if (record.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
      return record;
    },
    snapshot: () => [...records.values()],
  };
}

/** As Telegram's refusals name it: `VideoNote`. */
const typeName = (kind: FileKind): string =>
  kind.replace(/(?:^|_)(\w)/g, (_all, letter: string) => letter.toUpperCase());

function checkPhoto(content: Buffer) {
  if (content.length > MAX_PHOTO_BYTES) {
    throw badRequest(
      `file of size ${content.length} bytes is too big for a photo; the maximum size is ${MAX_PHOTO_BYTES} bytes`,
    );
  }
  const info = imageInfo(content);
  if (!info) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = info;
  const tooLong = Math.max(width, height) > 20 * Math.min(width, height);
  if (width + height > 10_000 || tooLong) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return info;
}
