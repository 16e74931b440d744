import { charsetName, decodeBytes, isSevenBit } from './charset/charset.ts';

/*
 * Header values as text: encoded words (RFC 2047), raw bytes, and both beside each other.
 */

/** An encoded word; mail programs put spaces and question marks into it that do not belong there. */
const WORD = /=\?([\w.:*+'-]{1,60})\?([bq])\?([^\r\n]{0,2000}?)(?:\?=|$)/gi;

interface Word {
  charset: string;
  /** How it is coded: `b` for base64, `q` for quoted-printable. */
  encoding: string;
  coded: string;
  /** Where it stands in the value. */
  from: number;
  to: number;
}

/** The bytes of a run of words. A program that cuts where it pleases may cut within a group of base64, too. */
function bytesOf(words: readonly Word[]): Buffer {
  const pieces: Buffer[] = [];
  let open = '';
  const flush = (): void => {
    if (open !== '') pieces.push(Buffer.from(open, 'base64'));
    open = '';
  };
  for (const { encoding, coded } of words) {
    if (encoding !== 'b') {
      flush();
      pieces.push(quotedWord(coded));
      continue;
    }
    open += coded.replace(/\s/g, '');
    if (open.length % 4 === 0 || open.endsWith('=')) flush();
  }
  flush();
  return Buffer.concat(pieces);
}

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
      encoding: encoding.toLowerCase(),
      coded,
      from: match.index,
      to: match.index + whole.length,
    };
  });
}

/** Bytes of a header that no encoded word covers; given as latin1, one character a byte. */
export function decodeRaw(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return isSevenBit(bytes) ? text : decodeBytes(bytes, '');
}

/**
 * The text of a header value.
 *
 * @param value unfolded, one character a byte (latin1)
 * @param shown what is made of the text of encoded words
 */
export function decodeWords(value: string, shown: (text: string) => string = (text) => text): string {
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
    text += shown(decodeBytes(bytesOf(words.slice(index, next)), first.charset));
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
