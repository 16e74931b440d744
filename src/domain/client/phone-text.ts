import { type CountryCode, LONGEST_LABEL, normalizePhone, type StoredPhone, storedPhone } from './phone.ts';

/*
 * Phones as people write them into one cell or one answer: several numbers, extensions, words around. Linear: a text is
 * cut once into pieces, and each piece is gone through once.
 */

export interface ReadPhones {
  /** In the order of the text. What has digits and cannot be read as a number is kept as it was typed. */
  phones: StoredPhone[];
  /** What was kept as it was typed. */
  raw: string[];
  /** Words that stand for no phone ("none", "see the site"). */
  words: string[];
}

const LONGEST = 1000;
const LONGEST_RAW = 100;
const MOST = 20;

/** A word for an extension with digits, or digits after a slash. */
const EXTENSION =
  /[\s,;(/]*(?:доб(?:авочный)?|внутр?(?:енний)?|вн|extension|ext|ankn|dw|durchwahl|x|#|тон(?:альный)?)[\s.:=№]*(\d{1,7})\)?|\s?\/\s?(\d{1,4})(?!\d)(?![\s()-]*\d)|,{1,3}(\d{1,7})$/iu;
/** Where one phone ends and the next begins; a comma before an extension does not. */
const APART =
  /[\n|]+|:::|;(?!ext=)|,(?![^()]*\))(?!,*\s*\(?(?:доб|вн|ext|x\d|#|тон|,*\d{1,4}\s*$))|\s(?:и|или|and|or)\s|\s?\/\s?(?=\+?[\d(][\d\s()-]{5,})/iu;
/** "089/1234567", "+49 171 / 1234567": a slash behind a code that is no number by itself. */
const AFTER_CODE = /(?<![\d\s/-]\s?)(\(?0\d{1,4}\)?|\+\d{1,3} ?(?:\(0\) ?)?\d{2,4})\s?\/\s?(?=\d{3})/g;
/** Digits with what stands between them in a number. */
const RUN = /\+?\(?\d[\d\s().\u2010-\u2015-]*/g;
/** A long number as spreadsheets spoil it: what it was cannot be known. */
const EXPONENT = /^\d[.,]\d+e\+?\d+$/i;

/** "7.9161234567E+10" has all of its digits: the number as it was. Others come back as they are. */
function withAllDigits(text: string): string {
  const [, whole, part = '', power] = /^(\d)[.,](\d+)e\+?(\d\d?)$/i.exec(text) ?? [];
  return whole !== undefined && part.length === Number(power) ? whole + part : text;
}

/** One number that a cell breaks into two lines is one. */
function inOneLine(text: string, country: CountryCode | undefined): string {
  if (!text.includes('\n')) return text;
  const line = text.replace(/\s*\n\s*/g, ' ');
  const isAny = text.split('\n').some((part) => normalizePhone(part, country).ok);
  return !isAny && normalizePhone(line, country).ok ? line : text;
}
/** Words that say no more than that it is a phone. */
const PLAIN = /^(?:т|тел|телефон|tel|phone|ph|номер|number|no|№)$/iu;

/** The phones of a text; national numbers belong to `country`, and without one stay as they were typed. */
export function readPhones(text: string, country?: CountryCode): ReadPhones {
  const read: ReadPhones = { phones: [], raw: [], words: [] };
  const typed = text
    .slice(0, LONGEST)
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(AFTER_CODE, '$1 ')
    .trim();
  const whole = inOneLine(withAllDigits(typed), country);
  const pieces = namesFirst((EXPONENT.test(whole) ? [whole] : whole.split(APART)).map((piece) => piece.trim()));
  for (const piece of pieces.slice(0, MOST)) readPiece(piece, country, read);
  if (text.length > LONGEST || pieces.length > MOST) read.words.push(text.trim());
  return { ...read, phones: [...new Set(read.phones)] };
}

/** "Ann, 8 916 ..." names the one who answers: words stay with the number behind them. */
function namesFirst(pieces: readonly string[]): string[] {
  const whole: string[] = [];
  let words = '';
  for (const piece of pieces.filter(Boolean)) {
    const isNumber = /\d/.test(piece);
    if (isNumber) whole.push(words === '' || words.length > LONGEST_LABEL ? piece : `${words} ${piece}`);
    if (words !== '' && (!isNumber || words.length > LONGEST_LABEL)) whole.push(words);
    words = isNumber ? '' : piece;
  }
  return words === '' ? whole : [...whole, words];
}

function readPiece(piece: string, country: CountryCode | undefined, read: ReadPhones): void {
  // A spreadsheet's apostrophe, and the fraction it gives to a long number.
  const typed = piece.replace(/^['’`]+/, '').replace(/^tel:/i, '');
  const bare = typed.replace(/^(\d{5,15}|\+?\d(?:[\s()-]{0,2}\d){8,14})[.,]0+$/, '$1');
  if (EXPONENT.test(bare)) {
    keepRaw(typed, read);
    return;
  }
  const found = EXTENSION.exec(bare);
  const extension = found?.[1] ?? found?.[2] ?? found?.[3];
  const rest = found ? `${bare.slice(0, found.index)} ${bare.slice(found.index + found[0].length)}` : bare;
  const runs = [...rest.matchAll(RUN)].filter(([run]) => /\d/.test(run));
  const numbers = runs.map(([run]) => numbersIn(run, country));
  if (numbers.every(({ length }) => length === 0)) {
    if (/\d/.test(bare)) keepRaw(typed, read);
    else if (/\p{L}/u.test(bare)) read.words.push(piece);
    return;
  }
  const between = rest.split(RUN);
  const labels = labelsOf(between, runs.length);
  for (const [index, few] of numbers.entries()) {
    const isLast = index === numbers.length - 1;
    for (const number of few)
      read.phones.push(storedPhone({ number, ...(isLast && { extension }), label: labels[index] }));
  }
  // Digits that were not read, or words too long for a label: the whole is kept too, for nothing of it may be lost.
  const isLong = labels.some((label = '') => label.length > LONGEST_LABEL);
  if (isLong || numbers.some(({ length }) => length === 0)) read.words.push(piece);
}

/** Words before each number, where the text begins with words, else those behind it; the last has all that are left. */
function labelsOf(between: readonly string[], runs: number): (string | undefined)[] {
  const before = labelOf(between[0] ?? '') !== undefined;
  return Array.from({ length: runs }, (_, index) => {
    const own = before ? [between[index]] : [between[index + 1]];
    return labelOf([...own, ...(before && index === runs - 1 ? [between[runs]] : [])].filter(Boolean).join(' '));
  });
}

function keepRaw(text: string, read: ReadPhones): void {
  if (text.length > LONGEST_RAW) read.words.push(text);
  else read.phones.push(text);
  read.raw.push(text);
}

/** One number, or two that stand side by side with nothing but spaces between. */
function numbersIn(run: string, country: CountryCode | undefined): string[] {
  const whole = normalizePhone(run.replace(/[.\s-]+$/, ''), country);
  if (whole.ok) return [whole.value];
  if (run.replace(/\D/g, '').length < 14) return [];
  for (const { index } of run.slice(0, 60).matchAll(/\s+/g)) {
    const [head, tail] = [normalizePhone(run.slice(0, index), country), normalizePhone(run.slice(index), country)];
    if (head.ok && tail.ok) return [head.value, tail.value];
  }
  return [];
}

function labelOf(text: string): string | undefined {
  const words = text
    .split(/[\s()[\],:;*"«»]+/u)
    .map((word) => word.replace(/^[.–—-]+|[–—-]+$/gu, ''))
    .filter((word) => /\p{L}/u.test(word) && !PLAIN.test(word.replace(/\.$/, '')));
  return words.length === 0 ? undefined : words.join(' ');
}
