import { formSender } from '../../domain/letter/form.ts';
import { type Forwarded, forwardedIn, isForwardSubject } from '../../domain/letter/forward.ts';
import { goesOn, letterParts } from '../../domain/letter/letter-text.ts';
import { clean, cut } from '../../domain/text/html.ts';
import { addresses, authorOf } from './addresses.ts';
import { decodedBytes } from './body.ts';
import { type Content, contentOfLetter } from './content.ts';
import { type Header, headerText, line, rawHeader } from './headers.ts';
import { invitationOf } from './invitation.ts';
import type { ParsedLetter } from './parsed.ts';
import { type MimePart, readParts } from './parts.ts';
import { reportOf } from './report.ts';

/*
 * A letter from its bytes. Runs in a worker thread (parse-worker.ts): what strangers send decides how long this takes.
 */

export const BODY_TEXT_LIMIT = 300_000;
const BODY_LIMIT = 20_000;
const SUBJECT_LIMIT = 500;
const REFERENCES = 100;
const ADDRESSES = 50;
/** Letters in letters in letters: so deep somebody's forward is looked into. */
const NESTED = 3;
/** And so many of them are read, where several are handed on together. */
const NESTED_TOLD = 5;

/** Headers that the signs look at. */
const KEPT: ReadonlySet<string> = new Set([
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
]);

/** Reads a letter. `whole`: false where only its beginning was fetched. Never throws for what strangers send. */
export function parseLetter(raw: Buffer, whole = true): ParsedLetter {
  return letterOf(readParts(raw, whole), 0);
}

function letterOf(root: MimePart, depth: number): ParsedLetter {
  const { headers } = root;
  const content = contentOfLetter(root);
  const subject = line(headerText(headers, 'subject'), SUBJECT_LIMIT);
  const from = authorOf(headers);
  const to = addresses(headers, 'to').slice(0, ADDRESSES);
  const answers = addresses(headers, 'reply-to').filter(({ address }) => address !== '');
  // Of several, one that the letter has not gone to: forms name us beside the client.
  const replyTo = answers.find(({ address }) => !to.some((one) => one.address === address)) ?? answers[0];
  const [original] = [...addresses(headers, 'x-original-from'), ...addresses(headers, 'x-original-sender')].filter(
    ({ address }) => address !== '' && address !== from.address,
  );
  const messageId = rawHeader(headers, 'message-id').trim().slice(0, 400);
  const text = cut(clean(content.text).trim(), BODY_TEXT_LIMIT);
  const report = reportOf(root, content);
  const invitation = content.calendars.map(invitationOf).find((one) => one !== undefined);
  const references = referencesOf(headers);
  const parts = letterParts(text, references.length > 0 || goesOn(subject));
  const form = formSender(text);
  // Built in one go: a letter has so many parts that each copy of them would cost as much as reading it.
  const letter: ParsedLetter = {
    from,
    to,
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
    references,
    headers: keptHeaders(headers),
    contentType: root.type,
    tracked: content.tracked,
  };
  if (messageId !== '') letter.messageId = messageId;
  if (replyTo && replyTo.address !== from.address) letter.replyTo = replyTo;
  if (original) letter.original = original;
  if (rawHeader(headers, 'bcc') !== '') letter.bcc = addresses(headers, 'bcc').slice(0, ADDRESSES);
  if (content.sealed) letter.sealed = content.sealed;
  if (invitation) letter.invitation = invitation;
  if (report) letter.report = report;
  if (form) letter.form = form;
  return Object.assign(letter, handedOn(letter, content, depth));
}

/** The letter that this one hands on: in its text, or as a letter within it. */
function handedOn(letter: ParsedLetter, { nested }: Content, depth: number): Partial<ParsedLetter> {
  const forwarded = forwardedIn(letter.text, letter.subject);
  // What is handed on is not a quote: it is what the letter is there for.
  if (forwarded) return { forwarded: bounded(forwarded), body: cut(letter.text, BODY_LIMIT), folded: false };
  if (nested.length === 0 || letter.report || depth >= NESTED) return {};
  if (!isForwardSubject(letter.subject) && letter.body.length > 500) return {};
  const within = nested
    .slice(0, NESTED_TOLD)
    .map((part) => letterOf(readParts(decodedBytes(part), part.whole), depth + 1));
  const [first] = within;
  const ofOne = first && within.every(({ from }) => from.address === first.from.address) ? first : undefined;
  const together = (own: string, of: 'text' | 'body') =>
    [own, ...within.map((one) => (ofOne ? one[of] : withHead(one, of)))].filter(Boolean).join('\n\n');
  return {
    ...(ofOne && {
      forwarded: bounded({
        from: ofOne.from,
        subject: ofOne.subject,
        text: together('', 'text'),
        body: together('', 'body'),
        signature: within.length > 1 ? '' : ofOne.signature,
        note: letter.body,
        ...(within.length === 1 && ofOne.forwarded && { within: ofOne.forwarded }),
      }),
    }),
    text: cut(together(letter.text, 'text'), BODY_TEXT_LIMIT),
    body: cut(together(letter.body, 'body'), BODY_LIMIT),
    files: [...letter.files, ...within.flatMap(({ files }) => files.filter(({ mime }) => mime !== 'message/rfc822'))],
    torn: [...letter.torn, ...within.flatMap(({ torn }) => torn)],
  };
}

/** One of several letters by different people: each tells whose it is. */
const withHead = ({ from, subject, ...letter }: ParsedLetter, of: 'text' | 'body'): string =>
  `${[from.name, from.address && `<${from.address}>`].filter(Boolean).join(' ')}: ${subject}\n${letter[of]}`;

const bounded = ({ from, subject, text, body, signature, note, within }: Forwarded): Forwarded => ({
  from: { address: from.address, name: line(from.name, 200) },
  subject: line(subject, SUBJECT_LIMIT),
  text: cut(text, BODY_LIMIT),
  body: cut(body, BODY_LIMIT),
  signature: cut(signature, 2000),
  note: cut(note, 2000),
  ...(within && { within: bounded(within) }),
});

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
    if (!KEPT.has(name)) continue;
    const text = line(value, 500);
    kept[name] = kept[name] === undefined ? text : `${kept[name]}\n${text}`;
  }
  return kept;
}
