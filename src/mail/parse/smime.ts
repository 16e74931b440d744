/*
 * S/MIME letters that are signed in the opaque way (RFC 8551, 3.5.2) hold the letter within a CMS structure. It is read without
 * checking the signature: what was written is shown, and that a signature is there is said.
 */

const OCTET_STRING = 0x04;
const BEGINNING = /^(?:content-type|mime-version|content-transfer-encoding)\s*:/i;
/** A header of a chunk: the tag, and a length of at most four bytes. */
const HEADER = 6;

/** The MIME entity within a signed message; undefined where there is none, as in an encrypted one. */
export function signedContent(der: Buffer): Buffer | undefined {
  for (const word of ['Content-', 'MIME-']) {
    const at = der.indexOf(word);
    if (at < 2 || !BEGINNING.test(der.toString('latin1', at, at + 60))) continue;
    for (let start = Math.max(0, at - HEADER); start < at; start++) {
      const chunk = chunkAt(der, start);
      if (chunk?.from === at) return chunks(der, start);
    }
  }
  return undefined;
}

/** An octet string that begins at a byte: where its content lies. */
function chunkAt(der: Buffer, start: number): { from: number; to: number } | undefined {
  const first = der[start + 1];
  if (der[start] !== OCTET_STRING || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (more > 4) return undefined;
  let length = more === 0 ? first : 0;
  for (let index = 0; index < more; index++) length = length * 256 + (der[start + 2 + index] ?? 0);
  const from = start + 2 + more;
  return from + length <= der.length ? { from, to: from + length } : undefined;
}

/** Long content comes in pieces, one octet string after another. */
function chunks(der: Buffer, start: number): Buffer {
  const pieces: Buffer[] = [];
  for (let chunk = chunkAt(der, start); chunk; chunk = chunkAt(der, chunk.to))
    pieces.push(der.subarray(chunk.from, chunk.to));
  return Buffer.concat(pieces);
}
