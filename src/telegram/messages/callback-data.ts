import type { Brand } from './brand.ts';

/** Button data that fits: Telegram takes 1 to 64 bytes. */
export type CallbackData = Brand<string, 'callback-data'>;

const LIMIT = 64;

/** Joins the parts of a button's data. Throws when they do not fit: that is a mistake of the program, not of a user. */
export function pack(...parts: readonly (string | number)[]): CallbackData {
  const data = parts.join(':');
  if (Buffer.byteLength(data) > LIMIT) throw new RangeError(`button data over ${LIMIT} bytes: ${data}`);
  return data as CallbackData;
}

/** Data that was made before, and stored meanwhile. */
export const storedData = (data: string): CallbackData => pack(data);

/** The parts again. Anybody can send anything here: check each one before use. */
export const unpack = (data: string): [head: string, ...rest: string[]] => {
  const [head = '', ...rest] = data.split(':');
  return [head, ...rest];
};
