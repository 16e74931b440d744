import { regExp } from '../text/pattern.ts';
import type { Span } from '../text/spans.ts';
import { tidy } from '../text/spans.ts';
import type { Cue } from './find/cues.ts';
import type { Token } from './find/line.ts';
import type { Moment } from './find/moments.ts';
import { quotesIn } from './find/quotes.ts';
import { isOfDenied } from './own-moment.ts';
import type { Field, NextStep, Start } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { isProposed, isStory } from './story.ts';
import { timed } from './times.ts';
import { turnOf } from './turn.ts';
import { STEP, UNDATED_STEP } from './words/step-words.ts';
import { verbForm } from './words/verbs.ts';

/** Where the words of a step begin in a line without punctuation. */
const BEGINS = regExp(
  String.raw`(?<![\p{L}])(?:договорились|условились|назначили|обещал[аи]?|пообещал[аи]?|потом|затем|поэтому|надо|нужно|отправить|выслать|прислать|скинуть|подготовить|завезти|привезти|забрать|заехать|позвонить|набрать|выставить|написать|согласовать|подписать|передать|проверить|уточнить|сделать|оплатить|вернуться|узнать|спросить|короче|значит|а созвон|созвон|встреча|следующ\p{L}+|прос(?:ит|ят|ил|ила)|жд[уеё]т?м?|перезвонить|высылаем|я делаю|i told|i said|i['’]ve promised|so i|need to|needs|owe|send|call|ring|cb|try|going|get|revisit|going again|rebooked|he wants|she wants|if he|if she|and i|proposal|collect)(?!\p{L})`,
  'giu',
);
const LONGEST = 140;

/**
 * The step that the line states beside the contact: of moments to come that belong to no delivery or payment the one with a word for
 * something to do beside it, rather with a clock; without any, a promise without a day.
 */
export function nextStep(
  seen: Seen,
  planned: boolean,
  own: Moment | undefined,
  start: Date | undefined,
): NextStep | undefined {
  const later = seen.moments.filter(
    (moment) =>
      moment !== own &&
      !(own && overlapsOf(own.span, moment.span)) &&
      !(own && OR.test(seen.line.folded.slice(own.span[1], moment.span[0]))) &&
      !isOfDenied(seen, moment, own && { at: own.span[0] }) &&
      mayCome(seen, moment, planned),
  );
  const candidates = later
    .map((moment) => ({ moment, about: aboutOf(seen, moment), rank: 0 }))
    .map((one) => ({ ...one, rank: rankOf(seen, one.moment, one.about) }))
    .filter(({ rank }) => rank > (planned ? 2 : 0))
    .sort((a, b) => b.rank - a.rank);
  const [best] = candidates;
  if (best) return stepAt(seen, best.moment, best.about, start);
  if (planned) return undefined;
  return backThen(seen) ?? undated(seen, own);
}

/** "he's out til the 7th, cb then": the day that the story told. */
function backThen(seen: Seen): NextStep | undefined {
  const match = /(?<!\p{L})(\p{L}[\p{L}\s'’]{0,30}?)\s(?:then|тогда|после|after(?: that)?)(?=\s*(?:[.,;!]|$))/iu.exec(
    seen.line.folded,
  );
  const moment = match && seen.moments.findLast(({ span }) => span[1] <= match.index);
  if (!match || !moment || !STEP.test(match[0])) return undefined;
  return stepAt(seen, moment, seen.line.raw.slice(match.index, match.index + match[0].length).trim(), undefined);
}

/** "пн или вт": one of two, and no further one. */
const OR = /^\s?(?:или|либо|or|\/)\s?$/iu;
const overlapsOf = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];

function mayCome(seen: Seen, moment: Moment, planned: boolean): boolean {
  // "сегодня в 19:30 встретился": of the contact itself, whatever the clock says.
  const isTold = seen.cues.some(
    ({ form, channel, span, clause }) =>
      form === 'past' &&
      channel &&
      clause === moment.clause &&
      span[0] >= moment.span[1] &&
      span[0] - moment.span[1] <= 3,
  );
  if (isTold && moment.said.day?.kind === 'offset') return false;
  // "через пять минут ответил": told of what was.
  const following = seen.line.tokens.find(({ span }) => span[0] >= moment.span[1]);
  if (moment.said.shift && following && verbForm(following.text) === 'past') return false;
  const isBare = !moment.said.day && !moment.said.shift && !moment.sameTime;
  if (isBare && (planned || !STEP.test(aboutOf(seen, moment)))) return false;
  const turn = turnOf(seen, moment);
  return turn === 'ahead' || turn === 'either' || (isBare && turn === 'today');
}

function rankOf(seen: Seen, moment: Moment, about: string): number {
  const isDeadline = /^(?:by|к|ко)\s/iu.test(seen.line.folded.slice(...moment.span)) || isUntil(seen, moment);
  const isStep =
    STEP.test(about) ||
    isProposed(seen, moment) ||
    (isDeadline && moment.said.day !== undefined && moment.said.day.kind !== 'month');
  if (isStory(seen, moment) && !isNeededBy(seen, moment) && !isAskedInQuote(seen, moment, about)) return 0;
  if (
    moment.said.day?.kind === 'month' &&
    !BACK_THEN.test(about) &&
    !seen.cues.some(({ form, clause }) => form !== 'noun' && form !== 'past' && clause === moment.clause)
  )
    return 0;
  if (!isStep && /^(?:до|until|till)\s/iu.test(seen.line.folded.slice(...moment.span))) return 0;
  if (!isStep && (/^(?:month|edge)$/.test(moment.said.day?.kind ?? '') || turnOf(seen, moment) !== 'ahead')) return 0;
  return (
    (STEP.test(about) ? 2 : isStep ? 1.5 : 0.5) +
    (moment.said.clock ? 1 : 0) -
    (isNear(seen, moment) ? 0 : 0.3) +
    moment.span[0] / 10_000
  );
}

/** "завезти до пятницы": so long there is time to do it; "ставка до конца года" is a term. */
const isUntil = (seen: Seen, moment: Moment): boolean => {
  const { line } = seen;
  const { span, clause } = moment;
  return (
    /^до\s/iu.test(line.folded.slice(...span)) &&
    (line.tokens.some((one) => one.clause === clause && one.kind === 'word' && verbForm(one.text) !== undefined) ||
      (isNear(seen, moment) && isShort(line.tokens.filter((one) => one.clause === clause && one.span[1] <= span[0]))))
  );
};

const NEAR_MS = 21 * 86_400_000;
const isNear = (seen: Seen, moment: Moment): boolean => {
  const at = timed(seen, moment, 'future').start.value?.at;
  return at !== undefined && at.getTime() - seen.situation.now.getTime() < NEAR_MS;
};

/** "КП до среды" */
const isShort = (words: readonly Token[]): boolean => words.length <= 3 && words.every(({ kind }) => kind !== 'number');

/** "Кравцова: «пришлите акт до 5-го»": what is quoted asks for it. */
const isAskedInQuote = ({ line }: Seen, { span }: Moment, about: string): boolean =>
  quotesIn(line).some(([from, to]) => from <= span[0] && span[1] <= to) &&
  /(?<!\p{L})(?:(?:при|вы)шлите|отправьте|сделайте|перезвоните|подготовьте|скиньте|дайте|send|call|ring|please|pls)(?!\p{L})/iu.test(
    about,
  );

/** "расчет нужен к среде": by then it is ours to do. */
function isNeededBy({ line }: Seen, { span }: Moment): boolean {
  return (
    /^(?:к|ко|by)\s/iu.test(line.folded.slice(...span)) &&
    /(?<!\p{L})(?:нуж(?:ен|на|но|ны)|needs?|needed|due)\s$/iu.test(line.folded.slice(0, span[0]))
  );
}
/** In so many months there is something to be done again. */
const BACK_THEN =
  /(?<!\p{L})(?:верн(?:уть|усь|емся)\p{L}*|возвра\p{L}+|возобнов\p{L}+|напомн\p{L}+|снова|повтор\p{L}+|позвон\p{L}+|перезвон\p{L}+|набер\p{L}+|набрать|встреч\p{L}*|revisit|pick (?:it |this )?(?:back )?up|circle back|try again|again|call|ring|review|follow up|chase|touch base|check in|come back|remind|diary|diarise)(?!\p{L})/iu;

function stepAt(seen: Seen, moment: Moment, about: string, start: Date | undefined): NextStep {
  const when = toCome(seen, moment, timed(seen, moment, 'future', start).start);
  const { day } = moment.said;
  // "через полгода": so far ahead no day is meant.
  const isOpen = day?.kind === 'month' || (day?.kind === 'offset' && day.months >= 3);
  const channel = channelIn(seen, moment);
  return {
    start: isOpen ? field<Start>(undefined, 'asked', when.why, when.value ? [when.value] : []) : when,
    about,
    ...(channel && { channel }),
  };
}

/** "ответить сегодня до 8", said in the evening: the hour that is still to come. */
function toCome({ situation }: Seen, { said }: Moment, when: Field<Start>): Field<Start> {
  const { value } = when;
  if (!value || !said.clock?.loose || value.at > situation.now) return when;
  const later = new Date(value.at.getTime() + 12 * 3_600_000);
  if (later <= situation.now) return when;
  return field<Start>({ ...value, at: later }, 'guessed', when.why, [value]);
}

function channelIn({ cues }: Seen, moment: Moment): Cue['channel'] {
  return cues.find((cue) => cue.clause === moment.clause && cue.channel && cue.form !== 'past')?.channel;
}

/** The clause of the moment; in a line without punctuation from the word that begins the step. */
function aboutOf(seen: Seen, moment: Moment): string {
  const { line } = seen;
  const [start, to] = clauseSpan(seen, moment);
  // What happened is no part of the step: "just off a call with Tom, ...".
  const told = seen.cues.filter(({ form, channel, span }) => form === 'past' && channel && span[1] <= moment.span[0]);
  const from = Math.max(start, ...told.map(({ span }) => span[1]));
  const text = line.folded.slice(from, moment.span[0]);
  const begins = [...text.matchAll(BEGINS)];
  const last = text.length > 40 ? begins.at(-1) : begins[0];
  const begin = last
    ? from + withObject(text, last.index)
    : Math.max(from, moment.span[0] - (text.length > LONG_CLAUSE ? lastWords(text) : LONGEST));
  const said = line.raw.slice(begin, Math.min(to, begin + LONGEST));
  // Day and time stand in the offer beside it.
  const [at, end] = moment.span;
  const words = `${line.raw.slice(begin, at)} ${line.raw.slice(end, Math.min(to, end + LONGEST))}`;
  const bare = tidy(words)
    .replace(/^(?:и|а|но|and|so|but|then)\s/iu, '')
    .trim();
  // "ответ ему надо завтра": what is needed stands before.
  if (/^(?:надо|нужно|needed|due)$/iu.test(bare)) {
    const before = line.raw.slice(Math.max(from, begin - 40), moment.span[0]).trim();
    return before.split(/\s+/).slice(-4).join(' ');
  }
  return bare.length >= 3 ? bare : tidy(said).trim();
}

/** A dictated clause of so many characters tells more than the step. */
const LONG_CLAUSE = 70;
/** How many characters the last eight words of a text take. */
function lastWords(text: string): number {
  let at = text.trimEnd().length;
  for (let count = 0; count < 8 && at > 0; count++) at = text.lastIndexOf(' ', at - 1);
  return text.length - at - 1;
}

/** "счёт жду": where the step begins, with its object before it if the clause begins with that. */
function withObject(text: string, at: number): number {
  const before = text.slice(0, at).trim();
  const isObject = before.length > 0 && before.length <= 30 && before.split(/\s+/).length <= 3;
  return isObject && !before.split(/\s+/).some((word) => verbForm(word.toLowerCase()) === 'past') ? 0 : at;
}

function clauseSpan({ line }: Seen, moment: Moment): Span {
  const sentence = line.tokens.find(({ span }) => span[1] > moment.span[0])?.sentence;
  const own = line.tokens.filter(
    ({ clause, sentence: other, kind, text }) =>
      other === sentence && clause === moment.clause && !(kind === 'mark' && /^[,;:.!?]$/.test(text)),
  );
  let [from, to] = [own[0]?.span[0] ?? moment.span[0], own.at(-1)?.span[1] ?? moment.span[1]];
  // A clause that is nothing but the day belongs to the one before it: "допник сделать, до 04.12".
  if (from >= moment.span[0] - 1 && to <= moment.span[1] + 1) {
    const before = line.tokens.filter(
      ({ clause, sentence: other }) => other === sentence && clause === moment.clause - 1,
    );
    from = before[0]?.span[0] ?? from;
    if (before.length === 0)
      to =
        line.tokens.filter(({ sentence: other, clause }) => other === sentence && clause === moment.clause + 1).at(-1)
          ?.span[1] ?? to;
  }
  return [Math.min(from, moment.span[0]), Math.max(to, moment.span[1])];
}

function undated(seen: Seen, own: Moment | undefined): NextStep | undefined {
  const from = Math.max(own?.span[1] ?? 0, 12);
  const match = [...seen.line.folded.matchAll(UNDATED_STEP)].find(({ index }) => index >= from);
  if (!match) return undefined;
  const begin = match.index;
  const end = /[.!?;]/u.exec(seen.line.folded.slice(begin))?.index;
  const about = seen.line.raw
    .slice(begin, Math.min(begin + LONGEST, end === undefined ? seen.line.raw.length : begin + end))
    .trim();
  return { start: field<Start>(undefined, 'asked', `«${match[0]}» without a day`), about };
}
