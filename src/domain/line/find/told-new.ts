import { regExp } from '../../text/pattern.ts';
import { COMMON_WORDS, FIRM_NOUN } from '../words/common-words.ts';
import { isFirstName } from '../words/first-names.ts';
import { verbForm } from '../words/verbs.ts';
import { KIN } from './firm.ts';
import type { Line } from './line.ts';

/** "новый клиент", "new lead": what stands after it names a client, however it is written. */
const TOLD_NEW = regExp(
  String.raw`(?<!\p{L})(?:(?:нов(?:ый|ая|ого|ую|ым|ой|ому)|потенциальн\p{L}+)\s(?:клиент(?:ка|а|у|ом|кой)?|лид(?:а|у|ом)?|заказчи(?:к|ка|ку|ком|ца)|покупател(?:ь|я|ю|ем)|контрагент(?:а|у|ом)?|партн[её]р(?:а|у|ом)?)|лид(?=\s?[:—-]\s)|(?<=^|[.;]\s)(?:новый|новая|new)(?=\s?:\s)|(?<=^|[.:]\s)(?:заказчик|клиент|покупатель|customer|client)(?=\s)|(?:new|prospective|potential)\s(?:one|outfit|client|customer|lead|prospect|account|contact|business|buyer)|(?:lead|prospect)(?=\s?[:—-]\s))(?:\s(?:is|called|named|from|с сайта|из))?(?:\s?[:,—–-]\s?|\s)(?:(?:the\s)?(?:firm|company|фирма|компания)\s(?:(?:is\s|['’]s\s)?called\s|под названием\s)?)?["«“]?`,
  'giu',
);
const BARE = /^(?:заказчик|клиент|покупатель|customer|client)/iu;
const STOPS =
  /^(?:директор|менеджер|закупщик|зовут|называ\p{L}+|owner|manager|rep|exec|director|buyer|name|number|details|opening|контактн\p{L}+|номер|телефон|просит|просят|хочет|хотят|звонил[аи]?|нуж\p{L}+|интерес\p{L}+|директор|контакт|тел|the|a|an|is|are|wants?|needs?|asked|asks|asking|looking|contact|phone|tel|at|from|with|who|they|he|she|called|rang|for)$/u;
const SOMEBODY =
  /^(?:doctor|dr|mister|mr|mrs|ms|miss|contact|owner|manager|директор|контакт|зовут|номер|телефон|доктор|менеджер)$/u;
const MOST_WORDS = 4;

/** Indexes of the tokens, both inclusive, of a name that is told to be a new client's. */
export function toldNew(line: Line, isFree: (index: number) => boolean): { first: number; last: number } | undefined {
  const { tokens, folded } = line;
  for (const match of folded.matchAll(TOLD_NEW)) {
    const end = match.index + match[0].length;
    const first = tokens.findIndex(({ span }) => span[0] >= end);
    const token = tokens[first];
    if (!token || token.span[0] !== end || token.kind !== 'word' || !isFree(first)) continue;
    if (STOPS.test(token.text) || isFirstName(token.text)) continue;
    const isUpper = /^\p{Lu}/u.test(token.raw);
    const isQuoted = /["«“]$/.test(match[0]);
    // "заказчик Мегастрой": not told to be new, only a name is one.
    if (BARE.test(match[0]) && !isUpper) continue;
    let last = first - 1;
    while (last - first + 1 < MOST_WORDS && isFree(last + 1) && goesOn(line, last + 1, first, { isUpper, isQuoted }))
      last++;
    if (last >= first && /\p{L}{2}/u.test(folded.slice(token.span[0], tokens[last]?.span[1]))) return { first, last };
  }
  return undefined;
}

function goesOn(
  { tokens, folded }: Line,
  index: number,
  first: number,
  { isUpper, isQuoted }: { isUpper: boolean; isQuoted: boolean },
): boolean {
  const [token, before] = [tokens[index], tokens[index - 1]];
  if (!token) return false;
  const gap = index === first ? '' : folded.slice(before?.span[1] ?? 0, token.span[0]);
  if (/^(?:and|и)$/.test(token.text)) return index > first && KIN.test(tokens[index + 1]?.text ?? '');
  if (KIN.test(token.text) && /^(?:and|и|&)$/.test(before?.text ?? '')) return true;
  if (/^[&-]$/.test(token.text)) return index > first && /^[\p{Lu}\d]/u.test(tokens[index + 1]?.raw ?? '');
  if (token.kind !== 'word' || !/^\s?$/.test(gap)) return false;
  if (isQuoted) return true;
  if (isUpper) return /^\p{Lu}/u.test(token.raw) && (index === first || !isFirstName(token.text));
  // Dictated: one or two words, up to one of everyday speech.
  // "теплый дом ашот вазгенович", "bright path pediatrics doctor ruiz": up to somebody who is named.
  const next = tokens[index + 1]?.text ?? '';
  const isLast = index > first && index - first < 3 && (isFirstName(next) || SOMEBODY.test(next));
  if (isLast && !STOPS.test(token.text) && verbForm(token.text) === undefined && !isFirstName(token.text)) return true;
  return (
    (index - first < 2 || (index - first < 3 && FIRM_NOUN.test(tokens[index - 1]?.text ?? ''))) &&
    !COMMON_WORDS.has(token.text) &&
    !STOPS.test(token.text) &&
    verbForm(token.text) === undefined &&
    !isFirstName(token.text)
  );
}
