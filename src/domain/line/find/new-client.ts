import { isLegalForm } from '../../client/name-forms.ts';
import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import { COMMON_WORDS, FIRM_NOUN } from '../words/common-words.ts';
import { CONTACT_WORDS } from '../words/contact-words.ts';
import { isFirstName } from '../words/first-names.ts';
import { verbForm } from '../words/verbs.ts';
import type { Line, Token } from './line.ts';
import { firmNominative, type Oblique } from './nominative.ts';
import { toldNew } from './told-new.ts';
import { isCapital, type Mention } from './who.ts';

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

const MOST_WORDS = 4;
/** Words that English firms end in. */
const ENGLISH_FIRM =
  /^(?:ltd|limited|inc|llc|llp|plc|corp|corporation|gmbh|co|group|marine|textiles?|nursery|nurseries|solar|foods?|motors|systems|logistics|traders|trading|industries|partners|solutions|services|supplies|supply|engineering|builders|construction|electric|energy|farms?|ag|dairy|bakery|brewery|clinic|dental|pharma|labs?|steel|metals|plastics|packaging|printing|press|media|design|studios?|stores?|retail|hotels?|bank|insurance|capital|holdings|ventures|transport|freight|shipping|haulage|couriers|garage|tools|timber|glass|paper|homes|estates|school|college|university|hospital|council|center|centre|surgical|surgery|institute|practice|associates|bros|brothers|sons|works|mills?|wholesale|distribution|distributors|fabrications?|fabricators|joinery|plumbing|electrical|roofing|catering|robotics|technologies|tech|software|digital|health|healthcare|medical|ortho|orthopedics|aerospace|aviation|automotive|chemicals|coatings|ceramics|concrete|forge|foundry|castings|machining|tooling|furniture|interiors|flooring|produce|meats|seafood|orchards?|vineyards?|winery|distillery|roasters|pharmacy|lumber|hardware|apparel|clothing|finance|financial|advisors|consulting|consultants|realty|properties|developments|petroleum|mining|minerals|recycling|environmental|gardens|growers|wholesalers|importers|exporters|agency)$/;
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
const ENGLISH_BEFORE = /^(?:at|from|of|@|with|for|to|w)$/;
const NEW = /^(?:нов(?:ый|ая|ое|ые|ого|ой|ую)|new)$/u;
/** Places, days, products: capitals that name no firm. */
const NO_FIRM =
  /^(?:москв|питер|санкт|спб|екатеринбург|казан|новосибирск|краснодар|самар|росси|урал|сибир|китай|европ|снг|шереметьев|домодедов|внуков|сапсан|london|leeds|manchester|york|paris|berlin|chicago|boston|texas|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|whatsapp|telegram|zoom|teams|linkedin|exw|fca|fob|cif|sla|nda|roi|q\d|кп|ндс|тз|ктп|бц|тц|пнр|мфу|чпу|jcb|p\.?o|vat|pdf|excel|mr|mrs|ms|dr|i|ok|asap|urgent|eod|eow|eom)/u;

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
    (told && (isWritten || found.length === 0) ? toldFirm(line, told) : undefined) ??
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

type Free = (index: number) => boolean;

function firmAt(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  return (
    byLegalForm(line, index, isFree) ??
    byFirmNoun(line, index, isFree) ??
    byHeading(line, index, isFree) ??
    englishFirm(line, index, isFree) ??
    byPlace(line, index, isFree)
  );
}

function firm(line: Line, first: number, last: number, name: string, sure: boolean, others: string[] = []): NamedFirm {
  const span: Span = [line.tokens[first]?.span[0] ?? 0, line.tokens[last]?.span[1] ?? 0];
  return { name, others: others.filter((other) => other !== name), first, last, span, sure };
}

const textOf = (line: Line, first: number, last: number): string =>
  line.raw.slice(line.tokens[first]?.span[0] ?? 0, line.tokens[last]?.span[1] ?? 0);

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

/** A word that goes on a name: with a capital, or the first one after a legal form however it is written. */
function continues(line: Line, index: number, isFree: Free, first: boolean): boolean {
  const [token, before] = [line.tokens[index], line.tokens[index - 1]];
  if (!token || !before || !isFree(index)) return false;
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

/** "в клинику Мед-Эксперт", "поликлинику 214", "новая фирма агро инвест". */
function byFirmNoun(line: Line, index: number, isFree: Free): NamedFirm | undefined {
  const token = line.tokens[index];
  if (token?.kind !== 'word' || !FIRM_NOUN.test(token.text)) return undefined;
  const next = line.tokens[index + 1];
  if (!next || !isFree(index + 1)) return undefined;
  const noun = nounOf(token.text);
  if (next.kind === 'number' && /^\d{1,4}$/.test(next.text))
    return firm(line, index, index + 1, `${noun} ${next.raw}`, true);
  if (/^(?:№|#|номер)$/.test(next.text) && line.tokens[index + 2]?.kind === 'number')
    return firm(line, index, index + 2, `${noun} ${textOf(line, index + 1, index + 2)}`, true);
  const isTold = next.text === ':' && /^["«“„]$/.test(line.tokens[index + 2]?.text ?? '');
  if (isTold) return byQuotes(line, index, index + 2);
  if (/^["«“„]$/.test(next.text)) {
    const end = line.tokens.findIndex(({ text }, at) => at > index + 2 && /^["»”“]$/.test(text));
    if (end > 0 && end - index <= MOST_WORDS + 3) {
      const name = textOf(line, index + 2, end - 1);
      return firm(line, index, end, `${noun} «${name}»`, true, [name]);
    }
  }
  let last = index;
  const isCapitalName = /^\p{Lu}/u.test(next.raw);
  const generic = /^(?:фирм|компани|контор|предприяти|организаци)/u.test(token.text);
  const isNew = generic || NEW.test(line.tokens[index - 1]?.text ?? '');
  while (
    last - index < MOST_WORDS &&
    (isCapitalName
      ? continues(line, last + 1, isFree, last === index)
      : isNew && last - index < 2 && isLowerName(line, last + 1, isFree))
  )
    last++;
  if (last === index) return undefined;
  const name = textOf(line, index + 1, last);
  const shown = isCapitalName ? name : titled(name);
  const isNewer = NEW.test(line.tokens[index - 1]?.text ?? '');
  return firm(line, isNewer ? index - 1 : index, last, shown, true, generic ? [] : [`${noun} ${shown}`]);
}

/** "от новой конторы: «Тундра-Логистик»" */
function byQuotes(line: Line, first: number, quote: number): NamedFirm | undefined {
  const end = line.tokens.findIndex(({ text }, at) => at > quote + 1 && /^["»”“]$/.test(text));
  if (end < 0 || end - quote > MOST_WORDS + 3) return undefined;
  return firm(line, first, end, textOf(line, quote + 1, end - 1), true);
}

function isLowerName(line: Line, index: number, isFree: Free): boolean {
  const token = line.tokens[index];
  return (
    token?.kind === 'word' &&
    isFree(index) &&
    !COMMON_WORDS.has(token.text) &&
    !verbForm(token.text) &&
    !isFirstName(token.text) &&
    !isContactWord(token.text)
  );
}

const NOUNS = CONTACT_WORDS.map(([pattern]) => regExp(`^(?:${pattern})$`, 'iu'));
export const isContactWord = (word: string): boolean => NOUNS.some((pattern) => pattern.test(word));

const titled = (name: string): string => name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());

/** "поликлинику", "клиники" -> "Поликлиника", "Клиника". */
function nounOf(word: string): string {
  if (/^(?:кафе|бюро)$/u.test(word)) return word.charAt(0).toUpperCase() + word.slice(1);
  const base = word.replace(/(?:ами|ах|ам|ой|ом|ем|ей|ою|[аяуюыиеой])$/u, '');
  const feminine =
    /^(?:фабрик|клиник|поликлиник|больниц|стоматологи|аптек|гостиниц|столов|пекарн|школ|гимнази|лаборатори|студи|фирм|компани|ферм|агрофирм|птицефабрик|типографи|контор|корпораци|групп)/u.test(
      word,
    );
  const ending = !feminine ? '' : /(?:и|рн)$/u.test(base) ? 'я' : 'а';
  const name = /^(?:агентств|издательств)/u.test(word)
    ? `${base}о`
    : /^предприяти/u.test(word)
      ? `${base}е`
      : base + ending;
  return name.charAt(0).toUpperCase() + name.slice(1);
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

/** "Сибирь-Текс, Оксана Юрьевна 8 383 ...": a compound name opens the line, with a mark or a way to reach after it. */
function byHeading(line: Line, index: number, isFree: Free): NamedFirm | undefined {
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
function byPlace(line: Line, index: number, isFree: Free): NamedFirm | undefined {
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
    return firm(line, index, last, firmNominative(name, grammar), isCompound || isNew, [name]);
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
