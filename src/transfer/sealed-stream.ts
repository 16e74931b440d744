import { createCipheriv, createDecipheriv, randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/*
 * A stream under a passphrase: a head with the salt, then pieces, each with a tag of its own (AES-256-GCM). The number of a
 * piece and whether it is the last are part of its nonce, so that pieces cannot be changed, swapped, left out or cut off
 * without being noticed, and nothing is handed on that was not checked.
 *
 *   SLOOPENC | version 1 | cost 1 | salt 16 | { length of the piece, 4 bytes | piece | tag 16 } ...
 */

const MAGIC = Buffer.from('SLOOPENC');
const VERSION = 1;
const SALT = 16;
const TAG = 16;
/** Bytes of a piece before it is sealed. */
const PIECE = 64 * 1024;
const HEAD = MAGIC.length + 2 + SALT;
/** What a guess at the passphrase costs, as a power of two: at 16, 64 MB and about a third of a second. */
const COST = 16;
/** A file from elsewhere may not ask for more. */
const HIGHEST_COST = 18;

/** A sealed stream that does not open: another passphrase, or it was changed or cut short. */
export class SealBroken extends Error {}

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const keyOf = (passphrase: string, salt: Buffer, cost: number): Promise<Buffer> =>
  derive(passphrase.normalize(), salt, 32, { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** (cost + 11) });

/** The key is of this stream alone, so counting makes every nonce another one. */
function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 0, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** Whether a file with this beginning is sealed. */
export const isSealed = (beginning: Buffer): boolean => beginning.subarray(0, MAGIC.length).equals(MAGIC);
/** How many bytes `isSealed` has to see. */
export const SEAL_MARK = MAGIC.length;

/** Seals bytes under a passphrase. */
export async function* sealStream(
  source: AsyncIterable<Buffer>,
  passphrase: string,
  cost = COST,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT);
  const key = await keyOf(passphrase, salt, cost);
  yield Buffer.concat([MAGIC, Buffer.from([VERSION, cost]), salt]);
  let index = 0;
  const piece = (bytes: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index++, last));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    return Buffer.concat([length, sealed, cipher.getAuthTag()]);
  };
  const reader = createReader(source);
  for (;;) {
    const bytes = await reader.upTo(PIECE);
    const last = bytes.length < PIECE;
    yield piece(bytes, last);
    if (last) return;
  }
}

/** Opens what `sealStream` made. Errors: `SealBroken`. */
export async function* openStream(source: AsyncIterable<Buffer>, passphrase: string): AsyncGenerator<Buffer> {
  const reader = createReader(source);
  const head = await reader.upTo(HEAD);
  if (head.length < HEAD || !isSealed(head) || head[MAGIC.length] !== VERSION) throw new SealBroken();
  const cost = head[MAGIC.length + 1] ?? 0;
  if (cost < 1 || cost > HIGHEST_COST) throw new SealBroken();
  const key = await keyOf(passphrase, head.subarray(HEAD - SALT), cost);
  for (let index = 0; ; index++) {
    const length = await reader.upTo(4);
    const size = length.length === 4 ? length.readUInt32BE() : PIECE + 1;
    const sealed = size > PIECE ? Buffer.alloc(0) : await reader.upTo(size + TAG);
    if (sealed.length < TAG || sealed.length !== size + TAG) throw new SealBroken();
    const last = size < PIECE;
    yield opened(sealed, key, nonceOf(index, last));
    if (!last) continue;
    if ((await reader.upTo(1)).length > 0) throw new SealBroken();
    return;
  }
}

function opened(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}

/** Reads a stream in portions of a chosen size. */
function createReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let waiting: Buffer[] = [];
  let held = 0;
  return {
    /** So many bytes; fewer at the end. */
    async upTo(size: number): Promise<Buffer> {
      while (held < size) {
        const { value, done } = await chunks.next();
        if (done) break;
        waiting.push(value);
        held += value.length;
      }
      const all = Buffer.concat(waiting);
      const taken = all.subarray(0, size);
      waiting = [all.subarray(taken.length)];
      held -= taken.length;
      return taken;
    },
  };
}
