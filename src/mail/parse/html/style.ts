/** What of an element's look decides whether it is seen, and whether it is a part of a table. */
export interface Style {
  /** It and all that is in it. */
  gone: boolean;
  /** Its own text, unless something in it is seen again. */
  unseen?: boolean;
  /** The element of a table that it looks like. */
  as?: TablePart;
}

type TablePart = 'table' | 'tr' | 'td';

/** What a letter's style sheets say of classes and ids. */
export interface StyleRules {
  hidden: Set<string>;
  /** Which of them make tables of other elements. */
  parts: Map<string, TablePart>;
}

export const noRules = (): StyleRules => ({ hidden: new Set(), parts: new Map() });

const ZERO = String.raw`0+(?:\.0+)?\s*(?:px|pt|em|rem|%)?\s*(?:!important\s*)?(?:;|$)`;
const FAR = String.raw`-(?:999|\d{4,6})`;
const GONE = new RegExp(
  String.raw`(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all|(?:opacity|max-height)\s*:\s*${ZERO}|color\s*:\s*transparent|text-indent\s*:\s*${FAR}|(?:left|top|right)\s*:\s*${FAR}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,])`,
);
/** Of no height, and what is higher is cut off. */
const FLAT = new RegExp(String.raw`(?:^|;)\s*(?:height|width)\s*:\s*${ZERO}`);
const CUT_OFF = /(?:^|;)\s*overflow\s*:\s*hidden/;
const UNSEEN = new RegExp(
  String.raw`(?:^|;)\s*(?:font-size\s*:\s*(?:${ZERO}|1(?:\.\d+)?(?:px|pt)\b)|font\s*:\s*0|visibility\s*:\s*(?:hidden|collapse))`,
);
const PARTS: Record<string, TablePart> = { table: 'table', 'table-row': 'tr', 'table-cell': 'td' };
const PART = /(?:^|;)\s*display\s*:\s*(table(?:-row|-cell)?)\s*(?:!important\s*)?(?:;|$)/;
const partOf = (declarations: string): TablePart | undefined => PARTS[PART.exec(declarations)?.[1] ?? ''];
const DISPLAY = /(?:^|;)\s*display\s*:/;
const SEEN = /(?:^|;)\s*(?:font-size\s*:|visibility\s*:\s*visible|font\s*:)/;

/** Whether declarations hide an element and all that is in it. */
export const hides = (declarations: string): boolean =>
  GONE.test(declarations) || (FLAT.test(declarations) && CUT_OFF.test(declarations));

/**
 * Tells what is hidden by an element's attributes, or by the letter's style sheet: what senders put before the letter for the
 * list, and what trackers need.
 */
export function styleOf(attributes: Readonly<Record<string, string>>, rules: StyleRules): Style {
  const style = (attributes.style ?? '').toLowerCase();
  if (attributes.hidden !== undefined || (style !== '' && hides(style))) return { gone: true };
  const named = DISPLAY.test(style) ? [] : namesOf(attributes, rules);
  if (named.some((name) => rules.hidden.has(name))) return { gone: true };
  const as = partOf(style) ?? named.map((name) => rules.parts.get(name)).find((part) => part !== undefined);
  const told: Style = { gone: false, ...(as && { as }) };
  if (style === '') return told;
  if (UNSEEN.test(style)) return { ...told, unseen: true };
  return SEEN.test(style) ? { ...told, unseen: false } : told;
}

/** The names under which a style sheet may speak of an element; none where it speaks of none. */
function namesOf(
  { class: classes = '', id = '' }: Readonly<Record<string, string>>,
  { hidden, parts }: StyleRules,
): string[] {
  if ((classes === '' && id === '') || hidden.size + parts.size === 0) return [];
  return [`#${id}`, ...classes.split(/\s+/, 20).map((one) => `.${one}`)];
}

const SHEET = 200_000;
const RULES = 5000;

/** Adds what a style sheet says of classes and ids. What it says for small screens or for print alone does not count. */
export function readSheet(css: string, known: StyleRules): void {
  const text = css
    .slice(0, SHEET)
    .replace(/\/\*[\s\S]{0,5000}?\*\//g, ' ')
    .replace(/<!--|-->/g, ' ');
  let depth = 0;
  let conditional = 0;
  let from = 0;
  let selectors = '';
  let rules = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    const piece = text.slice(from, index).trim();
    from = index + 1;
    if (brace === '{') {
      depth += 1;
      if (
        piece
          .replace(/^[^;]*;/s, '')
          .trim()
          .startsWith('@') ||
        piece.startsWith('@')
      )
        conditional ||= depth;
      selectors = piece;
      continue;
    }
    if (!conditional && depth === 1 && ++rules <= RULES) told(selectors, piece.toLowerCase(), known);
    if (conditional === depth) conditional = 0;
    depth = Math.max(0, depth - 1);
  }
}

function told(selectors: string, declarations: string, { hidden, parts }: StyleRules): void {
  const part = partOf(declarations);
  for (const selector of selectors.slice(-1000).split(',')) {
    const [, name] = /^\s*[a-z]{0,10}([.#][\w-]{1,80})\s*$/i.exec(selector) ?? [];
    if (name === undefined) continue;
    if (hides(declarations)) hidden.add(name);
    else if (DISPLAY.test(declarations)) {
      hidden.delete(name);
      if (part) parts.set(name, part);
      else parts.delete(name);
    }
  }
}
