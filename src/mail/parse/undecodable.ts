import { findEmails } from '../../domain/client/email.ts';
import { clean, cut } from '../../domain/text/html.ts';
import { type ParsedLetter, unread } from './parsed.ts';
import { decodeWords } from './words.ts';

const HEAD = 64 * 1024;
const RAW = { name: 'letter.eml', mime: 'message/rfc822' } as const;

/** A letter in which the parser found nothing that a person wrote gets its raw bytes as a file. */
export function withRaw(letter: ParsedLetter, raw: Buffer): ParsedLetter {
  const { text, subject, files, from } = letter;
  const empty = text === '' && files.length === 0;
  if (!empty || (subject !== '' && from.address !== '')) return letter;
  return { ...letter, files: [{ ...RAW, content: raw }], damage: 'undecodable' };
}

/**
 * A letter that no parser reads, as far as its first lines tell, with the raw letter as its only file: a letter that
 * cannot be decoded still comes.
 */
export function undecodable(raw: Buffer): ParsedLetter {
  const head = raw.toString('latin1', 0, Math.min(raw.length, HEAD)).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  const header = (name: string): string =>
    new RegExp(`^${name}\\s*:(.*)$`, 'im').exec(unfolded)?.[1]?.trim().slice(0, 1000) ?? '';
  const from = header('from');
  const messageId = /<[^<>\s]{1,400}>/.exec(header('message-id'))?.[0];
  const [address = ''] = findEmails(from);
  return {
    ...unread(),
    ...(messageId !== undefined && { messageId }),
    from: { address, name: address === '' ? cut(clean(decodeWords(from)), 200) : '' },
    subject: cut(clean(decodeWords(header('subject'))), 500),
    dateText: header('date'),
    files: [{ ...RAW, content: raw }],
    references: header('references').match(/<[^<>\s]{1,400}>/g) ?? [],
    damage: 'undecodable',
  };
}
