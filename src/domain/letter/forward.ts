import { findEmails } from '../client/email.ts';
import { headerBlock, introduction } from './introduction.ts';
import { goesOn, letterParts } from './letter-text.ts';
import { signatureIn } from './signature.ts';

/*
 * A letter that somebody hands on: who wrote it first, and what. The text around it is the word of who handed it on.
 */

export interface Forwarded {
  /** Who wrote it first; the address is empty where the head names none. */
  from: { address: string; name: string };
  subject: string;
  /** The inner letter's text. */
  text: string;
  /** The same without what it quotes, and without its signature. */
  body: string;
  signature: string;
  /** What was written above it. */
  note: string;
  /** A letter that this one hands on in turn. */
  within?: Forwarded;
}

const MARK =
  /^[-—=*\s]{0,30}(?:пересылаемое\s+(?:сообщение|письмо)|пересланное\s+(?:сообщение|письмо)|перенаправленное\s+(?:сообщение|письмо)|начало\s+(?:переадресованного|пересылаемого|пересланного)\s+сообщения|forwarded\s+(?:message|mail|letter)|begin\s+forwarded\s+message|weitergeleitete\s+nachricht|message\s+transféré)(?:\s+(?:от|from|by)\s.{0,100})?[-—=*:\s]{0,30}$/iu;
const OTHER_MARK = /^[-—_]{2,30}\s?(?:original message|исходное сообщение|исходное письмо)?\s?[-—_]{0,30}$/iu;
const END =
  /^[-—=\s]{2,30}(?:конец\s+(?:пересылаемого|пересланного)\s+сообщения|end\s+(?:of\s+)?forwarded\s+message)[-—=\s]{0,30}$/iu;
/** How a subject says that the letter is handed on. */
const SUBJECT = /^\s*(?:fwd?|пересл|перес|пер|wg|tr|i)\s?(?:\[\d+\])?\s?:/iu;
const LINES = 5000;

/** Whether a subject says that the letter is handed on. */
export const isForwardSubject = (subject: string): boolean => SUBJECT.test(subject);

/** So deep a letter within a letter within a letter is looked for. */
const DEEPEST = 3;

/** The letter within a letter that was handed on; undefined where it is none. */
export function forwardedIn(text: string, subject: string, depth = 0): Forwarded | undefined {
  const lines = text.split('\n', LINES).map((line) => line.trimEnd());
  const marked = lines.findIndex((line) => MARK.test(unquoted(line)));
  if (marked >= 0) return inner(lines, marked, nextLine(lines, marked + 1), depth);
  if (!isForwardSubject(subject)) return undefined;
  const head = lines.findIndex(
    (_, index) => headerBlock(lines.slice(index, index + 14).map(unquoted), 0) !== undefined,
  );
  if (head < 0) return undefined;
  const above = lines.slice(0, head).findLastIndex((line) => line.trim() !== '');
  return inner(lines, above >= 0 && OTHER_MARK.test((lines[above] ?? '').trim()) ? above : head, head, depth);
}

/** A line of a letter that was handed on as a quote. */
const unquoted = (line: string): string => line.replace(/^(?:>\s?){1,3}/, '').trim();

const nextLine = (lines: readonly string[], from: number): number => {
  const next = lines.findIndex((line, index) => index >= from && unquoted(line) !== '');
  return next < 0 ? lines.length : next;
};

function inner(all: readonly string[], mark: number, head: number, depth: number): Forwarded | undefined {
  const quotes = all.slice(head).every((line) => line === '' || line.startsWith('>'));
  const lines = quotes ? all.map((line) => line.replace(/^>\s?/, '')) : all;
  const read = readHead(lines, head);
  if (!read) return undefined;
  const ending = lines.findIndex((line, index) => index >= read.end && END.test(line));
  const below = ending < 0 ? [] : lines.slice(ending + 1);
  const text = lines
    .slice(read.end, ending < 0 ? undefined : ending)
    .join('\n')
    .trim();
  // What it hands on in turn, or what comes beside it, is no quote.
  const more = text.split('\n').some((line) => MARK.test(unquoted(line)));
  const { body, signature } = more
    ? { body: text, signature: '' }
    : letterParts(text, read.subject === '' || goesOn(read.subject));
  const within = depth < DEEPEST ? forwardedIn(text, read.subject, depth + 1) : undefined;
  return {
    from: read.from,
    subject: read.subject,
    text,
    body,
    signature,
    ...(within && { within }),
    note: noteOf([...all.slice(0, mark), ...below]),
  };
}

/** The word of who hands a letter on, without their signature and the rules that programs draw. */
function noteOf(lines: readonly string[]): string {
  const told = lines.filter((line) => !/^[-—_=]{5,}$/.test(line));
  const sign = signatureIn(told);
  return (sign ? [...told.slice(0, sign.from), ...told.slice(sign.to)] : told).join('\n').trim();
}

/** The head of the inner letter: a block of headers, or a line that introduces it as a quote. */
function readHead(lines: readonly string[], head: number) {
  const block = headerBlock(lines, head, 2);
  if (block) return { from: senderOf(block.values.from ?? ''), subject: block.values.subject ?? '', end: block.end };
  const count = introduction(lines, head);
  if (count === 0) return undefined;
  return { from: senderOf(lines.slice(head, head + count).join(' ')), subject: '', end: head + count };
}

/** `Anna Petrova <anna@...>`, `"Anna" anna@...`, `30.11.2026, 10:00, Anna <anna@...>:`, `Anna [mailto:anna@...]`. */
function senderOf(text: string): Forwarded['from'] {
  const [address = ''] = findEmails(text.replace(/mailto:/gi, ' '));
  const before = address === '' ? text : text.slice(0, text.toLowerCase().indexOf(address));
  const name = before
    .replace(
      /^.*\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?:\s*[+-]\d{2}:?\d{2})?,?\s*(?:от\s+|from\s+|пользователь\s+)?/iu,
      '',
    )
    .replace(/\[?mailto:.*$/i, '')
    .replace(/["'«»<>[\]()*]/g, '')
    .trim();
  return { address, name: name === address || name.length > 120 ? '' : name };
}
