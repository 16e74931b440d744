import { bodyText, decodedBytes } from './body.ts';
import { withoutDataPictures } from './html/data-pictures.ts';
import { htmlText } from './html/html.ts';
import { createNames, isCalendar, isPoint, placeholder } from './names.ts';
import type { ParsedFile } from './parsed.ts';
import { type MimePart, readParts } from './parts.ts';
import { isPgp, withoutPgpSignature } from './pgp.ts';
import { saysLess, saysNothing } from './plain.ts';
import { signedContent } from './smime.ts';
import { readTnef } from './tnef.ts';
import { withoutFiles } from './uuencode.ts';

/*
 * What of a letter's parts is its text, what a file, and what means something to us.
 */

/** A file of which only the beginning came: it is named, never offered. */
export interface TornFile {
  name: string;
  mime: string;
}

export interface Content {
  text: string;
  files: ParsedFile[];
  torn: TornFile[];
  /** Texts of iCalendar objects, each once. */
  calendars: string[];
  /** Letters within the letter. */
  nested: MimePart[];
  /** Parts that machines write for machines: delivery reports and their like. */
  reports: MimePart[];
  /** Its HTML has a picture that tells its sender of the reading. */
  tracked: boolean;
  /** What is encrypted or signed in a way that hides it. */
  sealed?: 'pgp' | 'smime';
}

const FILES = 100;
const CALENDARS = 5;
/** Signed within signed: so deep it is looked into. */
const SIGNED = 2;

/** Text that was chosen, and whether it comes from HTML that shows pictures of the letter. */
interface Piece {
  text: string;
  html: boolean;
  pictures: boolean;
}

export function contentOfLetter(root: MimePart, depth = 0): Content {
  const content: Content = { text: '', files: [], torn: [], calendars: [], nested: [], reports: [], tracked: false };
  const names = createNames(root);
  const taken = new Set<MimePart>();

  const htmlPiece = (part: MimePart): Piece => {
    const { html, files } = withoutDataPictures(bodyText(part));
    let pictures = false;
    const picture = (source: string): string | undefined => {
      const name = files.get(source)?.name ?? names.ofPicture(source);
      if (name !== undefined) pictures = true;
      return name;
    };
    content.files.push(...files.values());
    if (hasTracker(html)) content.tracked = true;
    return { text: htmlText(html, { picture }), html: true, pictures };
  };

  function alternative(parts: readonly MimePart[]): Piece {
    const pieces = parts
      .filter(({ type }) => !OTHER_FORMS.has(type))
      .map(walk)
      .filter(({ text }) => text.trim() !== '');
    const plain = pieces.find(({ html }) => !html);
    const rich = pieces.findLast(({ html }) => html);
    if (!plain || !rich) return plain ?? rich ?? NOTHING;
    const shows = rich.pictures && !/\[cid:/i.test(plain.text);
    return shows || saysNothing(plain.text, rich.text) || saysLess(plain.text, rich.text) ? rich : plain;
  }

  function several(parts: readonly MimePart[]): Piece {
    const seen = new Set<string>();
    const pieces = parts.map(walk).filter(({ text }) => {
      const bare = text.trim();
      const isNew = bare !== '' && !seen.has(bare);
      seen.add(bare);
      return isNew;
    });
    return {
      text: pieces.map(({ text }) => text.trim()).join('\n\n'),
      html: pieces.length > 0 && pieces.every(({ html }) => html),
      pictures: pieces.some(({ pictures }) => pictures),
    };
  }

  function file(part: MimePart): Piece {
    if (taken.has(part)) return NOTHING;
    taken.add(part);
    const name = names.of(part);
    const mime = part.type.slice(0, 100);
    if (!part.whole) content.torn.push({ name, mime });
    else if (content.files.length < FILES) content.files.push({ name, mime, content: decodedBytes(part) });
    return NOTHING;
  }

  function calendar(part: MimePart): Piece {
    const text = bodyText(part);
    const known = content.calendars.some((one) => one.trim() === text.trim());
    if (!known && content.calendars.length < CALENDARS) content.calendars.push(text);
    // An invitation comes as a part and once more as a file, which has the name.
    return part.name === '' && names.hasNamedCalendar ? NOTHING : file(part);
  }

  function leaf(part: MimePart): Piece {
    const { type, disposition } = part;
    if (isCalendar(part)) return calendar(part);
    const isText = type === 'text/plain' || type === 'text/html' || (type.startsWith('text/') && part === root);
    if (isText && disposition !== 'attachment' && (part.name === '' || part === root || part === names.only)) {
      return type === 'text/html' ? htmlPiece(part) : plainPiece(part);
    }
    if (type.startsWith('image/') && disposition !== 'attachment' && isPoint(part)) return NOTHING;
    return file(part);
  }

  const markOf = (source: string): string | undefined => {
    const name = names.ofPicture(source);
    return name === undefined ? undefined : placeholder(name);
  };

  function plainPiece(part: MimePart): Piece {
    const whole = bodyText(part);
    if (isHtml(whole)) return { text: htmlText(whole), html: true, pictures: false };
    const { text, files } = withoutFiles(whole);
    content.files.push(...files.map((file) => ({ ...file, mime: 'application/octet-stream' })));
    if (isPgp(text)) content.sealed = 'pgp';
    return {
      text: withoutPgpSignature(text).replace(
        /\[cid:([^\]\s]{1,200})\]/gi,
        (whole, cid: string) => markOf(`cid:${cid}`) ?? whole,
      ),
      html: false,
      pictures: false,
    };
  }

  /** What is signed in the opaque way is shown; what is encrypted is said to be so. */
  function signed(part: MimePart): Piece {
    const within = signedContent(decodedBytes(part));
    if (!within) content.sealed = 'smime';
    file(part);
    if (!within || depth >= SIGNED) return NOTHING;
    const inner = contentOfLetter(readParts(within, part.whole), depth + 1);
    content.files.push(...inner.files);
    content.torn.push(...inner.torn);
    content.calendars.push(...inner.calendars);
    return { text: inner.text, html: false, pictures: false };
  }

  /** What Outlook has packed is unpacked; its text counts where the letter has no other. */
  function container(part: MimePart): Piece {
    const within = part.whole ? readTnef(decodedBytes(part)) : undefined;
    if (!within || (within.files.length === 0 && within.text === '' && within.html === '')) return file(part);
    const files = within.files.map(({ name, content: bytes }, index) => ({
      name: name || `file-${index + 1}.bin`,
      mime: 'application/octet-stream',
      content: bytes,
    }));
    content.files.push(...files);
    if (names.hasText()) return NOTHING;
    return { text: within.text || htmlText(within.html), html: within.text === '', pictures: false };
  }

  function walk(part: MimePart): Piece {
    const { type, parts } = part;
    if (type === 'multipart/encrypted') content.sealed = 'pgp';
    if (isSmime(part)) return signed(part);
    if (type === 'multipart/alternative') return alternative(parts);
    // What a Macintosh keeps of a file besides its content.
    if (type === 'multipart/appledouble') return several(parts.filter((one) => one.type !== 'application/applefile'));
    if (type === 'application/pgp-encrypted') return NOTHING;
    if (isTnef(part)) return container(part);
    if (type.startsWith('multipart/')) return several(parts);
    if (/^message\/(?:delivery-status|disposition-notification|feedback-report|global-.*)$/.test(type)) {
      content.reports.push(part);
      return NOTHING;
    }
    if (type === 'message/rfc822') content.nested.push(part);
    if (type === 'text/rfc822-headers') content.reports.push(part);
    return leaf(part);
  }

  const { text } = walk(root);
  content.text = withLeftOut(text, names.pasted);
  return content;
}

/** Forms of a text besides plain text and HTML that nobody needs. */
const OTHER_FORMS = new Set(['text/x-amp-html', 'text/watch-html', 'text/enriched', 'text/richtext']);

const isSmime = ({ type, name }: MimePart): boolean =>
  /^application\/(?:x-)?pkcs7-mime$/.test(type) || (type === 'application/octet-stream' && /^smime\.p7m$/i.test(name));

const isTnef = ({ type, name }: MimePart): boolean =>
  /^application\/(?:vnd\.)?ms-tnef$/.test(type) || /^winmail\.dat$/i.test(name);

const NOTHING: Piece = { text: '', html: false, pictures: false };

/** Pictures that were pasted in where the chosen text does not show it are marked below it. */
const withLeftOut = (text: string, pasted: readonly string[]): string =>
  [text.trimEnd(), ...pasted.map(placeholder).filter((mark) => !text.includes(mark))].join('\n').trim();

/** HTML that calls itself plain text: it begins with a tag that a text would not begin with, and has closing ones. */
const isHtml = (plain: string): boolean =>
  /^\s*<(?:!doctype\s+html|html|head|body|p|div|table)\b[^<>]{0,1000}>/i.test(plain) && /<\/[a-z]{1,10}>/i.test(plain);

/** A picture of one point from a server, or one that is not to be seen. */
const hasTracker = (html: string): boolean =>
  /<img\b(?=[^>]{0,2000}\bsrc\s*=\s*["']?https?:)(?=[^>]{0,2000}\b(?:width|height)\s*[=:]\s*["']?[01](?:px)?\b)/i.test(
    html,
  );
