import iconv from 'iconv-lite';

/*
 * Which charset bytes are in that do not say so, or say it wrongly. Real letters from old programs do that all the time.
 */

const strict = new TextDecoder('utf-8', { fatal: true });
const SAMPLE = 64 * 1024;

/** The letters of Russian running text that make up most of it. */
const FREQUENT = new Set('оеаинтсрвлкмдпу');

/** Whether bytes are well-formed UTF-8; a character cut at the end of a sample does not count against it. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (const cutOff of [0, 1, 2, 3]) {
    try {
      strict.decode(bytes.subarray(0, bytes.length - cutOff));
      return true;
    } catch {
      if (bytes.length < SAMPLE) return false;
    }
  }
  return false;
}

/** How much a text looks like Russian: frequent letters speak for it, capitals inside words against it. */
function russianness(text: string): number {
  let score = 0;
  let before = '';
  for (const character of text) {
    if (FREQUENT.has(character)) score += 2;
    else if (/[а-яё]/.test(character)) score += 1;
    else if (/[А-ЯЁ]/.test(character)) score += /[а-яё]/.test(before) ? -3 : 0;
    else if (/[\u0400-\u04ff\u2500-\u259f\ufffd]/.test(character)) score -= 3;
    before = character;
  }
  return score;
}

/** The most likely charset of bytes that are not ASCII. */
export function guessCharset(all: Uint8Array): string {
  const bytes = Buffer.from(all.buffer, all.byteOffset, Math.min(all.length, SAMPLE));
  if (isUtf8(bytes)) return 'utf-8';
  const high = bytes.filter((byte) => byte >= 0x80).length;
  const letters = bytes.filter((byte) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a).length;
  // A few accents among Latin letters: western; whole words above 0x7f: Cyrillic.
  if (high * 3 < letters) return 'windows-1252';
  const [best] = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5']
    .map((charset) => ({ charset, score: russianness(iconv.decode(bytes, charset)) }))
    .sort((a, b) => b.score - a.score);
  return best && best.score > 0 ? best.charset : 'windows-1252';
}

/** A header line that came as raw 8-bit bytes (mailparser gives them as latin1), in the charset it most likely is in. */
export function decodeRawLine(line: string): string {
  if (!/[\u0080-\u00ff]/.test(line)) return line;
  const bytes = Buffer.from(line, 'latin1');
  return iconv.decode(bytes, guessCharset(bytes));
}
