import { createHash } from 'node:crypto';
import type { Address } from '../../domain/letter/letter.ts';

/** A file of a letter, with its bytes. */
export interface ParsedFile {
  name: string;
  mime: string;
  content: Uint8Array;
}

/** What could be read of a letter. Plain data: it crosses from the worker thread. */
export interface ParsedLetter {
  messageId?: string;
  from: Address;
  replyTo?: string;
  to: Address[];
  subject: string;
  /** The Date header as it stands; only for telling letters apart. */
  dateText: string;
  text: string;
  files: ParsedFile[];
  /** In-Reply-To and References, each once, the nearest last. */
  references: string[];
  /** The headers that rules look at: lower-case names, decoded values, several joined by line breaks. */
  headers: Record<string, string>;
  /** MIME types of the parts, for telling reports. */
  contentType: string;
  damage?: 'undecodable';
}

/**
 * The id of a letter: the same for every copy of it, whichever mailbox it lies in and however often it is delivered.
 * White space does not count, for servers fold and trim. Without Message-ID and Date, the minute of delivery takes their place.
 */
export function letterId(letter: ParsedLetter, deliveredAt: Date): string {
  const { messageId = '', from, dateText, text, subject } = letter;
  const moment = messageId === '' && dateText === '' ? String(Math.floor(deliveredAt.getTime() / 60_000)) : dateText;
  return createHash('sha256')
    .update(
      [messageId, from.address || from.name, moment.trim(), messageId === '' ? subject : '', squeezed(text)].join(
        '\u001f',
      ),
    )
    .digest('base64url')
    .slice(0, 16);
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
