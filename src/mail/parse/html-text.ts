import { compile } from 'html-to-text';

/** Longer HTML is turned into text by the plain way, whose cost only grows with the length. */
const WELL_FORMED_LIMIT = 200_000;
const LIMIT = 4_000_000;

const HIDDEN = ['[style*="display:none"]', '[style*="display: none"]', '[hidden]', 'img', 'style', 'script', 'title'];
const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 60, maxChildNodes: 3000 },
  selectors: [
    ...HIDDEN.map((selector) => ({ selector, format: 'skip' })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: true } },
    ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** HTML as the text that it shows. Hidden parts and pictures are left out. Never throws. */
export function htmlText(html: string): string {
  // A bomb is not only long: nesting makes the converter slow too, and a letter of that kind has nothing to lay out.
  if (html.length > WELL_FORMED_LIMIT || depthOf(html) > 200) return stripped(html);
  try {
    return convert(html);
  } catch {
    return stripped(html);
  }
}

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, closing] of html.matchAll(/<(\/?)(?:div|table|tr|td|span|blockquote|ul|ol|li|font|center|b|i)\b/gi)) {
    depth += closing ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
};

/** The text between the tags; each step is linear in the length. */
function stripped(html: string): string {
  let text = '';
  let skip = '';
  for (const piece of html.slice(0, LIMIT).split('<')) {
    const end = piece.indexOf('>');
    const tag = /^\/?[a-z0-9]+/i.exec(piece)?.[0].toLowerCase() ?? '';
    if (skip !== '') {
      if (tag === `/${skip}`) skip = '';
      else continue;
    } else if (tag === 'style' || tag === 'script' || tag === 'title') {
      skip = tag;
      continue;
    }
    if (/^\/?(?:p|div|br|tr|li|h\d|table|blockquote)$/.test(tag)) text += '\n';
    else if (/^\/?t[dh]$/.test(tag)) text += ' ';
    text += end < 0 ? (tag === '' ? piece : '') : piece.slice(end + 1);
  }
  return text
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entity(name) ?? whole)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
}
