import { charsetName, decodeText, guessText, isSevenBit } from './charset.ts';

/*
 * Header values as text: encoded words (RFC 2047), raw bytes, and both beside each other.
 */

/** An encoded word; mail programs put spaces and question marks into it that do not belong there. */
const WORD = /=\?([\w.:*+'-]{1,60})\?([bq])\?([^\r\n]{0,2000}?)(?:\?=|$)/gi;

interface Word {
  charset: string;
  bytes: Buffer;
  /** Where it stands in the value. */
  from: number;
  to: number;
}

const bytesOf = (encoding: string, coded: string): Buffer =>
  encoding.toLowerCase() === 'b' ? Buffer.from(coded, 'base64') : quotedWord(coded);

const quotedWord = (coded: string): Buffer =>
  Buffer.from(
    coded
      .replace(/_/g, ' ')
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

function wordsOf(value: string): Word[] {
  return [...value.matchAll(WORD)].map((match) => {
    const [whole, charset = '', encoding = '', coded = ''] = match;
    return {
      charset: charsetName(charset),
      bytes: bytesOf(encoding, coded),
      from: match.index,
      to: match.index + whole.length,
    };
  });
}

/** Bytes of a header that no encoded word covers; given as latin1, one character a byte. */
export function decodeRaw(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return isSevenBit(bytes) ? text : guessText(bytes);
}

/**
 * The text of a header value.
 *
 * @param value unfolded, one character a byte (latin1)
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return decodeRaw(value);
  const words = wordsOf(value);
  let text = '';
  let at = 0;
  for (let index = 0; index < words.length; ) {
    const [first, next] = [words[index], joined(value, words, index)];
    const last = words[next - 1];
    if (!first || !last) break;
    const between = value.slice(at, first.from);
    // White space between two encoded words is not part of the text (RFC 2047, 6.2).
    if (index === 0 || between.trim() !== '') text += decodeRaw(between);
    const bytes = Buffer.concat(words.slice(index, next).map((word) => word.bytes));
    text += decodeText(bytes, first.charset);
    at = last.to;
    index = next;
  }
  return text + decodeRaw(value.slice(at));
}

/** Where the run of words ends that are one piece cut into several: a sign may lie across the cut. */
function joined(value: string, words: readonly Word[], from: number): number {
  let index = from + 1;
  while (index < words.length) {
    const [before, word] = [words[index - 1], words[index]];
    if (!before || !word || word.charset !== before.charset || value.slice(before.to, word.from).trim() !== '') break;
    index += 1;
  }
  return index;
}
