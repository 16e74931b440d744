import anyAscii from 'any-ascii';

/** Latin, Cyrillic, Greek, punctuation and currencies, Arabic, signs and pictures: what our fonts hold. */
const OURS =
  /[\u0020-\u024f\u02b0-\u036f\u0370-\u03ff\u0400-\u052f\u0600-\u06ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\p{Extended_Pictographic}\p{Emoji_Component}]/u;

/**
 * A text as our fonts can write it: on one line, and what they lack (Chinese, Korean, Hebrew, ...) spelled in Latin letters,
 * so that a name stays one that can be told from others.
 */
export function legible(text: string): string {
  let shown = '';
  let foreign = '';
  const spell = (): void => {
    if (foreign) shown += anyAscii(foreign);
    foreign = '';
  };
  for (const letter of text.replace(/\s+/g, ' ').trim()) {
    if (!OURS.test(letter)) {
      foreign += letter;
      continue;
    }
    spell();
    shown += letter;
  }
  spell();
  return shown;
}
