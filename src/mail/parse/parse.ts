import { type EmailAddress, parseAddressHeader } from 'mailparser';
import { findEmails, normalizeEmail } from '../../domain/client/email.ts';
import { formSender } from '../../domain/letter/form.ts';
import { type Forwarded, forwardedIn, isForwardSubject } from '../../domain/letter/forward.ts';
import type { Address } from '../../domain/letter/letter.ts';
import { partsOf } from '../../domain/letter/letter-text.ts';
import { clean, cut } from '../../domain/text/html.ts';
import { type Content, contentOf } from './content.ts';
import { type Header, headerText, rawHeader } from './headers.ts';
import { invitationOf } from './invitation.ts';
import { type ParsedLetter, unread } from './parsed.ts';
import { type Part, readParts } from './parts.ts';
import { reportOf } from './report.ts';
import { decodeWords } from './words.ts';

/*
 * A letter from its bytes. Runs in a worker thread (parse-worker.ts): what strangers send decides how long this takes.
 */

export const TEXT_LIMIT = 300_000;
const BODY_LIMIT = 20_000;
const SUBJECT_LIMIT = 500;
const REFERENCES = 100;
const ADDRESSES = 50;
/** Letters in letters in letters: so deep somebody's forward is looked into. */
const NESTED = 3;

/** Headers that the signs look at. */
const KEPT = [
  'return-path',
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'list-post',
  'mailing-list',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-response-suppress',
  'x-ms-exchange-generated-message-source',
  'x-failed-recipients',
  'x-loop',
  'x-spam-flag',
  'x-spam-status',
  'x-spam',
  'x-yandex-spam',
  'x-mailer',
  'user-agent',
  'feedback-id',
  'x-campaign',
  'x-campaignid',
  'x-mailgun-tag',
  'x-mc-user',
  'x-csa-complaints',
  'x-mailru-msgtype',
  'x-postmaster-msgtype',
  'x-php-originating-script',
  'received',
] as const;

/** Reads a letter. `whole`: false where only its beginning was fetched. Never throws for what strangers send. */
export function parseLetter(raw: Buffer, whole = true): ParsedLetter {
  return letterOf(readParts(raw, whole), 0);
}

function letterOf(root: Part, depth: number): ParsedLetter {
  const { headers } = root;
  const content = contentOf(root);
  const subject = line(headerText(headers, 'subject'), SUBJECT_LIMIT);
  const from = senderOf(headers);
  const [replyTo] = addresses(headers, 'reply-to').filter(({ address }) => address !== '');
  const messageId = rawHeader(headers, 'message-id').trim().slice(0, 400);
  const text = cut(clean(content.text).trim(), TEXT_LIMIT);
  const report = reportOf(root, content);
  const invitation = content.calendars.map(invitationOf).find((one) => one !== undefined);
  const parts = partsOf(text);
  const letter: ParsedLetter = {
    ...unread(),
    ...(messageId !== '' && { messageId }),
    from,
    ...(replyTo && replyTo.address !== from.address && { replyTo }),
    to: addresses(headers, 'to').slice(0, ADDRESSES),
    cc: addresses(headers, 'cc').slice(0, ADDRESSES),
    subject,
    dateText: line(rawHeader(headers, 'date'), 200),
    text,
    body: cut(parts.body, BODY_LIMIT),
    signature: cut(parts.signature, 2000),
    quote: cut(parts.quote, 4000),
    folded: parts.folded,
    files: content.files,
    torn: content.torn.map(({ name }) => name),
    references: referencesOf(headers),
    headers: keptHeaders(headers),
    contentType: root.type,
    tracked: content.tracked,
    ...(content.sealed && { sealed: content.sealed }),
    ...(invitation && { invitation }),
    ...(report && { report }),
  };
  const form = formSender(text);
  return { ...letter, ...(form && { form }), ...handedOn(letter, content, depth) };
}

/** The letter that this one hands on: in its text, or as a letter within it. */
function handedOn(letter: ParsedLetter, { nested }: Content, depth: number): Partial<ParsedLetter> {
  const forwarded = forwardedIn(letter.text, letter.subject);
  // What is handed on is not a quote: it is what the letter is there for.
  if (forwarded) return { forwarded: bounded(forwarded), body: cut(letter.text, BODY_LIMIT), folded: false };
  const [only] = nested;
  if (!only || nested.length > 1 || letter.report || depth >= NESTED) return {};
  const within = letterOf(readParts(only.raw, only.whole), depth + 1);
  if (!isForwardSubject(letter.subject) && letter.body.length > 500) return {};
  const { from, subject, text, body, signature, torn } = within;
  const files = within.files.filter(({ mime }) => mime !== 'message/rfc822');
  const shown = (own: string) => [own, text].filter(Boolean).join('\n\n');
  return {
    forwarded: bounded({ from, subject, text, body, signature, note: letter.body, ...within.forwarded }),
    text: cut(shown(letter.text), TEXT_LIMIT),
    body: cut(shown(letter.body), BODY_LIMIT),
    files: [...letter.files, ...files],
    torn: [...letter.torn, ...torn],
  };
}

const bounded = ({ from, subject, text, body, signature, note }: Forwarded): Forwarded => ({
  from: { address: from.address, name: line(from.name, 200) },
  subject: line(subject, SUBJECT_LIMIT),
  text: cut(text, BODY_LIMIT),
  body: cut(body, BODY_LIMIT),
  signature: cut(signature, 2000),
  note: cut(note, 2000),
});

/** A header's text in one line. */
const line = (text: string, limit: number): string => cut(clean(text).replace(/\s+/g, ' ').trim(), limit);

/** Who a letter says it is from; where no address can be read, whatever stands there. */
function senderOf(headers: readonly Header[]): Address {
  const raw = rawHeader(headers, 'from');
  const [from] = addresses(headers, 'from').filter(({ address }) => address !== '');
  if (from) return from;
  const [loose = ''] = findEmails(decodeWords(raw));
  if (loose !== '') return { address: loose, name: '' };
  const [sender] = addresses(headers, 'sender').filter(({ address }) => address !== '');
  return sender ?? { address: '', name: line(decodeWords(raw).replace(/[<>]/g, ' '), 200) };
}

/** The addresses of a header. Quotes and brackets are found before names are decoded: what is in a name is not an address. */
function addresses(headers: readonly Header[], name: string): Address[] {
  const raw = headers
    .filter((header) => header.name === name)
    .map(({ value }) => value)
    .join(', ')
    .slice(0, 20_000);
  return raw.trim() === '' ? [] : addressList(parseAddressHeader(whole8bit(raw)).value);
}

/** Raw bytes as the text they are; encoded words stay, for the parser of addresses decodes them in their place. */
const whole8bit = (raw: string): string => (/[\u0080-\u00ff]/.test(raw) ? decodeWords(raw) : raw);

function addressList(list: readonly EmailAddress[]): Address[] {
  return list.flatMap(({ address, name, group }) => {
    if (group) return addressList(group);
    const normal = normalizeEmail(decodeWords(address ?? ''));
    return [{ address: normal.ok ? normal.value : '', name: line(name ?? '', 200).replace(/^["']+|["']+$/g, '') }];
  });
}

function referencesOf(headers: readonly Header[]): string[] {
  const ids = ['references', 'in-reply-to'].flatMap((name) =>
    headers.filter((header) => header.name === name).flatMap(({ value }) => value.match(/<[^<>\s]{1,400}>/g) ?? []),
  );
  // Each once, and where it stands last: In-Reply-To is the nearest.
  return [...new Set(ids.toReversed())].reverse().slice(-REFERENCES);
}

function keptHeaders(headers: readonly Header[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { name, value } of headers) {
    if (!KEPT.some((one) => one === name)) continue;
    const text = line(value, 500);
    kept[name] = kept[name] === undefined ? text : `${kept[name]}\n${text}`;
  }
  return kept;
}
