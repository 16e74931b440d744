/*
 * The encoding of files before MIME: between `begin` and `end`, lines of up to 45 bytes, each begun by its length.
 */

/** The bytes of an encoded part. */
export function fromUuencode(raw: Buffer): Buffer {
  const lines = raw.toString('latin1').split(/\r?\n/);
  return fromLines(lines.slice(lines.findIndex((line) => line.startsWith('begin ')) + 1));
}

function fromLines(lines: readonly string[]): Buffer {
  const pieces: Buffer[] = [];
  for (const line of lines) {
    const length = (line.charCodeAt(0) - 32) & 63;
    if (line === '' || line === 'end' || length === 0) break;
    const six = [...line.slice(1)].map((sign) => (sign.charCodeAt(0) - 32) & 63);
    const bytes: number[] = [];
    for (let at = 0; at + 3 < six.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = six.slice(at, at + 4);
      bytes.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
    }
    pieces.push(Buffer.from(bytes.slice(0, length)));
  }
  return Buffer.concat(pieces);
}

const BEGIN = /^begin [0-7]{3,4} (\S.{0,200})$/;
const CODED = /^[\x20-\x60]{1,90}$/;
const FILES = 20;

/** A text without the files that stand in it, and those files. One that is not whole stays text. */
export function withoutFiles(text: string): { text: string; files: { name: string; content: Buffer }[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: { name: string; content: Buffer }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const name = BEGIN.exec(lines[at] ?? '')?.[1];
    const end = name === undefined || files.length === FILES ? -1 : endOf(lines, at + 1);
    if (name === undefined || end < 0) kept.push(lines[at] ?? '');
    else {
      files.push({ name: name.trim(), content: fromLines(lines.slice(at + 1, end)) });
      at = end;
    }
  }
  return { text: kept.join('\n'), files };
}

function endOf(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at] !== 'end' && CODED.test(lines[at] ?? '')) at += 1;
  return at > from && lines[at] === 'end' ? at : -1;
}
