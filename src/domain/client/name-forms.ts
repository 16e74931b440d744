import { foldCase, stem } from '../text/stems.ts';
import { remembering } from './heard.ts';

/** Legal forms say nothing of who it is: "ООО Ромашка" is looked for as "ромашка". Longer first. */
const LEGAL_FORMS =
  'общество с ограниченной ответственностью|публичное акционерное общество|закрытое акционерное общество|открытое акционерное общество|акционерное общество|индивидуальный предприниматель|ооо|оао|зао|пао|нао|ао|ип|гк|тоо|чп|гуп|муп|фгуп|нко|ано|ltd|limited|llc|llp|inc|incorporated|corp|corporation|co|gmbh|ag|plc|sa|srl|oy|ab|bv|ooo|zao|oao';
const LEGAL = new RegExp(`(?<![\\p{L}\\p{N}])(?:${LEGAL_FORMS})(?![\\p{L}\\p{N}])\\.?`, 'gu');
/** The same as a test for one word of a text, in any case. */
const LEGAL_WORD = new RegExp(`^(?:${LEGAL_FORMS})\\.?$`, 'iu');

const LONGEST_NAME = 300;
const MOST_WORDS = 12;

/** Most names have no legal form: whether one may be there is seen by their words, without the long pattern. */
const FORM_WORDS = new Set(LEGAL_FORMS.split('|').map((form) => form.split(' ')[0] ?? ''));
const mayHaveForm = (plain: string): boolean => plain.split(' ').some((word) => FORM_WORDS.has(word));

/** The same name is asked for several times in a row, each time for something else of it. */
const ofShort = <T>(work: (text: string) => T): ((text: string) => T) => {
  const known = remembering(work);
  return (text) => (text.length > LONGEST_NAME ? work(text) : known(text));
};

export function isLegalForm(word: string): boolean {
  return LEGAL_WORD.test(word);
}

/**
 * A name as it is compared: NFKC, lower case, ё as е, punctuation as spaces, legal forms dropped ("ООО «Ромашка-Юг»" -> "ромашка юг").
 * The sign of a number goes ("ЖБИ №5" is "жби 5"). A name that is nothing but legal forms keeps them. For comparing only, never for showing.
 */
export const normalizeName = ofShort((text: string): string => {
  // Dots inside abbreviations ("О.О.О.") would make single letters of a legal form; initials stay as they are.
  const whole = inOneAlphabet(
    plainWords(withoutDots(plainI(foldCase(text.slice(0, LONGEST_NAME).replaceAll('№', ' '))))),
  );
  if (!mayHaveForm(whole)) return whole;
  const bare = plainWords(whole.replace(LEGAL, ' '));
  return bare === '' ? whole : bare;
});

const plainWords = (line: string): string => line.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
/** "О.О.О." as one word. */
const withoutDots = (text: string): string =>
  text.includes('.') ? text.replace(/(?<![\p{L}])([оo])\.\s?([оo])\.\s?([оo])\.?/gu, 'ооо') : text;
const inOneAlphabet = (text: string): string =>
  /[a-z]/.test(text) && /[\u0400-\u04ff]/.test(text) ? text.replace(/\p{L}+/gu, oneAlphabet) : text;

/** Turkish has four of them, which capitals and other programs mix up: "IŞIK" is "Işık". */
const plainI = (text: string): string => text.replaceAll('\u0307', '').replaceAll('ı', 'i');

/** Letters that look alike in both alphabets, so that one is typed for the other. */
const LOOKS: readonly (readonly [latin: string, cyrillic: string])[] = [...'aceopxykmhtbi'].map((latin, index) => [
  latin,
  'асеорхукмнтві'.charAt(index),
]);
const TO_CYRILLIC_LOOK = new Map(LOOKS);
const TO_LATIN_LOOK = new Map(LOOKS.map(([latin, cyrillic]) => [cyrillic, latin]));

/** A word of two alphabets in the one that all of its letters look like: "Pомашка" with a Latin "P" is "ромашка". */
function oneAlphabet(word: string): string {
  if (!/[a-z]/.test(word) || !/[\u0400-\u04ff]/.test(word)) return word;
  const as = (looks: ReadonlyMap<string, string>) => [...word].map((letter) => looks.get(letter) ?? letter).join('');
  const [cyrillic, latin] = [as(TO_CYRILLIC_LOOK), as(TO_LATIN_LOOK)];
  if (!/[a-z]/.test(cyrillic)) return cyrillic;
  return /[\u0400-\u04ff]/.test(latin) ? word : latin;
}

/** Spelled out, or in the other alphabet, a legal form is the same one. */
const SAME_FORMS: Record<string, string> = {
  'общество с ограниченной ответственностью': 'ооо',
  'публичное акционерное общество': 'пао',
  'закрытое акционерное общество': 'зао',
  'открытое акционерное общество': 'оао',
  'акционерное общество': 'ао',
  'индивидуальный предприниматель': 'ип',
  limited: 'ltd',
  incorporated: 'inc',
  corporation: 'corp',
  ooo: 'ооо',
  zao: 'зао',
  oao: 'оао',
};

/** The legal forms that a name tells, each in one spelling: "Общество с ограниченной ответственностью «Ромашка»" is an "ооо". */
export const legalFormsOf = ofShort((name: string): readonly string[] => {
  const plain = inOneAlphabet(plainWords(withoutDots(foldCase(name.slice(0, LONGEST_NAME)))));
  const forms = mayHaveForm(plain) ? (plain.match(LEGAL) ?? []) : [];
  return [...new Set(forms.map((form) => SAME_FORMS[form] ?? form))].sort();
});

/** What entries that may be the same have in common: the words of a name by sound, in any order. */
export const identityKey = (name: string): string => soundsOf(name).join(' ');
const soundsOf = (name: string): string[] =>
  nameWords(name)
    .map(({ sound }) => sound)
    .sort();

/** The same for each two words of a name of three or four: somebody may be written with the patronymic or without. */
export function pairKeys(name: string): string[] {
  const sounds = soundsOf(name);
  if (sounds.length < 3 || sounds.length > 4 || legalFormsOf(name).length > 0) return [];
  return sounds.flatMap((first, index) => sounds.slice(index + 1).map((second) => `${first} ${second}`));
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
export const nameWords = ofShort((name: string): readonly NameWord[] => {
  const words = new Set(normalizeName(name).split(' ').filter(Boolean).slice(0, MOST_WORDS));
  return [...words].map(wordOf);
});

/** Words of names come again and again, and their forms cost: so many are remembered. */
const REMEMBERED = 5000;
const remembered = new Map<string, NameWord>();

/** The forms of a word as it stands in a normalised name. */
export function wordOf(text: string): NameWord {
  const known = remembered.get(text);
  if (known) return known;
  const cyrillic = toCyrillic(text);
  const sound = bySound(cyrillic);
  const word = { text, sound, stem: bySound(stem(cyrillic)) || sound };
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, word);
  return word;
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
