import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { firstNamesOf, isFirstName } from '../words/first-names.ts';
import { verbForm } from '../words/verbs.ts';
import { isContactWord, isFirmWord } from './firm.ts';
import type { Line, Token } from './line.ts';
import type { Mention } from './mention.ts';
import { personNominative } from './nominative.ts';

/** Somebody named in the line whom the directory does not know. */
export interface NamedPerson {
  name: string;
  first: number;
  last: number;
  span: Span;
  sure: boolean;
}

const TITLE =
  /^(?:шеф|повар|мастер|доктор|врач|хозяйка|директор|гендиректор|главврач|завхоз|закупщик|снабженец|бухгалтер|главбух|менеджер|инженер|технолог|завсклад|кладовщик|секретар|медсестр|логист|юрист|собственник|владелец|хозяин|начальник|зам|прораб|администратор|управляющ|руководител|специалист|секретарша|помощник|контакт|зовут|gatekeeper|mgr|mister|mr$|mrs$|ms$|miss$|dr$|doctor|engineer|foreman|planner|clerk|nurse|accountant|secretary|owner|buyer|manager|director|contact|receptionist|assistant)/u;
const PATRONYMIC = /(?:вич|[аоеин][нлвс]?[иы]ч|вна|ична|вича|вне|вну|вной|вичу|вичем)$/u;
const SURNAME =
  /(?:ов|ев|ин|ын|ский|цкий|ской|ова|ева|ина|ына|ская|цкая|енко|ко|ук|юк|ян|дзе|швили|ец|их|ых)(?:а|у|ым|ом|ой|ого|ому|ую|ей)?$/u;
/** Those whom we send or ask, and those of a colleague: nobody of the client's. */
const COLLEAGUE = regExp(
  String.raw`(?<!\p{L})(?:позвать|попросить|поручить|спросить у|наладчика?|водител\p{L}*|(?:наш(?:его|ей|ему|а|и|им)?|отв\.?|ответственн\p{L}+|от нас|с нашей стороны|our)(?:\s\p{L}+)?|коллег\p{L}+|get|ask|have|tell|copy|cc|она у|он у|лежит у|передать)\s$`,
  'iu',
);
const AMBIGUOUS = new Set(
  'will may mark art bill grace rose hope dawn page grant max frank jo pat rob sue don роман слава вера надежда любовь лев марк'.split(
    ' ',
  ),
);

/** The first name of the line that is nobody's whom we know, with what stands beside it of family name and patronymic. */
export function namedPerson(
  line: Line,
  mentions: readonly Mention[],
  closed: readonly Span[],
): NamedPerson | undefined {
  const { tokens } = line;
  const isFree = (index: number): boolean => {
    const token = tokens[index];
    if (token?.kind !== 'word') return false;
    if (mentions.some(({ first, last, known }) => index >= first && index <= last && known.kind === 'person'))
      return false;
    return !closed.some(([start, end]) => start < token.span[1] && token.span[0] < end);
  };
  const found = tokens.flatMap((_, index) => {
    const person = isFree(index) ? personAt(line, index, isFree) : undefined;
    return person ? [person] : [];
  });
  return found.find(({ sure }) => sure) ?? found[0];
}

function personAt(line: Line, index: number, isFree: (index: number) => boolean): NamedPerson | undefined {
  const { tokens } = line;
  const token = tokens[index];
  if (!token) return undefined;
  const before = tokens[index - 1]?.text ?? '';
  if (COLLEAGUE.test(line.folded.slice(Math.max(0, token.span[0] - 32), token.span[0]))) return undefined;
  const isUpper = /^\p{Lu}/u.test(token.raw);
  const isWritten = isUpper || !/\p{Lu}/u.test(line.raw);
  const make = (first: number, last: number, sure: boolean): NamedPerson => {
    const span: Span = [tokens[first]?.span[0] ?? 0, tokens[last]?.span[1] ?? 0];
    const name = personNominative(line.raw.slice(...span));
    return {
      name: isUpper ? name : name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()),
      first,
      last,
      span,
      sure,
    };
  };
  if (
    isFirstName(token.text) &&
    isWritten &&
    (isUpper || !COMMON_WORDS.has(token.text)) &&
    !(AMBIGUOUS.has(token.text) && !isUpper)
  ) {
    const next = isFree(index + 1) ? tokens[index + 1] : undefined;
    const isNear = next && line.folded.slice(token.span[1], next.span[0]) === ' ';
    const goesOn =
      isNear &&
      (PATRONYMIC.test(next.text) ||
        (isUpper ? /^\p{Lu}/u.test(next.raw) : SURNAME.test(next.text) && !COMMON_WORDS.has(next.text)));
    // "sharon pike", dictated: the family name may be any word that is no everyday one.
    const isHeard = isNear && !isUpper && !goesOn && isHeardSurname(line, next);
    // "Козлова Ирина": the family name first.
    const isAfterName =
      isFree(index - 1) &&
      /^\p{Lu}/u.test(tokens[index - 1]?.raw ?? '') &&
      SURNAME.test(before) &&
      !firstNamesOf(before).size;
    return make(
      isAfterName ? index - 1 : index,
      goesOn || isHeard ? index + 1 : index,
      goesOn === true || TITLE.test(before) || isUpper,
    );
  }
  // "owner's name is walt jensen", "a guy called brendan", "контакт Жанна", "зовут Тимофей"
  if (INTRODUCED.test(line.folded.slice(0, token.span[0])) && isName(line, index, isUpper)) {
    const goesOn =
      isFree(index + 1) &&
      /^ $/.test(line.folded.slice(token.span[1], tokens[index + 1]?.span[0])) &&
      isName(line, index + 1, isUpper);
    return make(index, goesOn ? index + 1 : index, true);
  }
  // "OR mgr Denise Kowalski", "mister osei"
  const isTitled =
    TITLE.test(before) &&
    /^[a-z]{3,}$/.test(token.text) &&
    !COMMON_WORDS.has(token.text) &&
    verbForm(token.text) === undefined;
  if (isTitled && isUpper)
    return make(
      index,
      /^\p{Lu}\p{Ll}/u.test(tokens[index + 1]?.raw ?? '') && isFree(index + 1) ? index + 1 : index,
      true,
    );
  // "Dr. Okafor"
  const isDoctor =
    isUpper &&
    before === '.' &&
    /^(?:dr|mr|mrs|ms|prof)$/.test(tokens[index - 2]?.text ?? '') &&
    !COMMON_WORDS.has(token.text);
  if (isDoctor) return make(index - 2, index, true);
  // "тел Щеглова, лаборатория": a family name after a word for the contact.
  const isCalled =
    isUpper &&
    /^(?:тел|звонок|созвон|встреча|письмо|разговор)$/u.test(before) &&
    SURNAME.test(token.text) &&
    token.text.length >= 5 &&
    /^[,.(]$/.test(tokens[index + 1]?.text ?? '');
  if (isCalled) return make(index, index, false);
  // "spoke w/ Jun Park (purchasing)", "Wilkes Haulage - Bernie 07700 900451"
  const said = line.folded.slice(Math.max(0, token.span[0] - 30), token.span[0]);
  const isTalkedTo =
    /(?<!\p{L})(?:spoke|talked|spk|chatted|chat|meeting|met|word|call|sit-?down)\s(?:with|w\/|to)\s$/iu.test(said);
  if (
    isUpper &&
    isTalkedTo &&
    isName(line, index, true) &&
    isFree(index + 1) &&
    isName(line, index + 1, true) &&
    !isFirmWord(tokens[index + 1]?.text ?? '')
  )
    return make(index, index + 1, true);
  const isReached = /^[-–—,(:]$/.test(before) && /^\s?\+?\(?\d[\d\s()-]{6,}/.test(line.folded.slice(token.span[1]));
  if (isUpper && isReached && isName(line, index, true)) return make(index, index, true);
  if (isTitled && /^(?:mister|mr|mrs|ms|miss|dr|doctor)$/.test(before)) return make(index, index, false);
  // "Stonebridge Foods - Carlos Vega, 555-..."
  const following = tokens[index + 1];
  if (
    isUpper &&
    /^[,(-]$/.test(before) &&
    !isFree(index - 2) &&
    tokens[index - 2]?.kind === 'word' &&
    isFree(index + 1) &&
    following &&
    /^\p{Lu}\p{Ll}/u.test(following.raw) &&
    !COMMON_WORDS.has(token.text) &&
    !/^\p{Lu}/u.test(tokens[index + 2]?.raw ?? '') &&
    /^\p{Lu}\p{Ll}/u.test(token.raw)
  )
    return make(index, index + 1, false);
  // "Tessa Ward, Redwood Clinic", "Owen Pryce at Stonegate": two capitals before a firm, or the name in the address.
  const [second, third] = [tokens[index + 1], tokens[index + 2]];
  const isNameBefore =
    isUpper &&
    /^\p{Lu}\p{Ll}+$/u.test(token.raw) &&
    second !== undefined &&
    /^\p{Lu}\p{Ll}+$/u.test(second.raw) &&
    isFree(index + 1) &&
    !isContactWord(token.text) &&
    !isContactWord(second.text) &&
    !COMMON_WORDS.has(token.text) &&
    !isFirmWord(second.text) &&
    (tokens.some(({ text }) => text.includes('@') && text.startsWith(token.text)) ||
      (/^(?:,|\(|at|of|from|@)$/.test(third?.text ?? '') && !isFree(index + 3)));
  if (isNameBefore) return make(index, index + 1, true);
  // "Самойлов А.В."
  if (isUpper && /^[А-ЯA-Z]$/u.test(tokens[index + 1]?.raw ?? '') && tokens[index + 2]?.text === '.') {
    let last = index + 2;
    while (/^[А-ЯA-Z]$/u.test(tokens[last + 1]?.raw ?? '') && tokens[last + 2]?.text === '.') last += 2;
    return make(index, last, true);
  }
  // "шеф Ашот"
  if (
    TITLE.test(before) &&
    isUpper &&
    /^[А-ЯЁ][а-яё]{2,}$/u.test(token.raw) &&
    !COMMON_WORDS.has(token.text) &&
    !isContactWord(token.text)
  )
    return make(index, index, true);
  if (SURNAME.test(token.text) && token.text.length >= 5 && TITLE.test(before)) return make(index, index, true);
  const isSubject =
    isUpper &&
    SURNAME.test(token.text) &&
    /^(?:звонил|звонила|писал|писала|позвонил|позвонила|приехал|приехала)$/u.test(before);
  // "звонил Ежов Павел", whoever else is called so.
  const goesOn = /^\p{Lu}/u.test(tokens[index + 1]?.raw ?? '') && isFirstName(tokens[index + 1]?.text ?? '');
  return isSubject ? make(index, goesOn ? index + 1 : index, true) : undefined;
}

const INTRODUCED = regExp(
  String.raw`(?<!\p{L})(?:name['’]s|name is|name of|(?:guy|man|woman|lady|bloke|chap|lad|girl|fella|someone|somebody|person|contact|buyer|manager|owner) (?:called|named)|ask for|goes by|зовут|как(?:ой|ая)[- ]то|некий|некая|по имени|представил(?:ся|ась)(?: как)?)\s$`,
  'iu',
);
/** A word that may be a name where one is introduced: no everyday one, and with a capital in a line that has them. */
const isName = ({ tokens }: Line, index: number, upper: boolean): boolean => {
  const token = tokens[index];
  if (token?.kind !== 'word' || token.text.length < 3) return false;
  if (COMMON_WORDS.has(token.text) || NO_SURNAME.test(token.text) || isContactWord(token.text)) return false;
  return upper ? /^\p{Lu}\p{Ll}/u.test(token.raw) : verbForm(token.text) === undefined && !/['’]/.test(token.raw);
};

const isHeardSurname = ({ folded }: Line, { text, span }: Token): boolean =>
  /^[a-z]{4,}$/.test(text) &&
  !COMMON_WORDS.has(text) &&
  !NO_SURNAME.test(text) &&
  !isFirstName(text) &&
  verbForm(text) === undefined &&
  !isContactWord(text) &&
  !/^['’]/.test(folded.slice(span[1]));
const NO_SURNAME =
  /(?:ing|ly|s['’]?t|ness)$|^(?:wants|says|asks|needs|reckons|thinks|over|because|before|until|since|while|whose|both|either|never|always|maybe|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|first|second|next|again|back|here|down|across|behind|beside|toward|towards|against|between|through|around|plus|does|didn|isn|wasn|hasn|loves|likes|hates|agreed|okay|might|could|would|shall|must|loved|keen|happy|upset|angry|away|busy|sick|late|early|purchasing|sales|accounts|finance|legal|procurement|reception|manager|director|owner|buyer|minutes|hours|half|quarter|noon|please|thanks|cheers|sorry|asap|urgent)$/;
