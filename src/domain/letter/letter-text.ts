import { type CountryCode, findPhones } from '../client/phone.ts';

/*
 * What a person wrote in a letter, apart from what the mail program put around it: the letter answered, and the signature.
 * All of it works line by line with patterns that do not backtrack: letters are anybody's input.
 */

/** Lines that begin the letter that is answered; what follows is not new. */
const QUOTE_HEADS = [
  /^-{2,}\s*(?:original message|исходное сообщение|пересылаемое сообщение|forwarded message|begin forwarded).{0,40}$/i,
  /^(?:on|am|le)\s.{6,120}\s(?:wrote|schrieb|a écrit)\s?:$/i,
  /^.{6,120}\s(?:wrote|пишет|писал|писала|написал|написала|написал\(а\)|писал\(а\))\s?:$/i,
  /^(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)[,.].{6,120}:$/i,
  /^\d{1,2}[./]\d{1,2}[./]\d{2,4}.{2,120}(?:@|пиш|писа|wrote).{0,80}:$/i,
  /^_{20,}$/,
];
/** A block of headers that a mail program puts above the letter answered. */
const QUOTED_HEADER = /^\*?(?:from|sent|to|subject|date|от|отправлено|кому|тема|дата)\*?\s?:/i;

const SIGNATURE_HEADS = [
  /^--\s?$/,
  /^—\s?$/,
  /^(?:с уважением|с наилучшими пожеланиями|всего доброго|всего хорошего|хорошего дня|спасибо и до связи)\b/i,
  /^(?:с уважением|с наилучшими пожеланиями|всего доброго|всего хорошего)[,.!]?/i,
  /^(?:best regards|kind regards|warm regards|regards|best wishes|sincerely|yours faithfully|yours sincerely|cheers|many thanks)[,.!]?\s*$/i,
  /^(?:-{1,2}\s?)?(?:отправлено с|отправлено из|sent from my|get outlook for)\s.{2,40}$/i,
];
/** A signature longer than this is text that happens to begin like one. */
const SIGNATURE_LINES = 14;
const LINES = 5000;

export interface LetterParts {
  /** What was written, without quotes and signature. */
  body: string;
  signature: string;
  /** Whether something was folded away. */
  folded: boolean;
}

/** Cuts a letter's text into what was written, the signature, and what is quoted. */
export function partsOf(text: string): LetterParts {
  const lines = text.split('\n', LINES).map((line) => line.trimEnd());
  const own = withoutInlineQuotes(lines);
  const quote = quoteStart(own);
  const written = quote < 0 ? own : own.slice(0, quote);
  const sign = signatureStart(written);
  const body = tidy(written.slice(0, sign));
  const signature = tidy(written.slice(sign));
  // A letter that is nothing but a quote (a forward) or a signature is shown as it is.
  if (body === '') return { body: tidy(lines), signature, folded: false };
  return { body, signature, folded: written.length < lines.length || signature !== '' };
}

function quoteStart(lines: readonly string[]): number {
  return lines.findIndex((line, index) => isQuoteHead(lines, index, line.trim()));
}

function isQuoteHead(lines: readonly string[], index: number, bare: string): boolean {
  if (bare === '' || bare.length > 200) return false;
  // The introduction of a quote may be broken over two lines.
  const two = `${bare} ${lines[index + 1]?.trim() ?? ''}`;
  const broken = two.length < 200 && /^(?:on|am|le)\s/i.test(bare) && /(?:wrote|schrieb):$/i.test(two);
  if (broken || QUOTE_HEADS.some((head) => head.test(bare))) return true;
  return QUOTED_HEADER.test(bare) && headerBlock(lines, index);
}

/** An answer below or between what it quotes: the quoted lines and their introduction go, what was written stays. */
function withoutInlineQuotes(lines: readonly string[]): string[] {
  return lines.filter((line, index) => {
    if (line.startsWith('>')) return false;
    const next = lines.slice(index + 1, index + 3).find((one) => one.trim() !== '');
    return !(next?.startsWith('>') && isQuoteHead(lines, index, line.trim()));
  });
}

/** Three header lines within five are a letter's head, one alone is a sentence. */
const headerBlock = (lines: readonly string[], from: number): boolean =>
  lines.slice(from, from + 6).filter((line) => QUOTED_HEADER.test(line.trim())).length >= 3;

function signatureStart(lines: readonly string[]): number {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  for (let index = Math.max(0, last - SIGNATURE_LINES); index <= last; index++) {
    const bare = (lines[index] ?? '').trim();
    if (bare.length < 80 && SIGNATURE_HEADS.some((head) => head.test(bare))) return index;
  }
  return lines.length;
}

const tidy = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Phones a letter's signature names, E.164, national ones as of `country`; without a signature, those in its last lines. */
export function signaturePhones(text: string, country?: CountryCode): string[] {
  const { signature, body } = partsOf(text);
  return findPhones(signature || body.split('\n').slice(-6).join('\n'), country).slice(0, 3);
}

/** The subject of an answer: one "Re:", however often it went to and fro. */
export function answerSubject(subject: string): string {
  const bare = subject.replace(/^(?:(?:re|aw|отв|ответ|fwd?|пересл)(?:\[\d+\])?\s?:\s*)+/i, '').trim();
  return `Re: ${bare}`;
}

/** The text of a letter as the answer quotes it. */
export const quoted = (text: string, limit = 4000): string =>
  text
    .slice(0, limit)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
