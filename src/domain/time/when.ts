import { no, ok, type Result } from '../result.ts';
import { regExp } from '../text/pattern.ts';
import { cutOut, fold, overlaps, type Span } from '../text/spans.ts';
import { chronoDay } from './chrono.ts';
import { clocks } from './clocks.ts';
import { dayparts } from './dayparts.ts';
import { dayWords } from './days.ts';
import { edges } from './edges.ts';
import { readLater } from './later.ts';
import { noise } from './noise.ts';
import { isoDates, numericDates } from './numeric.ts';
import type { Piece, Rule, SaidDay } from './pieces.ts';
import { type Moment, resolve, resolveLater, type Said, type WhenOptions } from './resolve.ts';
import { shifts } from './shifts.ts';
import { inFigures } from './spoken.ts';

/*
 * Dates and times as people write them, Russian and English both always tried, whatever the user's language.
 *
 * Rules find pieces (a day, a clock, a part of the day, a distance from now), in this order; what an earlier one has claimed
 * is closed to later ones. Then the pieces that belong together are put into one moment (when/resolve.ts), in the zone.
 * chrono-node is asked only for whole answers in which nothing was found: see when/chrono.ts.
 */
const RULES: readonly Rule[] = [isoDates, noise, edges, shifts, dayWords, numericDates, clocks, dayparts];

/** A date stands at the beginning, or is part of a story: only so many characters are looked at. */
const SEARCHED = 500;
const LONGEST_ANSWER = 200;

export interface FoundWhen extends Moment {
  /** Whether a day was told, or only a time of day. */
  hasDay: boolean;
  /** What to cut out of the text, prepositions included, in order. */
  spans: Span[];
}

/**
 * A whole typed answer to "when?". 'none': nothing in it says when; 'impossible': it does, but there is no such day or hour
 * (31.02, 25:70) or it lies outside 20 years back and 5 ahead.
 */
export function parseWhen(
  text: string,
  options: WhenOptions,
): Result<{ at: Date; hasTime: boolean }, 'none' | 'impossible'> {
  const line = fold(text).trim();
  if (line.length > LONGEST_ANSWER) return no('none');
  if (/^(?:сейчас|now|только что)[.!]?$/iu.test(line)) return ok({ at: toMinute(options.now), hasTime: true });
  const later = readLater(line);
  if (later) return judged(resolveLater(later, options));
  const clocked = asClock(inFigures(line).text);
  const pieces = findPieces(clocked);
  if (hasBrokenFigures(clocked, pieces)) return no('impossible');
  const used = together(pieces);
  if (used.length > 0 && !isWhole(clocked, pieces, used)) return no('none');
  const said = asSaid(used);
  if (options.day && (said.clock || said.daypart) && !said.day && !said.shift)
    said.day = { kind: 'date', ...options.day };
  const day =
    said.day || said.shift ? undefined : chronoDay(line, options.now, options.zone, options.lean === 'future');
  if (!isSaid(said) && !day) return no('none');
  return judged(resolve(day && !isSaid(said) ? { day } : said, options));
}

const judged = (moment: Moment | undefined): ReturnType<typeof parseWhen> =>
  moment ? ok({ at: moment.at, hasTime: moment.hasTime }) : no('impossible');

/** Words that change the meaning of a date beside them: "or", "not", "later", an amount of days, a weekday cut short. */
const MATTERS = regExp(
  String.raw`\d|(?<!\p{L})(?:или|либо|не|кроме|позже|позднее|попозже|раньше|пораньше|перед|после|до|через|вперед|назад|or|not|except|later|earlier|before|after|within|ago|(?:дн|недел|месяц|месяч|квартал|полгода|полдня|рабоч)\p{L}*|(?:day|week|month|quarter|year|hour|minute|business)s?|лет|года?|часа?|минут\p{L}*|пн|вт|ср|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun)(?!\p{L})`,
  'iu',
);

/** Whether nothing that matters is left of an answer. Better asked again than half understood; reasons and politeness may be left. */
function isWhole(line: string, pieces: readonly Piece[], used: readonly Piece[]): boolean {
  if (pieces.some((piece) => piece.type !== 'noise' && !used.includes(piece))) return false;
  const spans = used.map(({ span }) => span);
  return !MATTERS.test(cutOut(line, spans));
}

/**
 * The date inside a sentence, with what to cut out of it. Of several days the first counts; a clock goes with the day told
 * before it, or after it where none is before ("завтра позвонить Ромашке в 15"). Impossible days are left in the text.
 */
export function findWhen(text: string, options: WhenOptions): FoundWhen | undefined {
  const pieces = findPieces(fold(text.slice(0, SEARCHED))).filter(
    (piece) => piece.type !== 'day' || resolve({ day: piece.day }, options) !== undefined,
  );
  const used = together(pieces);
  const said = asSaid(used);
  const moment = isSaid(said) ? resolve(said, options) : undefined;
  if (!moment) return undefined;
  return { ...moment, hasDay: said.day !== undefined || said.shift !== undefined, spans: used.map(({ span }) => span) };
}

/** All that a folded line (text/spans.ts) says of days and times, in order, none within another. */
export function findPieces(line: string): Piece[] {
  const found: Piece[] = [];
  for (const rule of RULES) {
    for (const piece of rule(line, found)) {
      if (!found.some(({ span }) => overlaps(span, piece.span))) found.push(piece);
    }
  }
  return found.sort((a, b) => a.span[0] - b.span[0]);
}

/** An answer that is only figures is a clock: "9", "15 ч", "1530", and "15.30", which no month can be; so is "after 6" at its end. */
function asClock(line: string): string {
  if (/^\d{1,2}(?:\s?(?:ч|час|часа|часов)\.?)?$/iu.test(line)) return `в ${line}`;
  return line
    .replace(/(?<![\p{L}\d]|\d\s)(?:к|на|около|после|до|around|about|by|after|before)\s(?=\d{1,2}$)/iu, 'в ')
    .replace(/^(\d{1,2})(\d{2})$/, '$1:$2')
    .replace(/^([01]?\d|2[0-3])\.(1[3-9]|[2-5]\d)$/, '$1:$2');
}

/** The first day or distance from now, and the clock and part of the day that go with it. */
function together(pieces: readonly Piece[]): Piece[] {
  const leader = pieces.find(({ type }) => type === 'day' || type === 'shift');
  if (leader?.type === 'shift') return [leader];
  const days = pieces.filter(({ type }) => type === 'day');
  const shift = pieces.find(({ type }) => type === 'shift');
  // "сегодня через 2 часа"
  if (shift && leader?.type === 'day' && leader.day.kind === 'offset' && leader.day.days === 0) return [leader, shift];
  const leaders = days.slice(0, days[1] && leader && days[1].span[0] - leader.span[1] <= 2 ? 2 : 1);
  const own = (piece: Piece) => {
    const before = days.filter(({ span }) => span[0] < piece.span[0]).at(-1) ?? leader;
    return before === undefined || leaders.includes(before);
  };
  const clock = pieces.find((piece) => piece.type === 'clock' && own(piece));
  const daypart = pieces.find((piece) => piece.type === 'daypart' && own(piece));
  return pieces.filter((piece) => leaders.includes(piece) || piece === clock || piece === daypart);
}

/** Of two days side by side ("в пятницу 25.12", "завтра, 26.11") the one that needs least guessing is meant. */
const CERTAINTY = {
  date: 5,
  monthDay: 4,
  feast: 4,
  nthWeekday: 4,
  workingDays: 3,
  offset: 3,
  edge: 2,
  weekday: 1,
  week: 0,
  month: 0,
} as const satisfies Record<SaidDay['kind'], number>;

function asSaid(pieces: readonly Piece[]): Said {
  const said: Said = {};
  for (const piece of pieces) {
    if (piece.type === 'day') said.day = said.day ? ofTwo(said.day, piece.day) : piece.day;
    if (piece.type === 'clock') said.clock = piece.clock;
    if (piece.type === 'daypart') said.daypart = piece.part;
    if (piece.type === 'shift') said.shift = piece;
  }
  return said;
}

/** "на следующей неделе во вторник", "во вторник через две недели": the one is a day of the other. Else the more certain one. */
export function ofTwo(first: SaidDay, second: SaidDay): SaidDay {
  const weekday = [first, second].find((day) => day.kind === 'weekday' && day.week === undefined);
  const week = [first, second].map(weeksOf).find((weeks) => weeks !== undefined);
  if (weekday?.kind === 'weekday' && week !== undefined) return { ...weekday, week };
  if (weekday?.kind === 'weekday' && second.kind === 'feast' && second.days < 0)
    return { ...second, weekday: weekday.weekday };
  return CERTAINTY[second.kind] > CERTAINTY[first.kind] ? second : first;
}

function weeksOf(day: SaidDay): number | undefined {
  if (day.kind === 'week') return day.weeks;
  const isWeeks = day.kind === 'offset' && day.months === 0 && day.days > 0 && day.days % 7 === 0;
  return isWeeks ? day.days / 7 : undefined;
}

function isSaid({ day, clock, daypart, shift }: Said): boolean {
  return Boolean(day || clock || daypart || shift);
}

/** Figures that look like a date or a clock and were taken by no rule: "31.13", "25:70". Better asked again than half understood. */
function hasBrokenFigures(line: string, pieces: readonly Piece[]): boolean {
  return [...line.matchAll(/\d{1,4}[.:/-]\d{1,4}/g)].some(
    ({ 0: figures, index }) => !pieces.some(({ span }) => overlaps(span, [index, index + figures.length])),
  );
}

function toMinute(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 60_000) * 60_000);
}
