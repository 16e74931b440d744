import { cutOut, fold, overlaps, type Span } from '../text/spans.ts';
import { findDuration } from '../time/duration.ts';
import { type FoundWhen, findWhen, saysNoDay } from '../time/when.ts';
import { dayEnd, dayStart } from '../time/zone.ts';
import { type Cue, channelOf, findCues, type QuickChannel, type Tense } from './channel.ts';
import { type Direction, directionOf } from './direction.ts';
import { type ClientPhrase, clientPhrases } from './phrases.ts';
import { promiseFrom, tenseOf } from './tense.ts';

export type { ClientPhrase } from './phrases.ts';
export { wholePhrase, withoutPhrase } from './phrases.ts';

/** What a line of free text says of a contact. What it does not say is missing. */
export interface QuickEntry {
  planned: boolean;
  /** Missing only when planned and no day was told. Without a time: the first instant of the day in the zone. */
  start?: Date;
  hasTime: boolean;
  minutes?: number;
  channel?: QuickChannel;
  direction?: Direction;
  /** The text without what became a field; the client's name is still in it (`withoutPhrase`). */
  rest: string;
  /** Where the client's name may be, the likeliest first. */
  phrases: ClientPhrase[];
}

export interface QuickOptions {
  now: Date;
  /** IANA zone of the user who wrote the text. */
  zone: string;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  workingDays?: readonly number[];
}

/** Who, when and how stand in the first line or two; the rest of a long text is its content, and is not searched. */
const SEARCHED = 500;
const DAY_MS = 86_400_000;

/**
 * Reads a line such as "звонок Ромашка завтра 15:00 обсудить договор" or "Acme called, wants a discount". Never fails: a text
 * that says nothing of a contact is one that happened now, with everything as its content.
 *
 * Planned or happened is told by the date; without one by the tense of the verb; else it happened now. A past verb with a future
 * date ("позвонили, просят перезвонить завтра") happened now, and the date stays in the content.
 */
export function parseQuickEntry(text: string, options: QuickOptions): QuickEntry {
  const line = fold(text.slice(0, SEARCHED));
  const cues = findCues(line);
  const tense = tenseOf(line, cues);
  const found = findMoment(text, tense, options);
  const said = found && isPromised(line, found, tense, options) ? undefined : found;
  // "31 ноября" is not a day, and yet meant as one to come.
  const start = startOf(said, tense ?? (saysNoDay(text, options) ? 'future' : undefined), options);
  const isCut = said !== undefined && !start.ignoresDate;
  const duration = findDuration(text);
  const ownDuration =
    duration && !(isCut && said.spans.some((span) => overlaps(span, duration.span))) ? duration : undefined;
  const minutes = ownDuration?.minutes ?? (isCut ? said.minutes : undefined);
  // "Ромашка вчера звонила": who stands before the verb is seen only with the date out of the way.
  const times = [...(isCut ? said.spans : []), ...(ownDuration ? [ownDuration.span] : [])];
  const [blanked, own] = [blank(line, times), cues.filter(({ span }) => !times.some((time) => overlaps(span, time)))];
  const channel = channelOf(own);
  const direction = directionOf(blanked, own, start.planned);
  const rest = cutOut(text, [...times, ...leadingCues(blanked, own)]).trim();
  return {
    planned: start.planned,
    ...(start.at && { start: start.at }),
    hasTime: start.hasTime,
    ...(minutes !== undefined && { minutes }),
    ...(channel && { channel }),
    ...(direction && { direction }),
    rest,
    phrases: clientPhrases(rest),
  };
}

/**
 * The date, leaning as the verb does. Without a verb: a bare time is today's, over or not; a day without a year is the coming one,
 * unless that is more than half a year ahead and the past one less than two months ago.
 */
function findMoment(
  text: string,
  tense: Tense | undefined,
  { now, zone, workingDays }: QuickOptions,
): FoundWhen | undefined {
  const options = { now, zone, ...(workingDays && { workingDays }) };
  const ahead = tense === 'past' ? undefined : findWhen(text, { ...options, lean: 'future' });
  if (tense === 'future' || (tense === undefined && ahead === undefined)) return ahead;
  const back = findWhen(text, { ...options, lean: 'past' });
  if (!ahead || !back) return back;
  const isToday = ahead.at < dayEnd(now, zone);
  if (!ahead.hasDay) return isToday || back.at < dayStart(now, zone) ? ahead : back;
  const isOver = ahead.at.getTime() - now.getTime() > 180 * DAY_MS && now.getTime() - back.at.getTime() < 60 * DAY_MS;
  return isOver ? back : ahead;
}

/** Whether the date is that of something agreed or wanted while this contact went on, unless it can only be a past one. */
function isPromised(line: string, { spans }: FoundWhen, tense: Tense | undefined, options: QuickOptions): boolean {
  const promise = promiseFrom(line, tense);
  if (tense === 'future' || promise === undefined || spans.some(([start]) => start < promise)) return false;
  const ahead = findWhen(line, { ...options, lean: 'future' });
  return ahead !== undefined && ahead.at > options.now;
}

interface Start {
  planned: boolean;
  at?: Date;
  hasTime: boolean;
  ignoresDate?: true;
}

function startOf(said: FoundWhen | undefined, tense: Tense | undefined, { now, zone }: QuickOptions): Start {
  const rightNow = { planned: false, at: now, hasTime: true };
  if (!said) return tense === 'future' ? { planned: true, hasTime: false } : rightNow;
  if (said.hasTime) {
    if (said.at <= now) return { planned: false, at: said.at, hasTime: true };
    return tense === 'past' ? { ...rightNow, ignoresDate: true } : { planned: true, at: said.at, hasTime: true };
  }
  if (said.at >= dayEnd(now, zone)) {
    return tense === 'past' ? { ...rightNow, ignoresDate: true } : { planned: true, at: said.at, hasTime: false };
  }
  if (said.at < dayStart(now, zone)) return { planned: false, at: said.at, hasTime: false };
  return tense === 'future' ? { planned: true, at: said.at, hasTime: false } : rightNow;
}

/**
 * The words that became channel and direction and are not content: the first cue with those that touch it ("написал письмо", "входящий
 * звонок"), and "I", "we", "нам", "had a" around them. A later one ("договорились о встрече") is content.
 */
function leadingCues(line: string, cues: readonly Cue[]): Span[] {
  const first = cues.find(({ channel, direction }) => channel ?? direction);
  // "договориться о встрече": what was spoken of.
  if (!first || first.negated || /(?<!\p{L})(?:об?|про|about)\s$/iu.test(line.slice(0, first.span[0]))) return [];
  let [start, end] = first.span;
  for (const { span } of cues) {
    if (span[0] >= end && /^\s+(?:(?:нам|мне|a|an|the)\s+)?$/iu.test(line.slice(end, span[0]))) end = span[1];
  }
  start -=
    /(?:(?<!\p{L})(?:я|мы|нам|мне|i|we|to|had|have|надо|нужно|напомни|remind me to|need to|a|an|the|у нас была?)\s+){1,3}$/iu.exec(
      line.slice(0, start),
    )?.[0].length ?? 0;
  end += /^\s+(?:нам|мне|us|me)(?!\p{L})/iu.exec(line.slice(end))?.[0].length ?? 0;
  // "send Acme an email", "написал Петрову в ватсап": what it was done by stands apart.
  const byWhat = first.weak ? cues.find(({ channel, weak, span }) => channel && !weak && span[0] >= end) : undefined;
  if (!byWhat) return [[start, end]];
  const article = /(?<!\p{L})(?:an?|the)\s+$/iu.exec(line.slice(end, byWhat.span[0]))?.[0].length ?? 0;
  return [
    [start, end],
    [byWhat.span[0] - article, byWhat.span[1]],
  ];
}

/** Spaces in place of the spans, so that all others hold. */
function blank(line: string, spans: readonly Span[]): string {
  return spans.reduce((text, [start, end]) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), line);
}
