/** A line this thin keeps a distance or tells of the reading: nobody has pasted it in. */
const THIN = 2;
/** So few bytes of a picture of another kind are no more than a point. */
const POINT = 64;

/** Width and height of a picture in pixels, from its first bytes; undefined for kinds that are not told so. */
export function pictureSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length >= 24 && bytes.toString('latin1', 12, 16) === 'IHDR') {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length >= 10 && bytes.toString('latin1', 0, 3) === 'GIF') {
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  return undefined;
}

/** Whether a picture shows nothing: a point, or a thin line. */
export function isDot(bytes: Buffer): boolean {
  const size = pictureSize(bytes);
  // One without a width is not sound: its size says nothing.
  return size && size.width > 0 && size.height > 0 ? Math.min(size.width, size.height) <= THIN : bytes.length < POINT;
}
