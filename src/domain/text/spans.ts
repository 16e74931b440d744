/** A stretch of a text: start inclusive, end exclusive, in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/**
 * The text with one spelling for what means the same, of the same length, so that spans hold in the original:
 * ё -> е, every kind of space and control character (and the T of an ISO date) -> a plain space, every dash -> "-". Case is left to the patterns.
 */
export function fold(text: string): string {
  return text
    .replaceAll('ё', 'е')
    .replaceAll('Ё', 'Е')
    .replace(/[\s\p{Cc}\u200b-\u200f\u2060\ufeff]/gu, ' ')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/(?<=\d{4}-\d\d-\d\d)T(?=\d)/gu, ' ');
}

export function overlaps(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

/** The text without the spans, with the holes' punctuation and double spaces tidied. Spans must not overlap. */
export function cutOut(text: string, spans: readonly Span[]): string {
  let rest = '';
  let from = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return tidy(rest + text.slice(from));
}

/** Spaces doubled or before punctuation, punctuation doubled, leading or trailing by a cut: removed. Lines are kept. */
export function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?([,;])(?: ?[,;])+/g, '$1')
    .replace(/ ([,;.!?])(?=[ \n]|$)/g, '$1')
    .replace(/^[\s,;:.–—-]+(?=\s|$|[\p{L}\p{N}"«(])/u, '')
    .replace(/(?<![\s,;:–—-])[\s,;:–—-]+$/u, '');
}
