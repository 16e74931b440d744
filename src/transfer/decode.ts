import iconv from 'iconv-lite';

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1251';

/**
 * The text of a file of unknown encoding: by its byte order mark; else UTF-8, where the bytes are that; else windows-1251,
 * which is what the spreadsheets of this field write otherwise.
 */
export function decodeText(bytes: Buffer): { text: string; encoding: Encoding } {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return { text: iconv.decode(bytes, 'utf-16le'), encoding: 'utf-16' };
  if (a === 0xfe && b === 0xff) return { text: iconv.decode(bytes, 'utf-16be'), encoding: 'utf-16' };
  const body = a === 0xef && b === 0xbb && c === 0xbf ? bytes.subarray(3) : bytes;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(body), encoding: 'utf-8' };
  } catch {
    return { text: iconv.decode(body, 'win1251'), encoding: 'windows-1251' };
  }
}
