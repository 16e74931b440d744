import { createHash } from 'node:crypto';
import type { Forwarded } from '../../domain/letter/forward.ts';
import type { Invitation } from '../../domain/letter/invitation.ts';
import type { Address } from '../../domain/letter/letter.ts';
import type { MachineReport } from '../../domain/letter/report.ts';

/** A file of a letter, with its bytes. */
export interface ParsedFile {
  name: string;
  mime: string;
  content: Uint8Array;
  /** SHA-256 of the content, base64url, where the reading thread has made it. */
  digest?: string;
}

export const digestOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('base64url');

/** What could be read of a letter. Plain data: it crosses from the worker thread. */
export interface ParsedLetter {
  messageId?: string;
  from: Address;
  /** Where the sender wants answers, if that is told and not `from`. */
  replyTo?: Address;
  /** Who wrote it, by the word of a group that has put its own address into From. */
  original?: Address;
  to: Address[];
  cc: Address[];
  /** Of a letter that was sent, in the sender's own copy. */
  bcc?: Address[];
  subject: string;
  /** The Date header as it stands; only for telling letters apart. */
  dateText: string;
  text: string;
  /** What was written, without quotes and signature: the beginning of it. */
  body: string;
  signature: string;
  /** The letter that is answered below it: the beginning of it. */
  quote: string;
  /** Whether a quote or signature was left out of `body`. */
  folded: boolean;
  files: ParsedFile[];
  /** Names of files of which only the beginning came. */
  torn: string[];
  /** In-Reply-To and References, each once, the nearest last. */
  references: string[];
  /** The headers that signs look at: lower-case names, decoded values, several joined by line breaks. */
  headers: Record<string, string>;
  /** MIME type of the letter. */
  contentType: string;
  /** It hands on the letter of somebody else. */
  forwarded?: Forwarded;
  /** Who a form on a web site says that it is from. */
  form?: Address;
  invitation?: Invitation;
  report?: MachineReport;
  /** Its HTML tells its sender when it is read. */
  tracked: boolean;
  /** Its content is encrypted, or signed in a way that hides it. */
  sealed?: 'pgp' | 'smime';
  damage?: 'undecodable';
}

/** A letter of which nothing is known yet. */
export const unread = (): ParsedLetter => ({
  from: { address: '', name: '' },
  to: [],
  cc: [],
  subject: '',
  dateText: '',
  text: '',
  body: '',
  signature: '',
  quote: '',
  folded: false,
  files: [],
  torn: [],
  references: [],
  headers: {},
  contentType: '',
  tracked: false,
});

/**
 * The id of a letter: the same for every copy of it, whichever mailbox it lies in and however often it is delivered; two
 * that differ in their files alone are two. White space does not count, for servers fold and trim. Without Message-ID and
 * Date, the minute of delivery takes their place.
 */
export function letterId(letter: ParsedLetter, deliveredAt: Date): string {
  const { messageId = '', from, dateText, text, subject, files } = letter;
  const moment = messageId === '' && dateText === '' ? String(Math.floor(deliveredAt.getTime() / 60_000)) : dateText;
  const hash = createHash('sha256').update(
    [messageId, from.address || from.name, moment.trim(), messageId === '' ? subject : '', squeezed(text)].join(
      '\u001f',
    ),
  );
  for (const { name, content, digest } of files) {
    hash.update(`\u001f${name}\u001f${content.byteLength}`);
    // Scanners give every file the same name, and often the same size.
    if (messageId === '') hash.update(digest ?? digestOf(content));
  }
  return hash.digest('base64url').slice(0, 16);
}

/** White space is one space. A space that is one already is passed over: nearly all are. */
export const squeezed = (text: string): string => text.replace(/\s{2,}|[^\S ]/g, ' ').trim();
