import iconv from 'iconv-lite';

/*
 * Which of the Cyrillic charsets bytes are in, by how much the result looks like words.
 */

const CHARSETS = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5'] as const;
/** So much better another charset has to read than the declared one. */
const CLEARLY = 1.3;

/** The letters of Russian running text that make up most of it, and those that hardly occur. */
const FREQUENT = new Set('оеаинтсрвлкмдпу');
const RARE = new Set('ъэщфцю');

/** How much a text looks like Russian: frequent letters speak for it, a capital after a small letter against it. */
function russianness(text: string): number {
  let score = 0;
  let small = false;
  for (const character of text) {
    const lower = character.toLowerCase();
    const isSmall = lower === character && /[а-яё]/.test(character);
    if (FREQUENT.has(lower)) score += 2;
    else if (RARE.has(lower)) score -= 1;
    else if (/[а-яё]/.test(lower)) score += 1;
    else if (/[\u0400-\u04ff\u2500-\u259f\u0080-\u009f\ufffd]/.test(character)) score -= 3;
    if (small && !isSmall && /[А-ЯЁ]/.test(character)) score -= 4;
    small = isSmall;
  }
  return score;
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

/**
 * Whether most bytes beyond ASCII make up words of their own, as those of another alphabet do, and do not stand among Latin
 * letters, as accents do.
 */
export function looksUnlatin(bytes: Uint8Array): boolean {
  let own = 0;
  let among = 0;
  let high = 0;
  let latin = false;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) high += 1;
    else if (isLetter(byte)) latin = true;
    else {
      // A sign alone is a dash, a euro, a preposition.
      if (latin) among += high;
      else if (high > 1) own += high;
      high = 0;
      latin = false;
    }
  }
  return own > among;
}

/** The Cyrillic charset that bytes read best in; with `declared`, only one that reads clearly better than that. */
export function betterCyrillic(bytes: Uint8Array, declared?: string): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const score = (charset: string): number =>
    iconv.encodingExists(charset) ? russianness(iconv.decode(buffer, charset)) : 0;
  const [best] = CHARSETS.map((charset) => ({ charset, score: score(charset) })).sort((a, b) => b.score - a.score);
  if (!best || best.score <= 0) return undefined;
  if (declared === undefined) return best.charset;
  return best.score > Math.max(0, score(declared)) * CLEARLY ? best.charset : undefined;
}

/** So many points a letter are running text in that charset, and not two-byte signs read as letters. */
const PLAINLY = 1.1;
const LEAST_LETTERS = 12;

/** The Cyrillic charset in which bytes are plainly running text; undefined where that is a guess. */
export function plainlyCyrillic(bytes: Uint8Array): string | undefined {
  const charset = betterCyrillic(bytes);
  if (charset === undefined) return undefined;
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset);
  const letters = text.match(/[\u0080-\uffff]/g)?.length ?? 0;
  return letters >= LEAST_LETTERS && russianness(text) >= letters * PLAINLY ? charset : undefined;
}
