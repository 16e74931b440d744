import { isLegalForm } from '../../client/name-forms.ts';
import type { Span } from '../../text/spans.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { isFirstName } from '../words/first-names.ts';
import {
  continues,
  ENGLISH_BEFORE,
  ENGLISH_FIRM,
  type Free,
  firm,
  isContactWord,
  MOST_WORDS,
  type NamedFirm,
  NO_FIRM,
  textOf,
  titled,
} from './firm.ts';
import { byFirmNoun } from './firm-noun.ts';
import { byHeading, byPlace } from './firm-place.ts';
import type { Line, Token } from './line.ts';
import type { Mention } from './mention.ts';
import { toldNew } from './told-new.ts';

/** The likeliest firm of the line that the directory does not know. */
export function namedFirm(line: Line, mentions: readonly Mention[], closed: readonly Span[]): NamedFirm | undefined {
  const taken = new Set(
    mentions.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
  );
  const isFree = (index: number): boolean => {
    const token = line.tokens[index];
    return (
      token !== undefined &&
      !taken.has(index) &&
      !closed.some(([start, end]) => start < token.span[1] && token.span[0] < end)
    );
  };
  const told = toldNew(line, isFree);
  const found = line.tokens.flatMap((_, index) => {
    const firm = isFree(index) ? firmAt(line, index, isFree) : undefined;
    return firm ? [firm] : [];
  });
  // "новый клиент ООО Заря", "new lead Oakley Marine": by its form it is known where such a name ends.
  const isWritten = told !== undefined && /^\p{Lu}/u.test(line.tokens[told.first]?.raw ?? '');
  const best =
    found.find(({ first, last }) => told && first <= told.last && told.first <= last) ??
    (told && (isWritten || found.every(({ sure }) => !sure)) ? toldFirm(line, told) : undefined) ??
    found.find(({ sure }) => sure) ??
    found[0];
  return best && takenBack(line, best, isFree);
}

function toldFirm(line: Line, { first, last }: { first: number; last: number }): NamedFirm {
  const name = textOf(line, first, last);
  return firm(line, first, last, /\p{Lu}/u.test(name) ? name : titled(name), true);
}

/** Between a name and the one that is meant: "северсталь нет севермет". */
export const TAKES_BACK =
  /^[\s,.-]*(?:нет|не|ой|точнее|вернее|то есть|no|nope|sorry|i mean|actually|wait)(?:[\s,.-]+(?:нет|не|точнее|вернее|no|sorry|i mean|not))?[\s,.-]+$/iu;

function takenBack(line: Line, found: NamedFirm, isFree: Free): NamedFirm {
  const { tokens } = line;
  for (let next = found.last + 2; next <= found.last + 4; next++) {
    const token = tokens[next];
    if (!token || !isFree(next) || token.kind !== 'word') continue;
    if (!TAKES_BACK.test(line.folded.slice(found.span[1], token.span[0]))) continue;
    const isLike =
      token.text.slice(0, 3) === (tokens[found.last]?.text ?? '').slice(0, 3) || /^\p{Lu}/u.test(token.raw);
    if (!isLike) return found;
    const name = /^\p{Lu}/u.test(token.raw) ? token.raw : titled(token.raw);
    return { ...found, name, others: [found.name], last: next, span: [found.span[0], token.span[1]] };
  }
  return found;
}

function firmAt(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  return (
    byLegalForm(line, index, isFree) ??
    byFirmNoun(line, index, isFree) ??
    byHeading(line, index, isFree) ??
    englishFirm(line, index, isFree) ??
    byPlace(line, index, isFree)
  );
}

/** "ООО Вектор Плюс", "ИП Сидоров", "ООО «Заря»", "СК Монолит". */
function byLegalForm(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  const token = line.tokens[index];
  const isForm =
    token &&
    (isLegalForm(token.text)
      ? /^[А-ЯЁ]{2,}$/u.test(token.raw) || /^(?:ооо|оао|зао|пао|тоо)$/u.test(token.text)
      : /^(?:СК|ТК|ГК|ТД|НПО|НПП|ПК|МК|УК|ЧОП|АПХ|КФХ|ТСЖ|ТЦ|ТОО)$/.test(token.raw));
  if (!isForm) return undefined;
  let last = index;
  const isQuoted = /^["«“„]$/.test(line.tokens[index + 1]?.text ?? '');
  if (isQuoted) {
    const end = line.tokens.findIndex(({ text }, at) => at > index + 2 && /^["»”“]$/.test(text));
    if (end > 0 && end - index <= MOST_WORDS + 3) return firm(line, index, end, textOf(line, index, end), true);
  }
  while (last - index < MOST_WORDS && continues(line, last + 1, isFree, last === index)) last++;
  // "ИП Гусейнов Р.М."
  if (last > index && /^\p{Lu}$/u.test(line.tokens[last]?.raw ?? '') && line.tokens[last + 1]?.text === '.') last++;
  while (/^\p{Lu}$/u.test(line.tokens[last + 1]?.raw ?? '') && line.tokens[last + 2]?.text === '.') last += 2;
  return last > index ? firm(line, index, last, textOf(line, index, last), true) : undefined;
}

/** "Oakley Marine", "Calloway Textiles", "lunds nursery", "Fox & Sons Ltd". */
function englishFirm(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  const token = line.tokens[index];
  if (
    token?.kind !== 'word' ||
    !/^[a-z]/.test(token.text) ||
    isContactWord(token.text) ||
    NO_FIRM.test(token.text) ||
    isFirstName(token.text)
  )
    return undefined;
  if (COMMON_WORDS.has(token.text) || ENGLISH_BEFORE.test(token.text)) return undefined;
  const isUpper = /^\p{Lu}/u.test(token.raw);
  let last = index;
  while (
    last - index < MOST_WORDS - 1 &&
    isFree(last + 1) &&
    (isUpper ? continues(line, last + 1, isFree, false) : last - index < 2 && isPlainWord(line.tokens[last + 1]))
  ) {
    last++;
    if (ENGLISH_FIRM.test(line.tokens[last]?.text ?? '') && !ENGLISH_FIRM.test(line.tokens[last + 1]?.text ?? ''))
      break;
  }
  const isFirm = last > index && ENGLISH_FIRM.test(line.tokens[last]?.text ?? '');
  if (!isFirm) return undefined;
  const name = textOf(line, index, last);
  return firm(line, index, last, isUpper ? name : titled(name), isUpper);
}

const isPlainWord = (token: Token | undefined): boolean =>
  token?.kind === 'word' && !COMMON_WORDS.has(token.text) && !ENGLISH_BEFORE.test(token.text);
