import { isLegalForm, nameWords } from '../client/name-forms.ts';
import { type Span, tidy } from '../text/spans.ts';

/** A stretch of the rest of the text that may be the client's name, as it stands there. */
export interface ClientPhrase {
  text: string;
  /** In the rest of the text, UTF-16 units, end exclusive. */
  span: Span;
}

interface Word {
  text: string;
  span: Span;
  /** Number of the clause: names do not run over a comma or a word like "about". */
  clause: number;
  quoted: boolean;
  /** What stands before it: a preposition that names follow, or nothing (the beginning of the text). */
  after: 'preposition' | 'start' | 'other';
  /** In the clause after "about": there a word is a name only when written like one. */
  topic: boolean;
}

const SEARCHED = 300;
const MOST_WORDS = 40;
const LONGEST = 4;
const MOST_PHRASES = 12;

const PREPOSITIONS = new Set('с со из от до для к ко у в во на with from to at for of'.split(' '));
const TOPIC = new Set(
  'о об обо по насчет насчёт про чтобы что и а но re about regarding concerning that and because'.split(' '),
);
/** After these stands what it was about. */
const ABOUT = new Set('о об обо про насчет насчёт about re regarding concerning'.split(' '));
const NEVER = new Set(
  'я мы нам мне их его ее её он она они это не да нет еще ещё тоже the a an i we us me our their his her he she they it is are wants want not also please компания компании фирма фирмы company клиент клиента клиентом клиенту client'.split(
    ' ',
  ),
);
const VERB = /(?:ть|ться|ти|тись|ют|ит|ят|ает|яет|ил|ила|или|ал|ала|али|лись|лся|лась)$/u;

/** Candidates for the client's name, the likeliest first: quoted, with a legal form, capitalised, after "с", "из", "from", at the start. */
export function clientPhrases(rest: string): ClientPhrase[] {
  const words = wordsOf(rest);
  const candidates: { phrase: ClientPhrase; score: number }[] = [];
  for (let first = 0; first < words.length; first++) {
    for (let length = 1; length <= LONGEST && first + length <= words.length; length++) {
      const score = scored(words.slice(first, first + length));
      const [start, end] = [words[first]?.span[0] ?? 0, words[first + length - 1]?.span[1] ?? 0];
      if (score !== undefined) candidates.push({ phrase: { text: rest.slice(start, end), span: [start, end] }, score });
    }
  }
  // The sort is stable: equals stay in the order of the text.
  return candidates
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_PHRASES)
    .map(({ phrase }) => phrase);
}

/** What is left as content when the client was recognised by the phrase: its preposition, quotes and stray punctuation go with it. */
export function withoutPhrase(rest: string, { span }: ClientPhrase): string {
  const before = rest
    .slice(0, span[0])
    .replace(/["«“„'(]+$/u, '')
    .replace(/(?:^|(?<=[\s,;.(]))(?:с|со|из|от|до|для|к|ко|у|в|во|with|from|to|at|for|of)\s+$/iu, '');
  const after = rest.slice(span[1]).replace(/^["»”“')]+/u, '');
  return tidy(`${before.trimEnd()} ${after.trimStart()}`).trim();
}

/** The phrase, and what stands beside it of the name it was recognised by: of "День и ночь", "День" was enough to know it. */
export function wholePhrase(rest: string, phrase: ClientPhrase, name: string): ClientPhrase {
  const stems = new Set(nameWords(name).map(({ stem }) => stem));
  let end = phrase.span[1];
  for (const match of rest.slice(end).matchAll(/[\s«»"“”-]{1,3}([\p{L}\p{N}]+)/gu)) {
    const word = match[1] ?? '';
    const at = phrase.span[1] + match.index;
    const [known] = nameWords(word);
    if (!known || !stems.has(known.stem) || /[^\s«»"“”\p{L}\p{N}-]/u.test(rest.slice(end, at))) break;
    // Not as far as "and": it may begin what is said of them.
    if (word.length > 2) end = at + match[0].length;
  }
  const span: Span = [phrase.span[0], end];
  return { text: rest.slice(...span), span };
}

function wordsOf(rest: string): Word[] {
  const words: Word[] = [];
  let [clause, quoted, after, topic]: [number, boolean, Word['after'], boolean] = [0, false, 'start', false];
  const tokens = rest
    .slice(0, SEARCHED)
    // An address of mail is one word, and no name.
    .matchAll(
      /[^\s@,;:()<>]*@[^\s@,;:()<>]*|[\p{L}\p{N}][\p{L}\p{N}&'’.-]*[\p{L}\p{N}]|[\p{L}\p{N}]|["«»“”„,;:!?()\n—–.]/gu,
    );
  for (const { 0: token, index } of tokens) {
    if (words.length >= MOST_WORDS) break;
    if (/["«»“”„]/u.test(token)) {
      quoted = token === '"' ? !quoted : /[«“„]/u.test(token);
      continue;
    }
    const lower = token.toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(token) || token.includes('@') || (TOPIC.has(lower) && !quoted)) {
      clause++;
      after = 'other';
      topic = ABOUT.has(lower);
      continue;
    }
    if (PREPOSITIONS.has(lower) && !quoted) {
      clause++;
      after = 'preposition';
      continue;
    }
    words.push({ text: token, span: [index, index + token.length], clause, quoted, after, topic });
    after = 'other';
  }
  return words;
}

/** Undefined for what cannot be a name. The figures only order candidates; they were set by the tests' sentences. */
function scored(words: readonly Word[]): number | undefined {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || first.clause !== last.clause) return undefined;
  const bare = words.filter(({ text }) => !isLegalForm(text));
  if (bare.length === 0 || words.some(({ text }) => NEVER.has(text.toLowerCase()))) return undefined;
  if (!bare.some(({ text }) => /\p{L}{2}/u.test(text))) return undefined;
  if (first.topic && !bare.some(({ text, quoted }) => quoted || /^\p{Lu}/u.test(text))) return undefined;
  let score = bare.length < words.length && (isLegalForm(first.text) || isLegalForm(last.text)) ? 6 : 0;
  if (bare.every(({ quoted }) => quoted)) score += 6;
  else if (bare.some(({ quoted }) => quoted)) score -= 3;
  if (first.after === 'preposition') score += 3;
  if (first.after === 'start') score += 2.5;
  for (const { text, quoted } of bare) {
    if (/^[\p{Lu}\p{N}]/u.test(text)) score += 2;
    // Within quotation marks the whole of it is the name, the longer the better.
    else score += quoted ? 1 : -1.5;
    if (VERB.test(text) && !quoted) score -= 2;
  }
  return score;
}
