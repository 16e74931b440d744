import { decodeBytes } from './charset/charset.ts';
import { rawHeader } from './headers.ts';
import type { MimePart } from './parts.ts';
import { fromBase64, isBase64, undeclared } from './transfer.ts';
import { fromUuencode } from './uuencode.ts';

/** What a part's bytes are once its transfer encoding is undone. One that claims an encoding it is not in stays as it is. */
export function decodedBytes(part: MimePart): Buffer {
  const encoding = rawHeader(part.headers, 'content-transfer-encoding')
    .toLowerCase()
    .replace(/[\s;].*$/, '');
  const isText = part.type.startsWith('text/');
  switch (isText && undeclared(encoding, part.raw)) {
    case 'base64':
      return fromBase64(part.raw, isText);
    case 'quoted-printable':
      return fromQuotedPrintable(part.raw, isText);
  }
  switch (encoding) {
    case 'base64':
      return isBase64(part.raw) ? fromBase64(part.raw, isText) : part.raw;
    case 'quoted-printable':
      return fromQuotedPrintable(part.raw, isText);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return fromUuencode(part.raw);
    default:
      return part.raw;
  }
}

const EQUALS = 0x3d;
/** Codes of characters that no text has: there a "=" was meant as it stands, as in "price=10". */
const CONTROL = /^(?:0[0-8bcef]|1[0-9acdef])$/i;

/** Undone in one go over the bytes: what a "=" announces, and white space before a line's end, which servers add. */
function fromQuotedPrintable(raw: Buffer, isText: boolean): Buffer {
  if (!raw.includes(EQUALS)) return raw;
  const text = raw
    .toString('latin1')
    .replace(/[ \t]{1,80}(\r?\n)/g, '$1')
    .replace(/=(?:\r?\n|$|([0-9A-Fa-f]{2}))/g, (whole, hex?: string) =>
      hex === undefined ? '' : isText && CONTROL.test(hex) ? whole : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(text, 'latin1');
}

/** A text is read up to so many bytes; HTML may hold pictures. */
const TEXT_BYTES = 8 * 1024 * 1024;
const HTML_BYTES = 4 * TEXT_BYTES;

/** The text of a text part, in lines that end with "\n". */
export function bodyText(part: MimePart): string {
  const isHtml = part.type === 'text/html';
  const bytes = decodedBytes(part).subarray(0, isHtml ? HTML_BYTES : TEXT_BYTES);
  const said = part.params.get('charset') ?? '';
  const text = decodeBytes(bytes, said === '' && isHtml ? metaCharset(bytes) : said).replace(/^\ufeff/, '');
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
