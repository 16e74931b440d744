import { type CountryCode, findPhones } from '../client/phone.ts';
import { headerBlock, introduction, isQuoted, quoteFollows } from './introduction.ts';
import { signatureIn } from './signature.ts';

/*
 * What a person wrote in a letter, apart from what the mail program put around it: the letter answered, and the signature.
 * All of it works line by line with patterns that do not backtrack: letters are anybody's input.
 */

const LINES = 5000;

export interface LetterParts {
  /** What was written, without quotes and signature. */
  body: string;
  signature: string;
  /** The letter answered, with what introduces it; empty where nothing is quoted below. */
  quote: string;
  /** Whether something was folded away. */
  folded: boolean;
}

/**
 * Cuts a letter's text into what was written, the signature, and what is quoted.
 *
 * @param isAnswer false: it answers nothing, so that marked lines which nothing introduces are its own
 */
export function letterParts(text: string, isAnswer = true): LetterParts {
  const lines = text.split('\n', LINES).map((line) => line.trimEnd());
  const own = withoutInlineQuotes(lines, isAnswer);
  const start = own.findIndex((_, index) => introduction(own, index) > 0 || headerBlock(own, index) !== undefined);
  const written = start < 0 ? own : own.slice(0, start);
  const sign = signatureIn(written);
  const body = tidy(sign ? [...written.slice(0, sign.from), ...written.slice(sign.to)] : written);
  const signature = sign ? tidy(written.slice(sign.from, sign.to)) : '';
  // A letter that is nothing but a quote (a forward) or a signature is shown as it is.
  if (body === '') return { body: tidy(lines), signature, quote: '', folded: false };
  const quote = tidy(start < 0 ? lines.filter(isQuoted) : lines.slice(lines.indexOf(own[start] ?? '')));
  return { body, signature, quote, folded: written.length < lines.length || signature !== '' };
}

/** An answer below or between what it quotes: the quoted lines and their introduction go, what was written stays. */
function withoutInlineQuotes(lines: readonly string[], isAnswer: boolean): string[] {
  const own: string[] = [];
  let quotes = isAnswer;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (isQuoted(line)) {
      quotes ||= introduction([line.replace(/^[>\s]+/, '')], 0) > 0;
      if (!quotes) own.push(line);
      continue;
    }
    const count = introduction(lines, index);
    if (count > 0 && quoteFollows(lines, index + count)) {
      quotes = true;
      index += count - 1;
    } else own.push(line);
  }
  return own;
}

const tidy = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Phones a letter's signature names, E.164, national ones as of `country`; without a signature, those in its last lines. */
export function signaturePhones(text: string, country?: CountryCode): string[] {
  const { signature, body } = letterParts(text);
  return phonesIn(signature || body.split('\n').slice(-6).join('\n'), country);
}

/** The first phones of a text, E.164, national ones as of `country`. */
export const phonesIn = (text: string, country?: CountryCode): string[] => findPhones(text, country).slice(0, 3);

/** How subjects of answers and of letters handed on begin. */
const PREFIXES = /^(?:\s*(?:re|aw|sv|отв|ответ|fwd?|пересл|wg|tr)\s?(?:\[\d+\])?\s?:\s*)+/i;

/** Whether a subject says that the letter goes on with another one. */
export const goesOn = (subject: string): boolean => PREFIXES.test(subject);

/** The subject of an answer: one "Re:", however often it went to and fro. */
export const answerSubject = (subject: string): string => `Re: ${subject.replace(PREFIXES, '').trim()}`;

/** The text of a letter as the answer quotes it. */
export const quoted = (text: string, limit = 4000): string =>
  text
    .slice(0, limit)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
