import { decodeText } from './charset.ts';
import { rawHeader } from './headers.ts';
import type { Part } from './parts.ts';

/** What a part's bytes are once its transfer encoding is undone. One that claims an encoding it is not in stays as it is. */
export function bytesOf(part: Part): Buffer {
  const encoding = rawHeader(part.headers, 'content-transfer-encoding')
    .toLowerCase()
    .replace(/[\s;].*$/, '');
  switch (encoding) {
    case 'base64':
      return isBase64(part.raw) ? fromBase64(part.raw) : part.raw;
    case 'quoted-printable':
      return fromQuotedPrintable(part.raw);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return fromUuencode(part.raw);
    default:
      return part.raw;
  }
}

/** Plain text that calls itself base64 has spaces between words; base64 has line breaks at most. */
function isBase64(raw: Buffer): boolean {
  const head = raw.toString('latin1', 0, 2000).trim();
  return !/[a-z,.!?][ \t]+[a-z]/i.test(head) && /^[A-Za-z0-9+/=\s!*.-]*$/.test(head.slice(0, 1000));
}

/** Programs that send in pieces end each one with its own padding. */
function fromBase64(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const padding = text.indexOf('=');
  if (padding < 0 || /^[=\s]*$/.test(text.slice(padding, padding + 1000))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

const EQUALS = 0x3d;

/** Undone in one go over the bytes: what a "=" announces, and white space before a line's end, which servers add. */
function fromQuotedPrintable(raw: Buffer): Buffer {
  if (!raw.includes(EQUALS)) return raw;
  const text = raw
    .toString('latin1')
    .replace(/[ \t]{1,80}(\r?\n)/g, '$1')
    .replace(/=(?:\r?\n|$|([0-9A-Fa-f]{2}))/g, (_, hex?: string) =>
      hex === undefined ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(text, 'latin1');
}

/** Lines of up to 45 bytes, each begun by its length. */
function fromUuencode(raw: Buffer): Buffer {
  const lines = raw.toString('latin1').split(/\r?\n/);
  const begin = lines.findIndex((line) => line.startsWith('begin '));
  const pieces: Buffer[] = [];
  for (const line of lines.slice(begin + 1)) {
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

/** A text is read up to so many bytes; what is longer is a file. */
const TEXT_BYTES = 8 * 1024 * 1024;

/** The text of a text part, in lines that end with "\n". */
export function textOf(part: Part): string {
  const bytes = bytesOf(part).subarray(0, TEXT_BYTES);
  const said = part.params.get('charset') ?? '';
  const isHtml = part.type === 'text/html';
  const text = decodeText(bytes, said === '' && isHtml ? metaCharset(bytes) : said).replace(/^\ufeff/, '');
  const lines = text.replace(/\r\n?/g, '\n');
  return part.params.get('format')?.toLowerCase() === 'flowed' && !isHtml
    ? unflowed(lines, part.params.get('delsp')?.toLowerCase() === 'yes')
    : lines;
}

/** What HTML says of its own charset. */
function metaCharset(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 4096);
  return /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(head)?.[1] ?? '';
}

/** Lines that a program has broken, and said so (RFC 3676), as they were typed. */
function unflowed(text: string, delsp: boolean): string {
  const out: string[] = [];
  let open: { depth: number } | undefined;
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const bare = line.slice(depth).replace(/^ /, '');
    const flows = bare.endsWith(' ') && bare !== '-- ';
    const kept = flows && delsp ? bare.slice(0, -1) : bare;
    if (open?.depth === depth && out.length > 0 && bare !== '-- ') out[out.length - 1] += kept;
    else out.push(depth > 0 ? `${'>'.repeat(depth)} ${kept}` : kept);
    open = flows ? { depth } : undefined;
  }
  return out.join('\n');
}
