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

/** The pixels (RGBA, rows from the top, opaque) as a PNG without an alpha channel. */
export function encodePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const stride = width * 3 + 1;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    rows[to++] = UP;
    const above = y === 0 ? -1 : from - width * 4;
    for (let x = 0; x < width; x++, from += 4) {
      for (let channel = 0; channel < 3; channel++) {
        const upper = above < 0 ? 0 : (pixels[above + x * 4 + channel] ?? 0);
        rows[to++] = ((pixels[from + channel] ?? 0) - upper) & 0xff;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, true colour.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
