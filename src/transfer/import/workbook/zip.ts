import { inflateRawSync } from 'node:zlib';

/*
 * The parts of a zip by its directory, each unfolded when it is read. A few kilobytes may unfold to gigabytes: the directory
 * tells how much a part takes, and a part that takes more is an error.
 */

export interface ZipPart {
  /** Bytes that it takes unfolded, as the directory says. */
  size: number;
  read(): Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;

/** The parts by name; undefined where there is no directory. */
export function zipParts(bytes: Buffer): Map<string, ZipPart> | undefined {
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 66_000); end--) {
    if (bytes.readUInt32LE(end) === END)
      return directory(bytes, bytes.readUInt32LE(end + 16), bytes.readUInt16LE(end + 10));
  }
  return undefined;
}

function directory(bytes: Buffer, start: number, count: number): Map<string, ZipPart> | undefined {
  const parts = new Map<string, ZipPart>();
  let at = start;
  for (let left = count; left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const size = bytes.readUInt32LE(at + 24);
    const [method, packed, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    parts.set(
      bytes
        .toString('utf8', at + 46, nameEnd)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      {
        size,
        read: () => unfold(bytes, local, packed, { size, isStored: method === STORED }),
      },
    );
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function unfold(
  bytes: Buffer,
  local: number,
  packed: number,
  { size, isStored }: { size: number; isStored: boolean },
): Buffer {
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(start, start + packed);
  return isStored ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
}
