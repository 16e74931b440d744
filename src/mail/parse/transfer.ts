import { isAscii } from 'node:buffer';

/*
 * Transfer encodings as programs really use them: with what others have put around or into them, and undeclared.
 */

const HEAD = 2000;
/** Signs that stand in base64, and those that programs put between them. */
const BASE64 = /^[A-Za-z0-9+/=\s!*._-]*$/;
/** A line that is none of base64: a sentence, or the rule above a footer. */
const FOOTER = /^(?:--[ \t]*|[^\n]*[^A-Za-z0-9+/=\s!*._-][^\n]*|[^\n]*[a-z,.!?:][ \t]+[a-z][^\n]*)$/im;
const LINE = /^[A-Za-z0-9+/]{60,}\s*$/m;

/** Plain text that calls itself base64 has spaces between words; base64 has line breaks at most. */
export function isBase64(raw: Buffer): boolean {
  const head = raw.toString('latin1', 0, HEAD).trimStart();
  const first = head.slice(0, head.search(FOOTER) < 0 ? 1000 : head.search(FOOTER));
  return first.trim() !== '' && BASE64.test(first);
}

/**
 * The bytes that base64 stands for. Programs that send in pieces end each one with its own padding; mail servers put a
 * footer below it, which in a text is text too.
 */
export function fromBase64(raw: Buffer, isText: boolean): Buffer {
  const whole = raw.toString('latin1');
  // Of a file, which may be large, only what cannot be base64 is looked for.
  if (!isText && !/[^A-Za-z0-9+/=\s]/.test(whole)) return decoded(whole);
  const at = whole.search(FOOTER);
  // A sign among base64 that does not belong there is a fault on the way: what goes on below it is no footer.
  const isFooter = at > 0 && !LINE.test(whole.slice(at).replace(/^[^\n]*\n/, ''));
  const coded = isFooter ? whole.slice(0, at) : whole;
  const bytes = decoded(/[-_]/.test(coded) && /[+/]/.test(coded) ? coded.replace(/[-_]/g, '') : coded);
  return isFooter && isText ? Buffer.concat([bytes, Buffer.from(`\n\n${whole.slice(at).trim()}`, 'latin1')]) : bytes;
}

function decoded(text: string): Buffer {
  const padding = text.indexOf('=');
  if (padding < 0 || /^[=\s]*$/.test(text.slice(padding, padding + 1000))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

const QUOTED = /=[89A-F][0-9A-F]/g;
/** So many coded bytes beyond ASCII are no coincidence. */
const ENOUGH_QUOTED = 6;
const ENCODED = /^(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]{0,76}={0,2}\s*$/;

/** The encoding of a text whose headers name none, or the wrong one; undefined where it is in none. */
export function undeclared(said: string, raw: Buffer): 'base64' | 'quoted-printable' | undefined {
  if (said === 'base64' || said === 'quoted-printable') return undefined;
  if (!isAscii(raw.subarray(0, HEAD * 10))) return undefined;
  const head = raw.toString('latin1', 0, HEAD * 10);
  if ((head.match(QUOTED)?.length ?? 0) >= ENOUGH_QUOTED) return 'quoted-printable';
  if (raw.length > HEAD * 10 || !ENCODED.test(head.trimStart())) return undefined;
  const text = Buffer.from(head, 'base64').toString();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text has none.
  return /\s/.test(text) && !/[\ufffd\x00-\x08\x0e-\x1f]/.test(text) ? 'base64' : undefined;
}
