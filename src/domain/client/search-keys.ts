import { emailKeys, normalizeEmail } from './email.ts';
import { remembering } from './heard.ts';
import { type NameWord, nameWords, wordOf } from './name-forms.ts';
import { beginning, phonePieces } from './part-keys.ts';
import { phoneKeys, phoneQueryKeys } from './phone.ts';

/*
 * The directory of clients is searched by keys: short strings kept in one array field of the organization or person, under one
 * multikey index. A search looks up keys and beginnings of keys, no other pattern, so that it costs what is found, not
 * what is there.
 *
 * Keys of a word, all made of how it sounds (name-forms.ts), so that both alphabets meet:
 *   "ромашка"   its first 8 letters: what somebody still typing has typed so far is their beginning;
 *   "=ромашк"   the first 8 letters of its stem: other cases of the name;
 *   "#тега"     the four-letter pieces inside a word of 5 letters or more: "ромашка" by "машка";
 *   "~рмашка"   its first 8 letters, those of its stem, and of a Latin word as written, with one letter left out, and whole.
 *               Two words that differ by a letter added, lost, changed, or by two letters swapped, share such a key
 *               (symmetric deletion), so a typo is found by exact look-ups too.
 * Besides: "@" + e-mail address or domain, "+" + last digits of a phone, and parts of it (part-keys.ts).
 *
 * How the store asks. `queryKeys` returns stages, to be tried in order until enough (say 10) are found whose `rankName`
 * is above MIN_RANK; each stage is
 *   { $and: stage.map((keys) => ({ keys: { $in: keys } })) }   limit CANDIDATES, projection of names only.
 * A key to look up that begins with "^" stands for all keys that begin with the rest: one range of the index.
 * One list is one word of the query: any of its keys will do, all words have to be there. The planner walks the index for one
 * list and checks the others on what it fetched. No stage at all means that the query holds no word.
 * A bare common word ("Иванов") matches thousands alike; the limit cuts them, which is right: none is better than another.
 *
 * Measured before parts and sounds were keys too (today 24 to 57 a name), over 100,000 made-up names, one random typo:
 * in a full name 99.6 % found, median 32 candidates examined, p95 1,011; in its longest word alone 96.2 %, 24 and 1,000.
 */

export { normalizeName } from './name-forms.ts';
export { rankName } from './rank-name.ts';

/** So many candidates are read at most for one stage. */
export const CANDIDATES = 1000;
/** Below this a candidate shares keys with the query, but not enough to be shown. */
export const MIN_RANK = 0.4;

const PREFIX = 8;
const GRAM = 4;
const LONG_WORD = 5;
const MOST_KEYS = 400;
const MOST_QUERY_WORDS = 6;
const DOMAIN = /^(?:@|https?:\/\/)?(?:www\.)?((?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,20})\/?$/u;

/** What a directory entry is found by. Phones in E.164, e-mails as written, numbers such as a tax number. */
export interface Findable {
  names: readonly string[];
  phones?: readonly string[];
  emails?: readonly string[];
  numbers?: readonly string[];
}

/** All keys of a directory entry, for its multikey index. */
export function directoryKeys({ names, phones = [], emails = [], numbers = [] }: Findable): string[] {
  const exact = [...phones.flatMap(phoneKeys), ...emails.flatMap(emailKeys), ...numbers.flatMap(numberKeys)];
  const parts = phones.flatMap(phonePieces);
  // Where there are too many keys, a phone is worth more than a twelfth word, and that more than a part of a phone.
  return [...new Set([...exact, ...nameKeys(...names), ...parts])].slice(0, MOST_KEYS);
}

/** The keys of names alone. */
export function nameKeys(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => nameWords(text).flatMap(({ text: word }) => keysOfWord(word))))].slice(
    0,
    MOST_KEYS,
  );
}

/** What one word of a running text is looked up by: as it is, in another case, and with a slip; `exact` is the stricter part. */
export function mentionKeys(word: string): { exact: string[]; near: string[] } {
  const words = nameWords(word);
  return {
    exact: words.flatMap(exactKeys),
    near: words.filter(isFuzzy).flatMap((one) => deletions(one)),
  };
}

/** Lists of keys: a candidate has at least one key of every list. */
export type Stage = string[][];

/**
 * What to look up for a query, the best first: words as they are and beginnings of words; then pieces inside of long words; then
 * words with a typo. An e-mail address or a phone number is one stage of its own. Stages that cannot find anything are left out.
 */
export function queryKeys(query: string): Stage[] {
  const email = normalizeEmail(query);
  if (email.ok) return [[[`@${email.value}`]]];
  const domain = DOMAIN.exec(query.trim().toLowerCase())?.[1];
  const phone = phoneQueryKeys(query);
  // The longest word first: it is the rarest as a rule, and a planner in doubt starts with the first.
  const words = [...nameWords(query.replace(/\.(?:ru|com|org|net|su|рф|by|kz|io|info|biz)(?![\p{L}\p{N}])/giu, ' '))]
    .sort((a, b) => b.sound.length - a.sound.length)
    .slice(0, MOST_QUERY_WORDS);
  const stages: Stage[] = [
    phone.length > 0 ? [phone] : [],
    domain ? [[`@${domain}`]] : [],
    words.map(exactKeys),
    pieces(words),
    words.some(isFuzzy)
      ? words.map((word) => (isFuzzy(word) ? [...exactKeys(word), ...deletions(word)] : exactKeys(word)))
      : [],
  ];
  return stages.filter((stage) => stage.length > 0);
}

/** Names are made of words that come again and again. */
const keysOfWord = remembering((text: string): readonly string[] => wordKeys(wordOf(text)));

function wordKeys(word: NameWord): string[] {
  const { sound } = word;
  if (isNumber(word)) return numberKeys(sound);
  const same = [sound.slice(0, PREFIX), `=${word.stem.slice(0, PREFIX)}`];
  return isFuzzy(word) ? [...same, ...deletions(word), ...grams(sound)] : same;
}

function exactKeys(word: NameWord): string[] {
  if (isNumber(word)) return [begun(word.sound)];
  const { sound } = word;
  return [sound.length < PREFIX ? begun(sound) : sound.slice(0, PREFIX), `=${word.stem.slice(0, PREFIX)}`];
}

function isNumber({ sound }: NameWord): boolean {
  return /\p{N}/u.test(sound);
}

/** A typo in a number makes another number, and one in two letters another word. */
function isFuzzy(word: NameWord): boolean {
  return word.sound.length >= 3 && !isNumber(word);
}

/** One letter begins too much to be asked for. */
const begun = (sound: string): string => (sound.length < 2 ? sound : beginning(sound));

function deletions({ text, sound, stem }: NameWord): string[] {
  // A Latin word as it is written too: a typo inside of "ch" or "sh" changes more than one letter of the sound.
  const keys = [sound, stem, ...(/^[a-z]+$/.test(text) ? [text] : [])]
    .filter((form) => form.length >= 3)
    .map((form) => form.slice(0, PREFIX))
    .flatMap((form) => [form, ...Array.from(form, (_, index) => form.slice(0, index) + form.slice(index + 1))]);
  return [...new Set(keys)].map((key) => `~${key}`);
}

/** Pieces from the second letter on: what begins a word is found by its beginning. */
function grams(sound: string): string[] {
  if (sound.length < LONG_WORD) return [];
  return Array.from({ length: sound.length - GRAM }, (_, index) => `#${sound.slice(index + 1, index + 1 + GRAM)}`);
}

/** Each word by its first and its last piece, both of which have to be there; short words are left out. */
function pieces(words: readonly NameWord[]): Stage {
  return words
    .filter((word) => isFuzzy(word) && word.sound.length >= GRAM)
    .flatMap(({ sound }) => [...new Set([sound.slice(0, GRAM), sound.slice(-GRAM)])].map((gram) => [`#${gram}`]));
}

function numberKeys(number: string): string[] {
  const digits = number.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return digits === '' ? [] : [digits];
}
