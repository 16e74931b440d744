import { guessCharset } from './charset.ts';

/*
 * Letters whose text parts name no charset, or a wrong one (or a wrong encoding), decode to U+FFFD. Their bytes tell more than their headers: the
 * charset they most likely are in is written into the headers, and the letter is parsed once more.
 */

const LF = 0x0a;
const PARTS = 200;

interface Block {
  /** Where the headers of a part begin, where they end (after the empty line), where its body ends. */
  start: number;
  body: number;
  end: number;
}

/** The raw letter with the charsets its text parts really are in; undefined where there is nothing to repair. */
export function repairCharsets(raw: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [];
  let from = 0;
  let changed = false;
  for (const { start, body, end } of blocksOf(raw)) {
    const head = raw.toString('latin1', start, body);
    const type = /^content-type\s*:\s*([^;\s]+)/im.exec(head)?.[1]?.toLowerCase() ?? 'text/plain';
    if (!type.startsWith('text/')) continue;
    const honest = claimsBase64(head) && !isBase64(raw.subarray(body, end)) ? withoutEncoding(head) : head;
    const bytes = decodedBody(raw.subarray(body, end), honest);
    if (honest === head && !bytes.some((byte) => byte >= 0x80)) continue;
    pieces.push(raw.subarray(from, start), Buffer.from(withCharset(honest, type, guessCharset(bytes)), 'latin1'));
    from = body;
    changed = true;
  }
  if (!changed) return undefined;
  return Buffer.concat([...pieces, raw.subarray(from)]);
}

/** The header blocks of a letter: its own, and one after each boundary line. */
function blocksOf(raw: Buffer): Block[] {
  const blocks: Block[] = [];
  const add = (start: number): void => {
    const body = headEnd(raw, start);
    blocks.push({ start, body, end: raw.length });
  };
  add(0);
  const boundaries = new Set(
    [
      ...raw
        .toString('latin1', 0, Math.min(raw.length, 2_000_000))
        .matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi),
    ].map(([, quoted, bare]) => `--${quoted ?? bare}`),
  );
  if (boundaries.size === 0) return blocks;
  for (let at = 0; at < raw.length && blocks.length < PARTS; ) {
    const next = raw.indexOf(LF, at);
    const line = raw.toString('latin1', at, Math.min(next < 0 ? raw.length : next, at + 220)).trimEnd();
    if (line.startsWith('--') && (boundaries.has(line) || boundaries.has(line.replace(/--$/, '')))) {
      const last = blocks.at(-1);
      if (last && last.end === raw.length) last.end = at;
      if (boundaries.has(line) && next >= 0) add(next + 1);
    }
    if (next < 0) break;
    at = next + 1;
  }
  return blocks;
}

function headEnd(raw: Buffer, start: number): number {
  const crlf = raw.indexOf('\r\n\r\n', start);
  const lf = raw.indexOf('\n\n', start);
  const ends = [crlf < 0 ? raw.length : crlf + 4, lf < 0 ? raw.length : lf + 2];
  return Math.min(...ends);
}

function decodedBody(body: Buffer, head: string): Buffer {
  const encoding = /^content-transfer-encoding\s*:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  if (encoding !== 'quoted-printable') return body;
  const text = body
    .toString('latin1')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

const ENCODING = /^content-transfer-encoding\s*:[^\r\n]*/im;
const claimsBase64 = (head: string): boolean => /base64/i.test(ENCODING.exec(head)?.[0] ?? '');
const withoutEncoding = (head: string): string => head.replace(ENCODING, 'Content-Transfer-Encoding: 8bit');

/** Plain text that calls itself base64 has spaces and full stops; base64 has neither. */
const isBase64 = (body: Buffer): boolean =>
  /^[A-Za-z0-9+/=\s]*$/.test(body.toString('latin1', 0, 2000)) &&
  !/[a-z] [a-z]/i.test(body.toString('latin1', 0, 2000));

function withCharset(head: string, type: string, charset: string): string {
  const header = `Content-Type: ${type}; charset=${charset}`;
  // Folded lines belong to the header; other parameters (format, delsp) matter less than being readable.
  const replaced = head.replace(/^content-type\s*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/im, header);
  return replaced === head && !/^content-type\s*:/im.test(head) ? `${header}\r\n${head}` : replaced;
}
