import { isLegalForm } from '../../client/name-forms.ts';
import { fold } from '../../text/spans.ts';
import type { KnownName } from '../reading.ts';
import { COMMON_WORDS, FIRM_WORDS } from '../words/common-words.ts';
import { isFirstName } from '../words/first-names.ts';
import type { Line } from './line.ts';
import { type Mention, mention } from './mention.ts';
import { isOblique, nearness, sameScript } from './nearness.ts';
import { isFormOf } from './word-forms.ts';

interface NameWords {
  known: KnownName;
  /** Words that tell it apart. */
  own: string[];
  /** Words such as "завод" that go with it. */
  other: string[];
  initials?: string;
}

function wordsOf(known: KnownName): NameWords {
  const all = (
    fold(known.name)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => !isLegalForm(word));
  const own = all.filter((word) => !FIRM_WORDS.has(word) && word !== 'и');
  const isNothing = own.length === 0;
  return {
    known,
    own: isNothing ? all : own,
    other: isNothing ? [] : all.filter((word) => !own.includes(word)),
    ...(all.length >= 3 && { initials: all.map((word) => word[0]).join('') }),
  };
}

export function organizationIn(line: Line, texts: readonly string[], known: KnownName): Mention[] {
  const { own, other, initials } = wordsOf(known);
  const found: Mention[] = [];
  for (let index = 0; index < texts.length; index++) {
    const hit = runAt(line, texts, index, own, other);
    if (hit) {
      found.push(
        mention(
          line,
          known,
          hit.first,
          hit.last,
          { how: hit.matched >= own.length ? 'full' : 'part', sure: hit.sure },
          hit.plain,
        ),
      );
      index = hit.last;
      continue;
    }
    const token = line.tokens[index];
    if (initials && token?.raw === initials.toUpperCase() && initials.length >= 3)
      found.push(mention(line, known, index, index, { how: 'full', sure: 0.9 }, true));
    // "ром." for Ромашка; "банк" for the only bank there is.
    const isShort =
      token?.kind === 'word' &&
      token.text.length >= 3 &&
      line.tokens[index + 1]?.text === '.' &&
      own[0]?.startsWith(token.text) &&
      own[0] !== token.text;
    const isKind =
      token?.kind === 'word' &&
      !isShort &&
      other.some((word) => word.length >= 4 && isFormOf(texts[index] ?? '', word));
    if (isShort || isKind)
      found.push(mention(line, known, index, index, { how: 'part', sure: isShort ? 0.7 : 0.5 }, true));
  }
  return found;
}

interface Run {
  first: number;
  last: number;
  matched: number;
  sure: number;
  plain: boolean;
}

/** The longest run of words of the name from a token on: its own words in any order, with "завод" or "и" between. */
function runAt(
  line: Line,
  texts: readonly string[],
  from: number,
  own: readonly string[],
  other: readonly string[],
): Run | undefined {
  const left = new Set(own);
  const isOther = (text: string): boolean => other.some((word) => isFormOf(text, word));
  let [index, last, sure, plain, begun] = [from, from - 1, 1, true, false];
  for (; index < texts.length && left.size > 0; ) {
    const text = texts[index] ?? '';
    // "Alan" is somebody, and no firm that sounds like him.
    const isSomebody = /[a-z]/.test(text) && isFirstName(text);
    const [one] = [...left]
      .map((word) => ({ word, near: nearOf(text, word, isSomebody) }))
      .sort((a, b) => b.near - a.near);
    const next = texts[index + 1];
    const two =
      next !== undefined && line.tokens[index + 1]?.kind === 'word' ? bestOf(left, text + next, text, next) : undefined;
    if (one && one.near > 0 && one.near >= (two?.near ?? 0)) {
      left.delete(one.word);
      [last, sure, plain, begun] = [index, Math.min(sure, one.near), plain && isPlain(text, one), true];
      index++;
    } else if (two && two.near > 0) {
      left.delete(two.word);
      [last, sure, plain, begun] = [index + 1, Math.min(sure, 0.9 * two.near), plain && text + next === two.word, true];
      index += 2;
    } else if (begun && (/^[-–«»"“”]$/.test(text) || isOther(text) || text === 'и') && index - last < 2) index++;
    else break;
  }
  if (!begun) return undefined;
  // "Завод «Прогресс»", "прогресс завод", "строймонтаж-юг": what goes with the name belongs to it.
  let first = from;
  const quoted = /^["«“„']$/.test(texts[from - 1] ?? '') ? 1 : 0;
  const before = texts[from - 1 - quoted];
  if (before && (other.some((word) => isFormOf(before, word)) || isLegalForm(before))) first -= 1 + quoted;
  while (isOther(texts[last + 1] ?? '') || (/^-$/.test(texts[last + 1] ?? '') && isOther(texts[last + 2] ?? ''))) {
    last++;
    // "от Бета-Банка": the word that goes with the name has the case.
    plain &&= other.includes(texts[last] ?? '') || texts[last] === '-';
  }
  if (line.tokens[last]?.kind === 'mark') last--;
  if (isLegalForm(texts[last + 1] ?? '') && /^[a-z]/.test(texts[last + 1] ?? '')) last++;
  return { first, last, matched: own.length - left.size, sure, plain };
}

/** "Виктор" is somebody first, and Вектор at most with a slip. */
const nearOf = (text: string, word: string, isSomebody: boolean): number => {
  if (isSomebody && !sameScript(text, word)) return 0;
  const near = nearness(text, word);
  return near < 1 && sameScript(text, word) && isFirstName(text) ? Math.min(near, 0.6) : near;
};

/** Written in the form that the directory has; of a slip by how it ends: "рамашка", "лютек". */
const isPlain = (text: string, { word, near }: { word: string; near: number }): boolean =>
  text === word ||
  (near < 1 && sameScript(text, word) && text.at(-1) === word.at(-1)) ||
  (!sameScript(text, word) && !isOblique(text, word));

/** Two words that a recogniser tore apart: only together they are the one, and neither says so alone. */
function bestOf(left: ReadonlySet<string>, joined: string, a: string, b: string) {
  if ([...left].some((word) => nearness(b, word) > 0)) return undefined;
  if (joined.length < 5 || (COMMON_WORDS.has(a) && (a.length > 2 || /[a-z]/.test(a))) || COMMON_WORDS.has(b))
    return undefined;
  const [best] = [...left]
    .map((word) => ({
      word,
      near: Math.abs(word.length - joined.length) > 3 ? 0 : nearness(joined, word, a.length <= 2),
    }))
    .sort((x, y) => y.near - x.near);
  return best;
}
