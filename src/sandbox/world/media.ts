import type { Message, PhotoSize } from '@grammyjs/types';
import type { FileKind } from '../phone-types.ts';
import type { FileRecord } from './files.ts';

export interface MediaDetails {
  duration?: number | undefined;
  width?: number | undefined;
  height?: number | undefined;
  title?: string | undefined;
  performer?: string | undefined;
}

/** The part of a message that tells of its file. */
export function mediaContent(record: FileRecord, details: MediaDetails = {}): Partial<Message> {
  const basics = { file_id: record.file_id, file_unique_id: record.file_unique_id, file_size: record.size };
  const named = { ...basics, file_name: record.name, mime_type: record.mime };
  const duration = details.duration ?? 0;
  switch (record.kind) {
    case 'photo':
      return { photo: photoSizes(record) };
    case 'document':
      return { document: named };
    case 'voice':
      return { voice: { ...basics, mime_type: record.mime, duration } };
    case 'video':
      return { video: { ...named, duration, width: details.width ?? 640, height: details.height ?? 480 } };
    case 'video_note':
      return { video_note: { ...basics, length: details.width ?? 240, duration } };
    case 'animation':
      // Told as a document too, for bots older than animations.
      return {
        animation: { ...named, duration, width: details.width ?? 640, height: details.height ?? 480 },
        document: named,
      };
    case 'audio':
      return {
        audio: {
          ...named,
          duration,
          ...(details.title === undefined ? {} : { title: details.title }),
          ...(details.performer === undefined ? {} : { performer: details.performer }),
        },
      };
  }
}

/** The file of a message, whichever kind it is. */
export function mediaFile(message: Message): { kind: FileKind; file_id: string; duration?: number } | undefined {
  const photo = message.photo?.at(-1);
  if (photo) return { kind: 'photo', file_id: photo.file_id };
  const { animation, video_note: round } = message;
  if (animation) return { kind: 'animation', file_id: animation.file_id, duration: animation.duration };
  if (round) return { kind: 'video_note', file_id: round.file_id, duration: round.duration };
  if (message.document) return { kind: 'document', file_id: message.document.file_id };
  if (message.voice) return { kind: 'voice', file_id: message.voice.file_id, duration: message.voice.duration };
  if (message.video) return { kind: 'video', file_id: message.video.file_id, duration: message.video.duration };
  if (message.audio) return { kind: 'audio', file_id: message.audio.file_id, duration: message.audio.duration };
  return undefined;
}

/** Smallest first, as Telegram lists them; the sandbox keeps only the original. */
function photoSizes(record: FileRecord): PhotoSize[] {
  const { file_id, file_unique_id, size, width = 0, height = 0 } = record;
  return [{ file_id, file_unique_id, width, height, file_size: size }];
}

/** The message's content without its file, for an edit that replaces it. */
export function withoutMedia(message: Message): Message {
  const { photo: _p, document: _d, voice: _v, video: _w, audio: _a, animation: _m, ...rest } = message;
  const { caption: _c, caption_entities: _e, ...bare } = rest;
  return bare;
}
