import type { Readable } from 'node:stream';

/** The answer is larger than anybody needs. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** The text of a stream of at most so many bytes. Errors: `BodyTooLarge`, and the stream's own. */
export async function boundedText(body: Readable, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > limit) {
      body.destroy();
      throw new BodyTooLarge(`more than ${limit} bytes`);
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}
