/** Whether a text is, or has in it, one that only its recipient's program can read. */
export const isPgp = (text: string): boolean => /^-----BEGIN PGP MESSAGE-----\s*$/m.test(text);

const SIGNED = /^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[\w-]{1,40}:[^\n]{0,200}\n){0,10}[ \t]*\n/m;
const SIGNATURE = /^-----BEGIN PGP SIGNATURE-----[ \t]*\n(?:[^\n]{0,100}\n){0,100}?-----END PGP SIGNATURE-----[ \t]*$/m;

/** A text that was signed as it stands, without the signature. Lines that begin with a dash were marked (RFC 9580, 7.2). */
export function withoutPgpSignature(text: string): string {
  const head = SIGNED.exec(text);
  if (!head) return text;
  const before = text.slice(0, head.index);
  const signed = text.slice(head.index + head[0].length);
  const end = SIGNATURE.exec(signed);
  if (!end) return text;
  const after = signed.slice(end.index + end[0].length);
  return `${before}${signed.slice(0, end.index).replace(/^- /gm, '')}${after}`;
}
