import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { ENGLISH_WORDS } from '../words/english-words.ts';
import { isFirstName } from '../words/first-names.ts';
import { RUSSIAN_WORDS } from '../words/russian-words.ts';
import { verbForm } from '../words/verbs.ts';
import type { Line } from './line.ts';

/** A client outside the directory, as the line names it. */
export interface NamedFirm {
  name: string;
  /** Other ways to read the name. */
  others: string[];
  first: number;
  last: number;
  span: Span;
  /** By a legal form, quotes, "(new)": certain. By a capital after a preposition: likely. */
  sure: boolean;
}

export const MOST_WORDS = 4;
/** Words that English firms end in. */
export const ENGLISH_FIRM =
  /^(?:ltd|limited|inc|llc|llp|plc|corp|corporation|gmbh|co|group|marine|textiles?|nursery|nurseries|solar|foods?|motors|systems|logistics|traders|trading|industries|partners|solutions|services|supplies|supply|engineering|builders|construction|electric|energy|farms?|ag|dairy|bakery|brewery|clinic|dental|pharma|labs?|steel|metals|plastics|packaging|printing|press|media|design|studios?|stores?|retail|hotels?|bank|insurance|capital|holdings|ventures|transport|freight|shipping|haulage|couriers|garage|tools|timber|glass|paper|homes|estates|school|college|university|hospital|council|center|centre|surgical|surgery|institute|practice|associates|bros|brothers|sons|works|mills?|wholesale|distribution|distributors|fabrications?|fabricators|joinery|plumbing|electrical|roofing|catering|robotics|technologies|tech|software|digital|health|healthcare|medical|ortho|orthopedics|aerospace|aviation|automotive|chemicals|coatings|ceramics|concrete|forge|foundry|castings|machining|tooling|furniture|interiors|flooring|produce|meats|seafood|orchards?|vineyards?|winery|distillery|roasters|pharmacy|lumber|hardware|apparel|clothing|finance|financial|advisors|consulting|consultants|realty|properties|developments|petroleum|mining|minerals|recycling|environmental|gardens|growers|wholesalers|importers|exporters|agency)$/;
export const isFirmWord = (word: string): boolean => ENGLISH_FIRM.test(word);
export const ENGLISH_BEFORE = /^(?:at|from|of|@|with|for|to|w)$/;
export const NEW = /^(?:нов(?:ый|ая|ое|ые|ого|ой|ую)|new)$/u;
/** Places, days, products: capitals that name no firm. */
export const NO_FIRM =
  /^(?:москв|питер|санкт|спб|екатеринбург|казан|новосибирск|краснодар|самар|росси|урал|сибир|китай|европ|снг|шереметьев|домодедов|внуков|сапсан|london|leeds|manchester|york|paris|berlin|chicago|boston|texas|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|whatsapp|telegram|zoom|teams|linkedin|exw|fca|fob|cif|sla|nda|roi|q\d|кп|ндс|тз|ктп|бц|тц|пнр|мфу|чпу|jcb|p\.?o|vat|pdf|excel|mr|mrs|ms|dr|i|ok|asap|urgent|eod|eow|eom)/u;

export type Free = (index: number) => boolean;

export function firm(
  line: Line,
  first: number,
  last: number,
  name: string,
  sure: boolean,
  others: string[] = [],
): NamedFirm {
  const span: Span = [line.tokens[first]?.span[0] ?? 0, line.tokens[last]?.span[1] ?? 0];
  return { name, others: others.filter((other) => other !== name), first, last, span, sure };
}

export const textOf = (line: Line, first: number, last: number): string =>
  line.raw.slice(line.tokens[first]?.span[0] ?? 0, line.tokens[last]?.span[1] ?? 0);

/** "Булкин и сын", "Fox & Sons", "Hart and Co". */
export const KIN =
  /^(?:сын(?:ом|овья|овей)?|дочери|братья|партн[её]р(?:ы|ами|ов)?|ко|sons?|daughters?|partners|brothers|bros|co)$/u;

/** A word that goes on a name: with a capital, or the first one after a legal form however it is written. */
export function continues(line: Line, index: number, isFree: Free, first: boolean): boolean {
  const [token, before] = [line.tokens[index], line.tokens[index - 1]];
  if (!token || !before || !isFree(index)) return false;
  const { text: next = '' } = line.tokens[index + 1] ?? {};
  if (/^(?:и|and|&)$/.test(token.text) && KIN.test(next)) return /^\p{Lu}\p{Ll}/u.test(before.raw);
  if (KIN.test(token.text) && /^(?:и|and|&)$/.test(before.text)) return true;
  if (/^(?:и|and)$/.test(token.text))
    return (
      /^\p{Lu}\p{Ll}/u.test(before.raw) &&
      /^\p{Lu}\p{Ll}/u.test(line.tokens[index + 1]?.raw ?? '') &&
      isFree(index + 1) &&
      !isFirstName(before.text)
    );
  if (token.text === '-' || token.text === '&')
    return (
      /^[\p{Lu}\d]/u.test(line.tokens[index + 1]?.raw ?? '') &&
      (line.folded.slice(before.span[1], token.span[0]) === '' || token.text === '&')
    );
  if (token.kind === 'mark') return false;
  if (/[,.;:]/.test(line.folded.slice(before.span[1], token.span[0]))) return false;
  return /^\p{Lu}/u.test(token.raw)
    ? !NO_FIRM.test(token.text) && !(isFirstName(token.text) && !first)
    : first && token.kind === 'word' && !verbForm(token.text) && !COMMON_WORDS.has(token.text);
}

const NOUNS = [...RUSSIAN_WORDS, ...ENGLISH_WORDS].map(([pattern]) => regExp(`^(?:${pattern})$`, 'iu'));
export const isContactWord = (word: string): boolean => NOUNS.some((pattern) => pattern.test(word));

export const titled = (name: string): string =>
  name
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/\s(?:And|И|Of)(?=\s)/gu, (word) => word.toLowerCase());
