import { z } from 'zod';

/** A file that came with the call, as a part of the form. */
export class UploadedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;

  constructor(name: string, mime: string, bytes: Buffer) {
    this.name = name;
    this.mime = mime;
    this.bytes = bytes;
  }
}

/*
 * The kinds of values on the wire. In a form everything is a string, and Telegram is as lenient in JSON:
 * a numeric string is a number, "true" is true, a JSON string is the object in it.
 */

const numeric = z.string().regex(/^-?\d+(\.\d+)?$/u);

export const integer = z.preprocess((value) => (numeric.safeParse(value).success ? Number(value) : value), z.int());
export const float = z.preprocess((value) => (numeric.safeParse(value).success ? Number(value) : value), z.number());
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());
export const flag = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  return { true: true, '1': true, false: false, '0': false }[value.toLowerCase()] ?? value;
}, z.boolean());
export const chatId = z.preprocess(
  (value) => (numeric.safeParse(value).success ? Number(value) : value),
  z.union([z.int(), z.string()]),
);
export const fileParameter = z.union([z.instanceof(UploadedFile), z.string()]);

/** A structured parameter: an object, or a string holding its JSON. */
export const json = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' ? parsed(value) : value), schema);

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Optional in the strict sense: absent, never `undefined`. */
export const maybe = <T extends z.ZodType>(schema: T) => z.exactOptional(schema);
