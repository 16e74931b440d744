import type { Readable } from 'node:stream';
import type { FileRef } from '../../domain/contact/contact.ts';
import { no, ok, type Result } from '../../domain/result.ts';
import { FILE_LIMIT, FileGone } from '../../store/files/files.ts';
import type { Kit } from '../context.ts';
import type { Call } from '../transport/api.ts';
import { faultKind } from '../transport/errors.ts';
import { FileFault } from '../transport/fetch-file.ts';

/** Why a file of Telegram cannot be had, now or ever. */
export type FileRefusal = 'tooBig' | 'gone';

/**
 * Fetches a file from Telegram. `tooBig`: bots may download 20 MB; `gone`: this bot knows no such file (any more).
 * Errors: what may pass (Telegram's trouble, the network's).
 */
export async function fetchTelegramFile(
  { call, fetchFile }: Pick<Kit, 'call' | 'fetchFile'>,
  fileId: string,
  signal?: AbortSignal,
): Promise<Result<Readable, FileRefusal>> {
  try {
    const { file_path: path, file_size: size = 0 } = await call('getFile', { file_id: fileId }, signal);
    if (size > FILE_LIMIT) return no('tooBig');
    return path === undefined ? no('gone') : ok(await fetchFile(path, signal));
  } catch (error) {
    if (error instanceof FileFault && error.status === 404) return no('gone');
    const words = error instanceof Error ? error.message : '';
    // "wrong file_id or the file is temporarily unavailable": only another try tells which.
    if (faultKind(error) !== 'refused' || words.includes('temporarily unavailable')) throw error;
    return no(words.includes('too big') ? 'tooBig' : 'gone');
  }
}

/** Our own copy of a file, if there is one and it is whole. */
async function ownCopy({ files }: Kit['store'], file: FileRef): Promise<{ name: string; source: Buffer } | undefined> {
  const copy = await files.copyOf(file);
  if (!copy) return undefined;
  try {
    return { name: copy.name, source: await files.bytes(copy.id) };
  } catch (error) {
    if (error instanceof FileGone) return undefined;
    throw error;
  }
}

/** The bytes of a file, wherever they are: our own copy first, else from Telegram. At most 20 MB. */
export async function bytesOf(
  kit: Pick<Kit, 'call' | 'fetchFile' | 'store'>,
  file: FileRef,
): Promise<Result<Buffer, FileRefusal>> {
  const copy = await ownCopy(kit.store, file);
  if (copy) return ok(copy.source);
  if (file.fileId === undefined) return no('gone');
  const fetched = await fetchTelegramFile(kit, file.fileId);
  if (!fetched.ok) return fetched;
  const parts: Buffer[] = [];
  for await (const part of fetched.value) parts.push(Buffer.from(part));
  return ok(Buffer.concat(parts));
}

/**
 * Sends a file into a chat: by Telegram's own id, at no cost; where this bot may not use that, our copy is uploaded as a
 * document. False: there is neither.
 */
export async function sendFile(
  kit: Pick<Kit, 'call' | 'store'>,
  chat: number,
  file: FileRef,
  caption?: string,
): Promise<boolean> {
  const words = caption === undefined ? {} : { caption };
  if (file.fileId !== undefined) {
    try {
      await sendById(kit.call, chat, file.kind, file.fileId, words);
      return true;
    } catch (error) {
      // An id belongs to the bot it was told to; another bot (a new token) has to upload the file.
      if (faultKind(error) !== 'refused') throw error;
    }
  }
  const copy = await ownCopy(kit.store, file);
  if (!copy) return false;
  const { name: filename, source } = copy;
  await kit.call('sendDocument', { chat_id: chat, document: { source, filename }, ...words });
  return true;
}

function sendById(call: Call, chat_id: number, kind: FileRef['kind'], id: string, words: { caption?: string }) {
  switch (kind) {
    case 'photo':
      return call('sendPhoto', { chat_id, photo: id, ...words });
    case 'voice':
      return call('sendVoice', { chat_id, voice: id, ...words });
    case 'video':
      return call('sendVideo', { chat_id, video: id, ...words });
    case 'animation':
      return call('sendAnimation', { chat_id, animation: id, ...words });
    case 'video_note':
      // A round video has no caption.
      return call('sendVideoNote', { chat_id, video_note: id });
    case 'audio':
      return call('sendAudio', { chat_id, audio: id, ...words });
    case 'document':
      return call('sendDocument', { chat_id, document: id, ...words });
  }
}
