import { isLegalForm } from '../../client/name-forms.ts';
import { sharesLegalForm } from '../../client/rank-name.ts';
import { regExp } from '../../text/pattern.ts';
import { fold } from '../../text/spans.ts';
import { between, type Line } from '../find/line.ts';
import type { Mention } from '../find/mention.ts';
import { TAKES_BACK } from '../find/new-client.ts';
import { isFormOf } from '../find/word-forms.ts';
import type { Seen } from '../seen.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { verbForm } from '../words/verbs.ts';

/** Before these the line speaks of somebody who has no part in the contact. */
const ASIDE = regExp(
  String.raw`(?<![\p{L}])(?:intro(?:duced)?(?: \p{L}+)? (?:from|by|via)|(?:recommended|referred|suggested|passed on|put in touch) by|referral (?:from|by)|(?:name|number|contact|details) from|via|(?:on (?:the|my) )?way (?:to|back from)|no relation to|not to be confused with|не путать с|не наш\p{L}*|однофамил\p{L}+|vs\.?|versus|against|than|like|instead of|вместо|по дороге (?:в|на|к|из)|в сторону|рядом с|напротив|в отличие от|как (?:у|в|и)|по рекомендации|рекомендаци\p{L}+ (?:от|из)|посоветовал[аи]?|уйд(?:ет|ут) (?:к|в)|переш(?:ел|ла|ли) (?:к|в)|счет\p{L}*(?: \p{L}+){0,3} в|открыт\p{L}* в)\s(?:\p{L}+\s(?:(?:at|из|от|@)\s|\())?["«]?$`,
  'iu',
);

const wordsOf = (name: string): string[] =>
  fold(name)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

export function withoutAsides({ line, mentions }: Seen): Mention[] {
  return mentions.filter((mention) => {
    const { span, known, first, last } = mention;
    if (isTakenBackBy(line, mention, mentions)) return false;
    const before = line.folded.slice(Math.max(0, span[0] - 60), span[0]);
    if (ASIDE.test(before)) return false;
    if (known.kind !== 'organization') return true;
    // "Вектор-Авто" is another firm than АО «Вектор».
    const after = line.folded.slice(span[1]);
    const goesOn = /^-(\p{Lu}\p{L}+)/u.exec(after)?.[1]?.toLowerCase();
    if (goesOn && !wordsOf(known.name).some((word) => isFormOf(goesOn, word))) return false;
    // "ООО Вектор Плюс" is another firm than АО «Вектор».
    const form = line.tokens[first]?.text ?? '';
    const written = isLegalForm(form) ? form : (line.tokens[first - 1]?.text ?? '');
    const next = line.tokens[last + 1];
    if (
      isLegalForm(written) &&
      next &&
      /^\p{Lu}/u.test(next.raw) &&
      next.span[0] - span[1] === 1 &&
      !isLegalForm(next.text)
    )
      return false;
    return !(isLegalForm(written) && sharesLegalForm(`${written} x`, known.name) === false);
  });
}

/** "северову нет не северову орлову": another one is named right after, and meant. */
function isTakenBackBy(line: Line, mention: Mention, mentions: readonly Mention[]): boolean {
  const same = (other: Mention) =>
    other.known.id === mention.known.id ||
    other.known.id === mention.known.organization ||
    other.known.organization === mention.known.id;
  const others = mentions.filter((other) => other.first > mention.last);
  const next = others.find((other) => !same(other) && other.known.kind === mention.known.kind);
  if (!next) return false;
  const gap = between(line, mention.span[1], next.span[0]);
  if (TAKES_BACK.test(gap)) return true;
  const isDenied = /(?<!\p{L})(?:не|not)\s$/iu.test(line.folded.slice(0, mention.span[0]));
  if (isDenied && /^[\s,.-]*(?:а\s)?$/u.test(gap)) return true;
  const again = others.find((other) => same(other) && other.last < next.first);
  return (
    again !== undefined &&
    TAKES_BACK.test(between(line, mention.span[1], again.span[0])) &&
    isTakenBackBy(line, again, mentions)
  );
}

/** Everyday words are names only where they stand as names do. */
export function standing(seen: Seen, mentions: readonly Mention[]): { mentions: Mention[]; weak: boolean } {
  const persons = new Set(
    mentions.flatMap(({ known, how }) => (known.kind === 'person' && how === 'full' ? [known.organization] : [])),
  );
  const anyPersons = new Set(mentions.flatMap(({ known }) => (known.kind === 'person' ? [known.organization] : [])));
  const { line } = seen;
  const kept: Mention[] = [];
  let weak = false;
  for (const mention of mentions) {
    const { known, how, common, sure } = mention;
    const isSupported =
      known.kind === 'organization' && (persons.has(known.id) || (anyPersons.has(known.id) && how === 'part'));
    const stands = standsAsName(seen, mention);
    const words = line.tokens.slice(mention.first, mention.last + 1);
    const isEveryday = how === 'part' && words.every(({ text }) => COMMON_WORDS.has(text));
    const isName =
      known.kind === 'person' ||
      isSupported ||
      joins(seen, mention, mentions) ||
      (how === 'part' ? !isEveryday && stands && sure >= 0.5 : !common || stands);
    const opens =
      how === 'full' && mention.first === 0 && seen.cues.some(({ channel, form }) => channel && form !== 'noun');
    if (isName || opens) kept.push(mention);
    else if (how === 'full') weak = true;
  }
  return { mentions: kept, weak: weak && kept.length === 0 };
}

const PREPOSITION = regExp(
  String.raw`(?<!\p{L})(?:с|со|в|во|на|к|ко|у|для|из|от|до|по|with|w\/|at|from|for|to|завод\p{L}*|клиент\p{L}*|компани\p{L}*)\s["«“]?$`,
  'iu',
);

/** "ромашка-вектор": the one stands as a name where the other does. */
function joins(seen: Seen, mention: Mention, mentions: readonly Mention[]): boolean {
  if (mention.how !== 'full' || mention.known.kind !== 'organization') return false;
  return mentions.some((other) => {
    if (other === mention || other.how !== 'full' || other.known.kind !== 'organization') return false;
    const [a, b] = mention.first < other.first ? [mention, other] : [other, mention];
    const gap = between(seen.line, a.span[1], b.span[0]);
    return /^\s?(?:-|\/|\+|&|и|and)\s?$/iu.test(gap) && (!other.common || standsAsName(seen, other));
  });
}

/** What only people do: the one who does it is somebody. */
const ACTS =
  /^(?:прос(?:ит|ят)|хо(?:чет|тят)|жд(?:ет|ут)|говор(?:ит|ят)|молч(?:ит|ат)|готов[аы]?|соглас(?:ен|на|ны)|дума(?:ет|ют)|предлага(?:ет|ют)|требу(?:ет|ют)|пиш(?:ет|ут)|звон(?:ит|ят)|отказыва(?:ется|ются)|интересу(?:ется|ются)|wants?|says?|asks?|needs?|is|are|called|rang|has)$/u;

function standsAsName({ line, cues, moments }: Seen, { span, first, last, plain, how }: Mention): boolean {
  const [before, after] = [line.folded.slice(0, span[0]), line.folded.slice(span[1])];
  if (PREPOSITION.test(before) && !/^\s(?:и|да)\s/iu.test(after)) return true;
  const isBeside = cues.some(
    (cue) =>
      (cue.span[0] >= span[1] && cue.span[0] - span[1] <= 2) || (cue.span[1] <= span[0] && span[0] - cue.span[1] <= 2),
  );
  if (isBeside) return true;
  if (moments.some((moment) => Math.abs(moment.span[1] - span[0]) <= 2 || Math.abs(moment.span[0] - span[1]) <= 2))
    return true;
  if (first === 0 && /^\s?[:,-]/.test(after)) return true;
  // A clause of its own: ", ромашка,".
  if (how === 'full' && /(?:^|[,;(:]\s?)$/.test(before) && /^\s?(?:[,;):]|$)/.test(after)) return true;
  const next = line.tokens[last + 1]?.text ?? '';
  if (plain && (verbForm(next) === 'past' || ACTS.test(next))) return true;
  if (!plain && how === 'full') return true;
  // "Ромашка перенос на четверг"
  if (
    first === 0 &&
    how === 'full' &&
    /^(?:перен[ео]с|отмен|сдви|cancel|moved|postponed|истори|журнал|history)/u.test(next)
  )
    return true;
  // "Вектор за ноябрь"
  if (first === 0 && how === 'full' && /^\sза\s(?:\p{L}+\s)?\p{L}+[\s?!.]*$/iu.test(after)) return true;
  // "перенеси вектор": right after a word that orders.
  const word = line.tokens[first - 1]?.text ?? '';
  return /(?:ть|ти|ться|и|й|ь)$/u.test(word) && line.tokens[last + 1]?.text !== 'не' && word.length >= 4;
}
