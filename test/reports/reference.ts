import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';

/** References are kept this wide: small files, and no pixel of a letter's edge counts for itself. */
const WIDTH = 300;
/** Mean difference of a channel of a pixel, of 255. Another title differs by 1.5, another bar by more. */
export const TOLERANCE = 0.6;

export const referenceOf = (name: string): string => fileURLToPath(new URL(`./reference/${name}.png`, import.meta.url));

async function reduced(source: Buffer | string) {
  const image = await loadImage(source);
  const height = Math.round((image.height * WIDTH) / image.width);
  const canvas = createCanvas(WIDTH, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, WIDTH, height);
  return { canvas, height, pixels: context.getImageData(0, 0, WIDTH, height).data };
}

/** Mean difference of two pictures; infinite where their sizes differ. */
export async function difference(a: Buffer | string, b: Buffer | string): Promise<number> {
  const [one, other] = await Promise.all([reduced(a), reduced(b)]);
  if (one.height !== other.height) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (const [index, value] of one.pixels.entries()) sum += Math.abs(value - (other.pixels[index] ?? 0));
  return sum / one.pixels.length;
}

/** `UPDATE_REFERENCES=1` keeps what was drawn as the reference: then look at it. */
export async function keepReference(name: string, png: Buffer): Promise<void> {
  if (!process.env.UPDATE_REFERENCES) return;
  await writeFile(referenceOf(name), (await reduced(png)).canvas.toBuffer('image/png'));
}
