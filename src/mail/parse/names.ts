import { decodedBytes } from './body.ts';
import { headersOf, headerText, rawHeader } from './headers.ts';
import { isDot } from './html/picture-size.ts';
import type { MimePart } from './parts.ts';

/** More bytes are a picture, whatever its size. */
const SMALL = 20_000;
/** So far into a letter within the letter its subject is looked for. */
const HEAD = 64 * 1024;

const leavesOf = (part: MimePart): MimePart[] => (part.parts.length > 0 ? part.parts.flatMap(leavesOf) : [part]);

/** A picture that tells of the reading, or keeps a distance. */
export const isPoint = (part: MimePart): boolean => part.raw.length < SMALL && isDot(decodedBytes(part));

/** So far into a file it is looked for what a calendar begins with. */
const BEGINNING = 200;

/** An invitation, under whatever type programs attach one. */
export function isCalendar(part: MimePart): boolean {
  const { type, name, whole } = part;
  if (type === 'text/calendar') return true;
  if (!whole || part.parts.length > 0) return false;
  if (type === 'application/ics') return true;
  if (!/\.(?:ics|vcs|ical)$/i.test(name.trim())) return false;
  return /^\s*BEGIN:VCALENDAR\s/i.test(
    decodedBytes({ ...part, raw: part.raw.subarray(0, BEGINNING * 2) }).toString('latin1', 0, BEGINNING),
  );
}

/** What stands in the text where a picture was. */
export const placeholder = (name: string): string => `[🖼 ${name}]`;

/** The names of a letter's files: what they are called, or what they are. */
export function createNames(root: MimePart) {
  const leaves = leavesOf(root);
  const byCid = new Map(leaves.flatMap((part) => (part.cid ? [[part.cid.toLowerCase(), part] as const] : [])));
  const byLocation = new Map(
    leaves.flatMap((part) => {
      const location = rawHeader(part.headers, 'content-location');
      return location === '' ? [] : [[location, part] as const];
    }),
  );
  const numbers = new Map(leaves.map((part, index) => [part, index + 1]));
  const texts = leaves.filter(({ type }) => type === 'text/plain' || type === 'text/html');
  const of = (part: MimePart): string => part.name.trim() || nameFor(part, numbers.get(part) ?? 0);
  const pictured = (source: string): MimePart | undefined =>
    /^cid:/i.test(source) ? byCid.get(safeDecode(source.slice(4)).toLowerCase()) : byLocation.get(source);
  const ofPicture = (source: string): string | undefined => {
    const part = pictured(source);
    return part?.type.startsWith('image/') && !isPoint(part) ? of(part) : undefined;
  };
  return {
    of,
    ofPicture,
    /** Pictures that stand in the text, not beside it. */
    pasted: leaves
      .filter((part) => part.type.startsWith('image/') && part.cid !== '' && part.disposition !== 'attachment')
      .filter((part) => !isPoint(part))
      .map(of),
    hasNamedCalendar: leaves.some((part) => part.name !== '' && isCalendar(part)),
    /** The only text there is: a letter, even where it has a file's name. */
    only: texts.length === 1 ? texts[0] : undefined,
    hasText: () => texts.some((part) => decodedBytes(part).some((byte) => byte > 0x20)),
  };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const EXTENSIONS: Record<string, string> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.ms-excel': 'xls',
  'application/msword': 'doc',
  'message/delivery-status': 'txt',
};

function nameFor(part: MimePart, number: number): string {
  const { type } = part;
  if (type === 'message/rfc822') {
    const subject = headerText(headersOf(decodedBytes(part).subarray(0, HEAD)), 'subject')
      .trim()
      .slice(0, 60);
    return `${subject || `letter-${number}`}.eml`;
  }
  if (type === 'text/calendar') return 'invitation.ics';
  return `file-${number}.${EXTENSIONS[type] ?? /^[a-z]+\/([a-z0-9]{2,5})$/.exec(type)?.[1] ?? 'bin'}`;
}
