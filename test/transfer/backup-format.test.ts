import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endLine, headLine, readBackup, rowLine } from '../../src/transfer/backup-format.ts';
import { isSealed, openStream, SealBroken, sealStream } from '../../src/transfer/sealed-stream.ts';

const PASSPHRASE = 'twelve fathoms deep';
const now = new Date('2026-11-23T09:00:00Z');
const PIECE = 64 * 1024;
const TAG = 16;
const HEAD = 26;
/** Cheap to derive: what guesses cost is not what is tried here. */
const COST = 4;

async function gathered(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
/** Bytes as they come from a file or a socket: in portions of any size. */
async function* inPortions(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const sealed = (bytes: Buffer, size = 10_000) => gathered(sealStream(inPortions(bytes, size), PASSPHRASE, COST));
const opened = (bytes: Buffer, passphrase = PASSPHRASE, size = 7777) =>
  gathered(openStream(inPortions(bytes, size), passphrase));

describe('a stream under a passphrase', () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])('comes out as it went in: %i bytes', async (length) => {
    const bytes = Buffer.alloc(length, 'sloop');
    const under = await sealed(bytes);
    expect(isSealed(under)).toBe(true);
    expect(under.includes('sloopsloop')).toBe(false);
    expect((await opened(under)).equals(bytes)).toBe(true);
  });

  it('opens with no other passphrase, and is another one each time', async () => {
    const bytes = Buffer.from('swordfish');
    const under = await sealed(bytes);
    await expect(opened(under, 'thirteen fathoms deep')).rejects.toThrow(SealBroken);
    expect(under.equals(await sealed(bytes))).toBe(false);
  });

  it('is refused when it was cut, changed, or its pieces were swapped, repeated or left out', async () => {
    const under = await sealed(Buffer.concat([Buffer.alloc(PIECE, 1), Buffer.alloc(PIECE, 2), Buffer.alloc(9, 3)]));
    const size = 4 + PIECE + TAG;
    const [head, first, second, last] = [
      under.subarray(0, HEAD),
      under.subarray(HEAD, HEAD + size),
      under.subarray(HEAD + size, HEAD + 2 * size),
      under.subarray(HEAD + 2 * size),
    ];
    const forged = [
      [head, second, first, last],
      [head, first, first, second, last],
      [head, first, last],
      [head, first, second],
      [head, first],
      [head],
      [head, first, second, last, last],
      [head, first, second, last, Buffer.from('x')],
    ];
    for (const parts of forged) await expect(opened(Buffer.concat(parts))).rejects.toThrow(SealBroken);
    await fc.assert(
      fc.asyncProperty(fc.nat(under.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const changed = Buffer.from(under);
        changed.writeUInt8(changed.readUInt8(at) ^ bits, at);
        await expect(opened(changed)).rejects.toThrow(SealBroken);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a backup', () => {
  const read = async (...lines: string[]): Promise<string[]> => {
    const rows: string[] = [];
    for await (const { collection } of readBackup(Readable.from([gzipSync(lines.join(''))]))) rows.push(collection);
    return rows;
  };
  const head = headLine(1, now);
  const row = rowLine('contacts', { _id: 'a' });
  const end = (documents: number, collections: number) => endLine({ documents, collections });

  it('is read row by row', async () => {
    expect(await read(head, row, rowLine('users', { _id: 1 }), end(2, 2))).toEqual(['contacts', 'users']);
    expect(await read(head, end(0, 0))).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['without a collection', [head, '{"d":{"_id":"a"}}\n', end(1, 1)]],
    ['without a collection', [head, '{"c":"","d":{"_id":"a"}}\n', end(1, 1)]],
    ['without a collection', [head, '{"c":{"$gt":""},"d":{"_id":"a"}}\n', end(1, 1)]],
    ['without a collection', [head, rowLine('system.users', { _id: 'a' }), end(1, 1)]],
    ['without a collection', [head, rowLine('$cmd', { _id: 'a' }), end(1, 1)]],
    ['without a document', [head, '{"c":"contacts"}\n', end(1, 1)]],
    ['without a document', [head, '{"c":"contacts","d":{"name":"a"}}\n', end(1, 1)]],
    ['tells of 2 documents and holds 1', [head, row, end(2, 1)]],
    ['tells of 2 collections and holds 1', [head, row, end(1, 2)]],
    ['goes on after its end', [head, row, end(1, 1), row]],
    ['its end is missing', [head, row]],
    ['is not a backup of Sloop', [row, end(1, 1)]],
  ])('is refused where it is one %s', async (words, lines) => {
    await expect(read(...lines)).rejects.toThrow(words);
  });

  it('of before collections were counted is read by its documents', async () => {
    const old = head.replace('"version":{"$numberInt":"2"}', '"version":{"$numberInt":"1"}');
    expect(old).not.toBe(head);
    expect(await read(old, row, end(1, 40))).toEqual(['contacts']);
  });
});
