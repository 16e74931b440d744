import { createHash, randomBytes } from 'node:crypto';

const BYTES = 12;
/** Fetched for many at a time: asking the system costs more than all the rest of an identifier. */
let random = Buffer.alloc(0);

/** A new random identifier: 16 characters of `A-Za-z0-9_-` (96 bits), short enough for button data and deep links. */
export function newId(): string {
  if (random.length < BYTES) random = randomBytes(128 * BYTES);
  const id = random.toString('base64url', 0, BYTES);
  random = random.subarray(BYTES);
  return id;
}

/**
 * The identifier that the same parts always give. What one tap creates is stored under an id derived from the button,
 * so that a repeated tap, a re-delivered update or a second instance meets the first one's document instead of adding one.
 */
export const derivedId = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('\u001f')).digest('base64url').slice(0, 16);

/** Whether a string has the form of our identifiers; button data and deep links are somebody else's input. */
export const isId = (text: string | undefined): text is string =>
  text !== undefined && /^[A-Za-z0-9_-]{1,32}$/.test(text);
