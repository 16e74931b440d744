import { decodeBytes } from './charset/charset.ts';
import { rtfText, unpackedRtf } from './rtf.ts';

/*
 * The container in which Outlook sends letters to itself (MS-OXTNEF), known as winmail.dat: attributes one after another, each
 * with a level, a name, a length and a checksum. Read as far as it is sound.
 */

export interface Tnef {
  text: string;
  html: string;
  files: { name: string; content: Buffer }[];
}

const SIGNATURE = 0x223e9f78;
const HEAD = 6;
/** Level, name and type, length. */
const ATTRIBUTE_HEAD = 9;
const CHECKSUM = 2;
const ATTACHMENT_BEGINS = 0x9002;
const ATTACHMENT_TITLE = 0x8010;
const ATTACHMENT_DATA = 0x800f;
const ATTACHMENT_PROPERTIES = 0x9005;
const LETTER_PROPERTIES = 0x9003;
const LETTER_TEXT = 0x800c;
const CODE_PAGE = 0x9007;
const BODY = 0x1000;
const BODY_HTML = 0x1013;
const BODY_RTF = 0x1009;
const LONG_NAME = 0x3707;
const FILES = 100;

/** What is in a container; undefined where it is none. */
export function readTnef(bytes: Buffer): Tnef | undefined {
  if (bytes.length < HEAD || bytes.readUInt32LE(0) !== SIGNATURE) return undefined;
  const read: Tnef = { text: '', html: '', files: [] };
  let charset = 'windows-1252';
  let rtf: Buffer | undefined;
  for (const { id, data } of attributes(bytes)) {
    const file = read.files.at(-1);
    if (id === CODE_PAGE && data.length >= 4) charset = `windows-${data.readUInt32LE(0)}`;
    else if (id === LETTER_TEXT) read.text ||= textOf(data, charset);
    else if (id === LETTER_PROPERTIES) {
      const told = properties(data, charset);
      read.text ||= told.get(BODY)?.text ?? '';
      read.html ||= told.get(BODY_HTML)?.text ?? '';
      rtf = told.get(BODY_RTF)?.bytes ?? rtf;
    } else if (id === ATTACHMENT_BEGINS && read.files.length < FILES) {
      read.files.push({ name: '', content: Buffer.alloc(0) });
    } else if (id === ATTACHMENT_TITLE && file) file.name ||= textOf(data, charset);
    else if (id === ATTACHMENT_DATA && file) file.content = data;
    else if (id === ATTACHMENT_PROPERTIES && file)
      file.name = properties(data, charset).get(LONG_NAME)?.text ?? file.name;
  }
  // What Outlook has kept as RTF alone.
  if (rtf && read.text === '' && read.html === '') read.text = rtfText(unpackedRtf(rtf));
  return { ...read, files: read.files.filter(({ content }) => content.length > 0) };
}

const textOf = (data: Buffer, charset: string): string => decodeBytes(data, charset).replace(/\0.*$/s, '').trim();

function* attributes(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  for (let at = HEAD; at + ATTRIBUTE_HEAD <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 5);
    const from = at + ATTRIBUTE_HEAD;
    if (from + length > bytes.length) return;
    yield { id: bytes.readUInt16LE(at + 1), data: bytes.subarray(from, from + length) };
    at = from + length + CHECKSUM;
  }
}

const STRING = 0x1e;
const UNICODE = 0x1f;
const BINARY = 0x102;
const OBJECT = 0x0d;
/** Types by the bytes that a value takes. */
const SIZES: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const NAMED = 0x8000;
const SEVERAL = 0x1000;
const PROPERTIES = 2000;

/** The first value of a property. */
interface Told {
  bytes: Buffer;
  text: string;
}

const padded = (length: number): number => (length + 3) & ~3;

/** What was said in properties of a letter or file, by number. What lies beyond a property of an unknown type is not read. */
function properties(data: Buffer, charset: string): Map<number, Told> {
  const found = new Map<number, Told>();
  try {
    const count = Math.min(data.readUInt32LE(0), PROPERTIES);
    let at = 4;
    for (let index = 0; index < count; index++) {
      const type = data.readUInt16LE(at);
      const id = data.readUInt16LE(at + 2);
      at += 4;
      if (id >= NAMED) at = afterName(data, at);
      const value = valueAt(data, at, type, charset);
      if (!value) break;
      at = value.end;
      if (value.told) found.set(id, value.told);
    }
  } catch (error) {
    // It breaks off within a property.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** A property may be named by a number, or by a text, in a space of its own. */
const afterName = (data: Buffer, at: number): number =>
  data.readUInt32LE(at + 16) === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20));

function valueAt(data: Buffer, at: number, type: number, charset: string): { end: number; told?: Told } | undefined {
  const one = type & ~SEVERAL;
  const size = SIZES[one];
  const several = (type & SEVERAL) !== 0;
  if (size !== undefined) return { end: several ? at + 4 + data.readUInt32LE(at) * size : at + size };
  if (one !== STRING && one !== UNICODE && one !== BINARY && one !== OBJECT) return undefined;
  let end = at + 4;
  let told: Told | undefined;
  const count = Math.min(data.readUInt32LE(at), PROPERTIES);
  for (let index = 0; index < count; index++) {
    const length = data.readUInt32LE(end);
    const bytes = data.subarray(end + 4, end + 4 + length);
    told ??= {
      bytes,
      text: one === UNICODE ? bytes.toString('utf16le').replace(/\0.*$/s, '') : textOf(bytes, charset),
    };
    end += 4 + padded(length);
  }
  return { end, ...(told && { told }) };
}
