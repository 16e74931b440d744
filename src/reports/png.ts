import { crc32, deflateSync } from 'node:zlib';

/*
 * A PNG encoder for drawings: flat colours, of which the canvas's own encoder takes ten times as long as the drawing. Rows
 * are written as the difference to the row above, which makes nearly all of a drawing zeros, and deflated at the quickest
 * level.
 */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const UP = 2;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** So many rows are read at a time: a canvas hands out a few quickly, and all at once ten times as slowly. */
const STRIP = 64;

/** Pixels (RGBA, opaque) of so many rows from this one on. */
export type ReadRows = (from: number, rows: number) => Uint8ClampedArray;

/** A drawing as a PNG without an alpha channel. Sizes in pixels. */
export function encodePng(width: number, height: number, read: ReadRows): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, true colour.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(differences(width, height, read), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

// Kept from picture to picture: a large piece of memory for each makes the collector run for longer than the encoder.
let scratch = Buffer.alloc(0);

/** Each row as its difference to the row above. What is the same is zero, and is passed over. */
function differences(width: number, height: number, read: ReadRows): Buffer {
  const stride = width * 3 + 1;
  if (scratch.length < stride * height) scratch = Buffer.alloc(stride * height);
  const rows = scratch.subarray(0, stride * height).fill(0);
  let above: Uint32Array = new Uint32Array(width);
  for (let top = 0; top < height; top += STRIP) {
    const count = Math.min(STRIP, height - top);
    const { buffer, byteOffset } = read(top, count);
    for (let row = 0; row < count; row++) {
      const line = new Uint32Array(buffer, byteOffset + row * width * 4, width);
      let to = (top + row) * stride;
      rows[to++] = UP;
      for (let x = 0; x < width; x++, to += 3) {
        const now = line[x] ?? 0;
        const upper = above[x] ?? 0;
        if (now === upper) continue;
        // Bytes lie in memory in the order of the channels: the first is the lowest.
        rows[to] = now - upper;
        rows[to + 1] = (now >>> 8) - (upper >>> 8);
        rows[to + 2] = (now >>> 16) - (upper >>> 16);
      }
      above = line;
    }
  }
  return rows;
}
