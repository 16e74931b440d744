import iconv from 'iconv-lite';
import {
  type AddressObject,
  type Attachment,
  type EmailAddress,
  type ParsedMail,
  parseAddressHeader,
  simpleParser,
} from 'mailparser';
import { findEmails, normalizeEmail } from '../../domain/client/email.ts';
import type { Address } from '../../domain/letter/letter.ts';
import { clean, cut } from '../../domain/text/html.ts';
import { decodeRawLine } from './charset.ts';
import { htmlText } from './html-text.ts';
import type { ParsedFile, ParsedLetter } from './parsed.ts';
import { repairCharsets } from './repair-charset.ts';

/*
 * A letter from its bytes. Runs in a worker thread (parse-worker.ts): what strangers send decides how long this takes.
 */

export const TEXT_LIMIT = 300_000;
const SUBJECT_LIMIT = 500;
const REFERENCES = 100;
/** Pictures that are part of a letter's look, not files somebody sent. */
const DECORATION = 60_000;

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  keepCidLinks: true,
  checksumAlgo: false,
  maxChildNodes: 5000,
  maxHeadSize: 4 * 1024 * 1024,
} as const;

/** UTF-7, which mailparser leaves as it came. */
const SEVEN_BIT = /charset="?(?:unicode-1-1-)?utf-7/i;
const HEAD = 100_000;
/** Looked for as bytes first: hardly any letter has it, and each is asked. */
const isUtf7 = (head: Buffer): boolean =>
  ['tf-7', 'TF-7'].some((word) => head.includes(word)) && SEVEN_BIT.test(head.toString('latin1'));
const fromUtf7 = (text: string): string =>
  text.replace(/\+[A-Za-z0-9+/]*-/g, (word) => iconv.decode(Buffer.from(word, 'latin1'), 'utf-7'));

/** Headers that the rules look at. */
const KEPT = [
  'return-path',
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'list-post',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-response-suppress',
  'x-failed-recipients',
  'x-loop',
  'x-spam-flag',
  'x-spam-status',
  'x-spam',
  'x-yandex-spam',
  'x-mailer',
  'feedback-id',
  'received',
] as const;

/** Reads a letter. Errors: mailparser's own, for letters that are none. */
export async function parseLetter(raw: Buffer): Promise<ParsedLetter> {
  const first = await simpleParser(raw, OPTIONS);
  const repaired = isGarbled(first) ? repairCharsets(raw) : undefined;
  const mail = repaired ? await simpleParser(repaired, OPTIONS) : first;
  const utf7 = isUtf7(raw.subarray(0, HEAD));
  const { subject, from } = headersOf(mail);
  const replyTo = addressesOf(mail.replyTo)[0]?.address;
  return {
    ...(mail.messageId && { messageId: mail.messageId.trim().slice(0, 400) }),
    from,
    ...(replyTo && replyTo !== from.address && { replyTo }),
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc)].slice(0, 50),
    subject: utf7 ? fromUtf7(subject) : subject,
    dateText: rawHeader(mail, 'date'),
    text: cut(clean(utf7 ? fromUtf7(textOf(mail)) : textOf(mail)).trim(), TEXT_LIMIT),
    files: filesOf(mail),
    references: referencesOf(mail),
    headers: keptHeaders(mail),
    contentType: rawHeader(mail, 'content-type').toLowerCase(),
  };
}

const isGarbled = ({ text, html }: ParsedMail): boolean =>
  text?.includes('\ufffd') === true || (typeof html === 'string' && html.includes('\ufffd'));

/** HTML that calls itself plain text: it begins with a tag that a text would not begin with, and has closing ones. */
const isHtml = (plain: string): boolean =>
  /^\s*<(?:!doctype\s+html|html|head|body|p|div|table)\b[^<>]{0,1000}>/i.test(plain) && /<\/[a-z]{1,10}>/i.test(plain);

function textOf(mail: ParsedMail): string {
  const plain = mail.text ?? '';
  if (plain.trim() !== '') return isHtml(plain) ? htmlText(plain) : plain;
  return typeof mail.html === 'string' ? htmlText(mail.html) : '';
}

const lineOf = ({ headerLines }: ParsedMail, key: string): string =>
  headerLines?.find((header) => header.key === key)?.line ?? '';

/** A header's value as it stands, unfolded. */
const rawHeader = (mail: ParsedMail, key: string): string =>
  lineOf(mail, key)
    .replace(/^[^:]*:/, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Subject and sender. Raw 8-bit ones are decoded by the charset their bytes are most likely in. */
function headersOf(mail: ParsedMail): { subject: string; from: Address } {
  const rawSubject = rawHeader(mail, 'subject');
  const subject = /[\u0080-\u00ff]/.test(rawSubject) ? decodeRawLine(rawSubject) : (mail.subject ?? '');
  const rawFrom = rawHeader(mail, 'from');
  const eightBit = /[\u0080-\u00ff]/.test(rawFrom);
  const [from] = eightBit ? addressList(parseAddressHeader(decodeRawLine(rawFrom)).value) : addressesOf(mail.from);
  const loose = findEmails(rawFrom)[0];
  return {
    subject: cut(clean(subject).replace(/\s+/g, ' ').trim(), SUBJECT_LIMIT),
    from: {
      address: from?.address || (loose ?? ''),
      name: from?.name || (loose ? '' : cut(clean(decodeRawLine(rawFrom)).trim(), 200)),
    },
  };
}

function addressesOf(header: AddressObject | AddressObject[] | undefined): Address[] {
  return [header ?? []].flat().flatMap(({ value }) => addressList(value));
}

function addressList(list: readonly EmailAddress[]): Address[] {
  return list.flatMap(({ address, name, group }) => {
    if (group) return addressList(group);
    const normal = normalizeEmail(address ?? '');
    return [{ address: normal.ok ? normal.value : '', name: cut(clean(name ?? '').trim(), 200) }];
  });
}

function referencesOf(mail: ParsedMail): string[] {
  const ids = [mail.references ?? [], mail.inReplyTo ?? []]
    .flat()
    .flatMap((text) => text.match(/<[^<>\s]{1,400}>/g) ?? []);
  // Each once, and where it stands last: In-Reply-To is the nearest.
  return [...new Set(ids.toReversed())].reverse().slice(-REFERENCES);
}

function keptHeaders({ headerLines }: ParsedMail): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { key, line } of headerLines ?? []) {
    if (!KEPT.some((name) => name === key)) continue;
    const value = line
      .replace(/^[^:]*:/, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 500);
    kept[key] = kept[key] === undefined ? value : `${kept[key]}\n${value}`;
  }
  return kept;
}

function filesOf({ attachments }: ParsedMail): ParsedFile[] {
  // An invitation comes as a part and once more as a file.
  const isCopy = ({ filename, content }: Attachment) =>
    filename === undefined && attachments.some((one) => one.filename !== undefined && content.equals(one.content));
  return attachments
    .filter((one) => !isCopy(one))
    .filter(({ related, contentType, size }) => !(related && contentType.startsWith('image/') && size < DECORATION))
    .map(({ filename, contentType, content }, index) => ({
      name: filename ?? nameFor(contentType, index),
      mime: contentType.slice(0, 100),
      content,
    }));
}

function nameFor(mime: string, index: number): string {
  if (mime === 'message/rfc822') return `letter-${index + 1}.eml`;
  if (mime === 'text/calendar') return 'invitation.ics';
  return `file-${index + 1}.${/^[a-z]+\/([a-z0-9]{2,5})$/.exec(mime)?.[1] ?? 'bin'}`;
}
