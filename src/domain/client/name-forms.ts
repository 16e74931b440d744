import { foldCase, stem } from '../text/stems.ts';

/** Legal forms say nothing of who it is: "ООО Ромашка" is looked for as "ромашка". Longer first. */
const LEGAL_FORMS =
  'общество с ограниченной ответственностью|публичное акционерное общество|закрытое акционерное общество|открытое акционерное общество|акционерное общество|индивидуальный предприниматель|ооо|оао|зао|пао|нао|ао|ип|гк|тоо|чп|гуп|муп|фгуп|нко|ано|ltd|limited|llc|llp|inc|incorporated|corp|corporation|co|gmbh|ag|plc|sa|srl|oy|ab|bv|ooo|zao|oao';
const LEGAL = new RegExp(`(?<![\\p{L}\\p{N}])(?:${LEGAL_FORMS})(?![\\p{L}\\p{N}])\\.?`, 'gu');
/** The same as a test for one word of a text, in any case. */
const LEGAL_WORD = new RegExp(`^(?:${LEGAL_FORMS})\\.?$`, 'iu');

const LONGEST_NAME = 300;
const MOST_WORDS = 12;

export function isLegalForm(word: string): boolean {
  return LEGAL_WORD.test(word);
}

/**
 * A name as it is compared: NFKC, lower case, ё as е, punctuation as spaces, legal forms dropped ("ООО «Ромашка-Юг»" -> "ромашка юг").
 * A name that is nothing but legal forms keeps them. For comparing only, never for showing.
 */
export function normalizeName(text: string): string {
  const plain = (line: string) => line.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  // Dots inside abbreviations ("О.О.О.") would make single letters of a legal form; initials stay as they are.
  const folded = foldCase(text.slice(0, LONGEST_NAME)).replace(/(?<![\p{L}])([оo])\.\s?([оo])\.\s?([оo])\.?/gu, 'ооо');
  const bare = plain(plain(folded).replace(LEGAL, ' '));
  return bare === '' ? plain(folded) : bare;
}

/** One word of a name in the forms it is compared in. */
export interface NameWord {
  /** As normalised. */
  text: string;
  /** By sound: one alphabet for Cyrillic and Latin, so that "romashka" meets "ромашка". */
  sound: string;
  /** The sound of its stem, so that "Ромашке" meets "Ромашка". */
  stem: string;
}

/** The words of a name, at most twelve, without repetitions. */
export function nameWords(name: string): NameWord[] {
  const words = new Set(normalizeName(name).split(' ').filter(Boolean).slice(0, MOST_WORDS));
  return [...words].map((text) => {
    const cyrillic = toCyrillic(text);
    const sound = bySound(cyrillic);
    return { text, sound, stem: bySound(stem(cyrillic)) || sound };
  });
}

// Transliteration standards differ (kh/h, ts/c, ya/ia/ja); all of them have to land on one letter. Longer first.
const LATIN: readonly [string, string][] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ph', 'ф'],
  ['ck', 'к'],
  ['ts', 'ц'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['ya', 'я'],
  ['ia', 'я'],
  ['ja', 'я'],
  ['yu', 'ю'],
  ['iu', 'ю'],
  ['ju', 'ю'],
  ['ye', 'е'],
  ['x', 'кс'],
  ...[...'abcdefghijklmnopqrstuvwyz'].map((letter, index): [string, string] => [
    letter,
    'абкдефгхийклмнопкрстуввиз'.charAt(index),
  ]),
];
const LATIN_PATTERN = new RegExp(LATIN.map(([latin]) => latin).join('|'), 'g');
const TO_CYRILLIC = new Map(LATIN);

function toCyrillic(word: string): string {
  if (!/[a-z\u00c0-\u024f]/.test(word)) return word;
  // Accents go only here: in a Cyrillic word й and ї are letters of their own.
  const bare = word.normalize('NFD').replace(/\p{Mn}/gu, '');
  return bare.replace(LATIN_PATTERN, (latin) => TO_CYRILLIC.get(latin) ?? latin);
}

/** Letters that transliteration or a hasty ear mixes up become one; signs without a sound go. Doubled letters stay: a typo beside one would count twice. */
function bySound(word: string): string {
  return word.replace(/[ъь]/g, '').replace(/[йыі]/g, 'и').replace(/э/g, 'е').replace(/щ/g, 'ш');
}
