import { isAscii } from 'node:buffer';
import iconv from 'iconv-lite';
import { undoubled } from './doubled.ts';
import { betterCyrillic, looksUnlatin, plainlyCyrillic } from './guess.ts';
import { fromUtf7 } from './utf7.ts';

/*
 * Bytes as text. What a letter says of its charset is believed where it decodes all but a few bytes; another one is taken
 * only where it reads better, for real letters say nothing, or something wrong, all the time.
 */

/** So many bytes that the declared charset has no sign for are a fault on the way, not another charset. */
const FEW = 3;
const FEW_SHARE = 0.02;
const SAMPLE = 64 * 1024;

/** Charsets under which programs send whatever their machine is set to. */
const ANYTHING = new Set(['us-ascii', 'ascii', 'iso-8859-1', 'latin1', 'windows-1252', 'iso-8859-15', 'unknown-8bit']);
const ONE_BYTE_CYRILLIC = new Set(['windows-1251', 'koi8-r', 'koi8-u', 'cp866', 'ibm866', 'iso-8859-5', 'maccyrillic']);
/** In these nearly any two bytes are a sign: that they can be decoded proves nothing. */
const EAST_ASIAN = /^(?:gb2312|gbk|gb18030|big5|big5-hkscs|euc-kr|euc-jp|shift_jis|ks_c_5601-1987|cp949)$/;
const ALIASES: Record<string, string> = {
  'cp-1251': 'windows-1251',
  'win-1251': 'windows-1251',
  win1251: 'windows-1251',
  ansi: 'windows-1251',
  'koi8-ru': 'koi8-u',
  'cp-866': 'ibm866',
  cp866: 'ibm866',
  'x-mac-cyrillic': 'maccyrillic',
  utf8: 'utf-8',
  'utf-8mb4': 'utf-8',
  'iso8859-1': 'iso-8859-1',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
};

/** A charset's usual name: lower case, without quotes and language. */
export function charsetName(label: string): string {
  const bare =
    label
      .toLowerCase()
      .replace(/["'\s]/g, '')
      .split('*')[0] ?? '';
  return ALIASES[bare] ?? bare;
}

export const isSevenBit = (bytes: Uint8Array): boolean => isAscii(bytes);

/** Decodes by a charset's name; undefined for one that is not known. What it has no sign for becomes U+FFFD. */
function decodeAs(bytes: Uint8Array, charset: string): string | undefined {
  if (charset === 'utf-8') return new TextDecoder().decode(bytes);
  // Node's own decoder of windows-1252 is that of iso-8859-1: no dash, no euro.
  if (charset !== '' && iconv.encodingExists(charset)) {
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset);
  }
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether a text is what was meant, but for a few bytes. */
function isSound(text: string): boolean {
  const broken = count(text, /\ufffd/g);
  if (broken === 0) return true;
  return broken <= Math.max(FEW, count(text, /[\u0080-\uffff]/g) * FEW_SHARE);
}

/** UTF-8 if the bytes are that, but for a few broken ones. */
function asUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!isSound(text)) return undefined;
  // A handful of accents in another charset is as few broken bytes as anything: something must have been UTF-8.
  return count(text, /[\u0080-\ufffc]/g) > count(text, /\ufffd/g) ? text : undefined;
}

/** The text of bytes whose charset nobody names. */
export function guessText(bytes: Uint8Array): string {
  if (isSevenBit(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const utf8 = asUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  const sample = bytes.subarray(0, SAMPLE);
  const charset = looksUnlatin(sample) ? betterCyrillic(sample) : undefined;
  return decodeAs(bytes, charset ?? 'windows-1252') ?? '';
}

/** The charset that the first bytes tell by their mark. */
function marked(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

/**
 * The text of bytes that are said to be in a charset (`''`: nothing is said). Never throws, loses nothing that can be read.
 */
export function decodeBytes(bytes: Uint8Array, label: string): string {
  const text = decoded(bytes, label);
  return isSevenBit(bytes) ? text : undoubled(text);
}

function decoded(bytes: Uint8Array, label: string): string {
  const charset = believable(bytes, marked(bytes) ?? charsetName(label));
  if (/^(?:unicode-1-1-)?utf-7$/.test(charset)) return fromUtf7(Buffer.from(bytes).toString('latin1'));
  const sevenBit = isSevenBit(bytes);
  // Japanese and Chinese mail hides in seven bits.
  if (sevenBit && !/^(?:iso-2022|hz|utf-16|utf-32)/.test(charset)) return guessText(bytes);
  const said = charset === '' || ANYTHING.has(charset) ? undefined : decodeAs(bytes, charset);
  if (said === undefined) return guessText(bytes);
  if (ONE_BYTE_CYRILLIC.has(charset)) return asUtf8(bytes) ?? cyrillic(bytes, charset, said);
  if (isSound(said)) return said;
  const guessed = guessText(bytes);
  return count(guessed, /\ufffd/g) < count(said, /\ufffd/g) && looksUnlatin(bytes.subarray(0, SAMPLE)) ? guessed : said;
}

/** The charset that is said, unless the bytes can hardly be in it: then `''`. */
function believable(bytes: Uint8Array, charset: string): string {
  // Of two bytes a letter one is 0 or tells the alphabet; in a text of single bytes there are no such.
  if (/^utf-(?:16|32)/.test(charset)) return bytes.subarray(0, SAMPLE).some((byte) => byte < 9) ? charset : '';
  if (!EAST_ASIAN.test(charset)) return charset;
  return isUtf8(bytes) ? 'utf-8' : (plainlyCyrillic(bytes.subarray(0, SAMPLE)) ?? charset);
}

/** Whether bytes beyond ASCII make up UTF-8 without a fault: by chance hardly ever. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    return count(new TextDecoder('utf-8', { fatal: true }).decode(bytes), /[\u0080-\uffff]/g) >= FEW;
  } catch {
    return false;
  }
}

/** Every byte is a letter in any of these: another one is taken only where it reads clearly better. */
function cyrillic(bytes: Uint8Array, charset: string, said: string): string {
  const better = betterCyrillic(bytes.subarray(0, SAMPLE), charset);
  return better === undefined ? said : (decodeAs(bytes, better) ?? said);
}
