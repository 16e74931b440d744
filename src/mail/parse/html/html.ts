import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { createLayout } from './layout.ts';
import { noRules, readSheet, styleOf } from './style.ts';

/** More of it is looked at by nobody. */
const LIMIT = 4_000_000;
const ATTRIBUTE = 4000;

export interface HtmlOptions {
  /** What stands in a picture's place, by its `src`; undefined for one that is not a file of the letter. */
  picture?: (source: string) => string | undefined;
}

/** Elements without an end. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Their content is not text. */
const UNSEEN = new Set('style script title head noscript template select textarea object xml'.split(' '));

/**
 * HTML as the text that it shows: tables as rows, links with their address, lists, quotes. What is hidden is left out. Each
 * step is linear in the length, whatever the nesting. Never throws.
 */
export function htmlText(html: string, options: HtmlOptions = {}): string {
  const whole = html.slice(0, LIMIT);
  // A text that only calls itself HTML keeps its lines.
  const text = /<[a-z!/]/i.test(whole) ? whole : whole.replace(/\n/g, '<br>');
  const shown = laidOut(text, options);
  if (shown !== '') return shown;
  const unended = withoutUnended(text);
  const rest = unended === text ? '' : laidOut(unended, options);
  // Of a letter with nothing else its title is told.
  return rest || titleOf(text);
}

const titleOf = (html: string): string => {
  const [, title = ''] = /<title\b[^>]{0,200}>([^<]{1,2000})/i.exec(html) ?? [];
  return title === '' ? '' : laidOut(title, {});
};

/** A style sheet or title that nobody ends swallows all that follows: then it is none. */
function withoutUnended(text: string): string {
  const lower = text.toLowerCase();
  for (const name of ['title', 'style', 'script']) {
    const from = lower.indexOf(`<${name}`, lower.lastIndexOf(`</${name}`) + 1);
    const end = lower.indexOf('>', from);
    const body = lower.indexOf('<body', from);
    if (from >= 0 && end >= 0) return text.slice(0, from) + text.slice(body < 0 ? end + 1 : body);
  }
  return text;
}

function laidOut(text: string, options: HtmlOptions): string {
  const layout = createLayout(options);
  let name = '';
  let attribute = '';
  let value = '';
  let attributes: Record<string, string> = {};
  const rules = noRules();
  let sheet = '';
  const keep = (more: string): void => {
    if (value.length < ATTRIBUTE) value += more;
  };
  const open = (): void => {
    const style = styleOf(attributes, rules);
    if (UNSEEN.has(name) && name !== 'head') layout.open(name, attributes, { ...style, gone: true }, false);
    else layout.open(name, attributes, style, VOID.has(name));
  };
  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) {
      name = text.slice(start, end).toLowerCase();
      attributes = {};
    },
    onattribname(start, end) {
      attribute = text.slice(start, Math.min(end, start + 40)).toLowerCase();
      value = '';
    },
    onattribdata: (start, end) => keep(text.slice(start, Math.min(end, start + ATTRIBUTE))),
    onattribentity: (code) => keep(String.fromCodePoint(code)),
    onattribend() {
      attributes[attribute] ??= value;
    },
    onopentagend: open,
    onselfclosingtag: open,
    onclosetag(start, end) {
      if (name === 'style') readSheet(sheet, rules);
      name = '';
      sheet = '';
      layout.close(text.slice(start, end).trim().toLowerCase());
    },
    ontext(start, end) {
      if (name === 'style') sheet += text.slice(start, end);
      layout.text(text.slice(start, end));
    },
    ontextentity: (code) => layout.text(String.fromCodePoint(code)),
    oncdata: () => {},
    oncomment: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: () => {},
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(text);
  tokenizer.end();
  return layout.done();
}
