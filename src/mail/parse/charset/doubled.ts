import iconv from 'iconv-lite';

/*
 * UTF-8 that a program took for a one-byte charset and encoded once more: a common fault of web forms.
 */

/** The first half of a Cyrillic letter, taken for a sign of its own, with what may be the other half. */
const HALVES: readonly [charset: string, halves: RegExp][] = [
  ['windows-1252', /[\u00d0\u00d1][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/g],
  [
    'windows-1251',
    /[\u0420\u0421][\u0098-\u00bb\u0401-\u040f\u0451-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]/g,
  ],
];
/** Fewer prove nothing. */
const LEAST = 4;
const SHARE = 0.8;

/** A text as it was before it was encoded twice; any other text as it is. */
export function undoubled(text: string): string {
  for (const [charset, halves] of HALVES) {
    const pairs = text.match(halves)?.length ?? 0;
    if (pairs < LEAST || pairs * 2 < (text.match(/[\u0080-\uffff]/g)?.length ?? 0) * SHARE) continue;
    const bytes = singly(text, charset);
    const read = bytes?.toString();
    if (read && (read.match(/\ufffd/g)?.length ?? 0) * 10 <= pairs && /[а-яё]{2}/i.test(read)) return read;
  }
  return text;
}

const maps = new Map<string, Map<string, number>>();

/** The byte of each sign in a one-byte charset; where it has none for a control character, that. */
function mapOf(charset: string): Map<string, number> {
  const known = maps.get(charset);
  if (known) return known;
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const map = new Map([...all.toString('latin1')].map((sign, byte) => [sign, byte]));
  for (const [byte, sign] of [...iconv.decode(all, charset)].entries()) if (sign !== '\ufffd') map.set(sign, byte);
  maps.set(charset, map);
  return map;
}

/** A text in one-byte signs; undefined where it has others. */
function singly(text: string, charset: string): Buffer | undefined {
  const map = mapOf(charset);
  const bytes = Buffer.alloc(text.length);
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    // Where the first program had no sign for a byte, that byte is lost.
    const byte = sign === '\ufffd' ? 0xff : map.get(sign);
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}
