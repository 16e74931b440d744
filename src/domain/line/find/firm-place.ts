import { isFirstName } from '../words/first-names.ts';
import {
  continues,
  ENGLISH_BEFORE,
  type Free,
  firm,
  isContactWord,
  MOST_WORDS,
  type NamedFirm,
  NEW,
  NO_FIRM,
  textOf,
} from './firm.ts';
import type { Line } from './line.ts';
import { isCapital } from './mention.ts';
import { firmNominative, isCertainCase, type Oblique } from './nominative.ts';

/** Prepositions after which a firm is named, and what case the name then has. */
const CASES: Record<string, Oblique> = {
  из: 'genitive',
  от: 'genitive',
  у: 'genitive',
  для: 'genitive',
  до: 'genitive',
  в: 'accusative',
  во: 'accusative',
  на: 'accusative',
  с: 'instrumental',
  со: 'instrumental',
  к: 'dative',
  ко: 'dative',
  по: 'dative',
};

/** "Сибирь-Текс, Оксана Юрьевна 8 383 ...": a compound name opens the line, with a mark or a way to reach after it. */
export function byHeading(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  const token = line.tokens[index];
  if (index !== 0 || token?.kind !== 'word' || !/^\p{Lu}/u.test(token.raw)) return undefined;
  if (isFirstName(token.text) || isContactWord(token.text)) return undefined;
  let last = index;
  while (last - index < MOST_WORDS && continues(line, last + 1, isFree, false)) last++;
  const name = textOf(line, index, last);
  const isCompound = /\p{L}{2}-\p{Lu}|\p{Ll}\p{Lu}/u.test(name);
  const after = line.tokens[last + 1];
  return isCompound && (!after || /^[,:;(—–-]$/.test(after.text)) ? firm(line, index, last, name, false) : undefined;
}

/** "звонок в Агромир", "КП в Технолайн": into what is called or written to, rather than where somebody goes. */
const isTurnedTo = ({ tokens }: Line, index: number): boolean =>
  /^во?$/u.test(tokens[index - 1]?.text ?? '') &&
  /^(?:(?:по|пере|до)?звон(?:ок|ка|ить|ю|им|ил|ила|или|и)|созвон|набрать|набрал[аи]?|наберу|дозвон\p{L}+|письм[оа]|(?:на)?писать|(?:на)?писал[аи]?|напишу|отправ\p{L}+|вы(?:слать|слал\p{L}*|шлю)|послал\p{L}*|кп|прайс|сч[её]т|договор|образцы|запрос|факс)$/u.test(
    tokens[index - 2]?.text ?? '',
  );

/** A capital where a firm is named: "at Acorn", "из МедТорга", "cold called Tri-County", "(Ridgeline, new)", "..., Гарант-Лизинг, ...". */
export function byPlace(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  const [token, before] = [line.tokens[index], line.tokens[index - 1]];
  if (
    token?.kind !== 'word' ||
    !isCapital(line, token, index) ||
    NO_FIRM.test(token.text) ||
    isFirstName(token.text) ||
    isContactWord(token.text)
  )
    return undefined;
  let last = index;
  while (last - index < MOST_WORDS && continues(line, last + 1, isFree, false)) last++;
  const name = textOf(line, index, last);
  const after = line.tokens[last + 1]?.text ?? '';
  const isNew = NEW.test(line.tokens[last + 2]?.text ?? '') && /^[(,-]$/.test(after);
  const grammar = CASES[before?.text ?? ''];
  const isCompound = /\p{L}-\p{Lu}|\p{Ll}\p{Lu}/u.test(name);
  if (grammar && /[а-я]/u.test(token.text)) {
    if (!isCompound && !isNew && grammar !== 'genitive' && !isTurnedTo(line, index)) return undefined;
    const nominative = firmNominative(name, grammar);
    return firm(line, index, last, nominative, isCompound || isNew, isCertainCase(name, grammar) ? [] : [name]);
  }
  const isEnglishPlace =
    ENGLISH_BEFORE.test(before?.text ?? '') || /^(?:called|rang|phoned|visited|emailed|met)$/.test(before?.text ?? '');
  const isEnglish = isEnglishPlace && /^[a-z]/.test(token.text) && last >= index;
  // "Dr. Alan Ferris, Lakeshore Ortho (": two capitals beside somebody's name.
  const isBeside =
    /^[,-]$/.test(before?.text ?? '') &&
    /^[a-z]/.test(token.text) &&
    last > index &&
    /^[(,.;-]?$/.test(after) &&
    /^\p{Lu}\p{Ll}/u.test(line.tokens[index - 2]?.raw ?? '') &&
    /^\p{Lu}\p{Ll}/u.test(line.tokens[index - 3]?.raw ?? '');
  if (isBeside) return firm(line, index, last, name, false);
  const isAside =
    /^[(,]$/.test(before?.text ?? '') &&
    /^[,)]$/.test(after) &&
    (isCompound || before?.text === '(') &&
    token.sentence === 0;
  if (isNew || isEnglish || isAside) return firm(line, index, last, name, isNew || isCompound);
  return undefined;
}
