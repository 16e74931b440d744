import { regExp } from '../../text/pattern.ts';
import { overlaps, type Span } from '../../text/spans.ts';
import type { Daypart, Piece, SaidClock, SaidDay } from '../../time/pieces.ts';
import type { Said } from '../../time/resolve.ts';
import { inFigures } from '../../time/spoken.ts';
import { findPieces, ofTwo } from '../../time/when.ts';
import { corrected, NEGATED, onSameDay, SELF_CORRECTION, sameDay } from './corrections.ts';
import { between, clauseAt, type Line } from './line.ts';

/** One day or time that the line speaks of: whose it is, the composer decides. */
export interface Moment {
  said: Said;
  /** All of its words, in order, prepositions included. */
  spans: Span[];
  span: Span;
  clause: number;
  /** Two days that may contradict each other ("в пятницу 3 декабря"). */
  days: SaidDay[];
  /** Where its clock ends: a zone may follow there, before the day. */
  clockEnd?: number;
  /** "в то же время", "same slot". */
  sameTime?: boolean;
}

const GLUE =
  /^[\s,.()-]*(?:(?:где-то|примерно|около|ровно|тоже|в|во|на|к|at|about|around|by|on|it|часиков|часов|от|до|с|и|так|ладно)[\s,]*){0,2}$/iu;
const SAME_TIME = regExp(
  String.raw`(?<!\p{L})(?:в (?:это|то) же (?:самое )?время|то же время|время то же|время прежнее|same (?:time|slot)|same time slot)(?!\p{L})`,
  'iu',
);
const FARTHEST_CLOCK = 60;
/** Nobody plans by more: what comes after them is content. */
const MOST_MOMENTS = 20;
/** "..., быть к шести вечера": when a day that was told before begins. */
const BEGINS_AT = regExp(
  String.raw`(?<!\p{L})(?:быть|начало|старт|сбор|начинаем|начнем|начинается|starts?|starting|kick-?off|doors|звонок|созвон|встреча|call|meeting)\s$`,
  'iu',
);

/**
 * All that the line says of days and times, and its digits that are no date: phones, sums, numbers of papers.
 * @param monthFirst whether "12/4" is the fourth of December
 */
export function timesOf(line: Line, monthFirst: boolean): { moments: Moment[]; noise: Span[] } {
  const text = monthFirst ? dayFirst(line.folded) : line.folded;
  const figures = inFigures(text);
  const spoken = monthFirst ? dayFirstSpoken(figures.text) : figures.text;
  const found = findPieces(spoken).map((piece) => ({ ...piece, span: figures.origin(piece.span) }));
  const pieces = found.filter(({ type }) => type !== 'noise');
  const noise = found.filter(({ type }) => type === 'noise').map(({ span }) => span);
  const groups: Moment[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last && fits(line, last, piece)) add(last, piece);
    else if (groups.length < MOST_MOMENTS) groups.push(momentOf(line, piece));
  }
  return {
    moments: corrected(line, joined(line, groups)).map((moment, index, all) =>
      onSameDay(line, withSameTime(line, moment), index, all),
    ),
    noise,
  };
}

/** "12/4" of a writer who puts the month first, with the day first and of the same length; "2/1" keeps its place as "1/2". */
function dayFirst(text: string): string {
  return text.replace(/(?<![\d./-])(\d{1,2})\/(\d{1,2})(?=(?:\/\d{2,4})?(?![\d/]))/g, (whole, month, day) =>
    Number(month) <= 12 && Number(day) <= 31 ? `${day}/${month}` : whole,
  );
}

/** "for 12 4 at 2 30" of such a writer, likewise. */
function dayFirstSpoken(text: string): string {
  return text.replace(
    /(?<=(?<!\p{L})(?:for|on|by)\s)(\d{1,2})\s(\d{1,2})(?=\s(?:at\s\d|in the ))/giu,
    (whole, month, day) => (Number(month) <= 12 && Number(day) <= 31 ? `${day} ${month}` : whole),
  );
}

function momentOf(line: Line, piece: Piece): Moment {
  const moment: Moment = { said: {}, spans: [], span: piece.span, clause: clauseAt(line, piece.span[0]), days: [] };
  add(moment, piece);
  return moment;
}

function add(moment: Moment, piece: Piece): void {
  moment.spans.push(piece.span);
  moment.span = [Math.min(moment.span[0], piece.span[0]), Math.max(moment.span[1], piece.span[1])];
  const { said } = moment;
  if (piece.type === 'day') {
    moment.days.push(piece.day);
    said.day = said.day ? ofTwo(said.day, piece.day) : piece.day;
  }
  if (piece.type === 'clock') {
    said.clock = piece.clock;
    moment.clockEnd = piece.span[1];
  }
  if (piece.type === 'daypart') said.daypart = piece.part;
  if (piece.type === 'shift') said.shift = { amount: piece.amount, sign: piece.sign };
}

/** What stands side by side is one moment, as long as it says nothing twice. */
function fits(line: Line, moment: Moment, piece: Piece): boolean {
  const gap = between(line, moment.span[1], piece.span[0]);
  // "not Weds, Thurs": two days, of which one is denied.
  const isDenied = NEGATED.test(between(line, moment.span[0] - 12, moment.span[0]));
  if (!GLUE.test(gap) || NEGATED.test(gap) || isDenied) return false;
  const { day, clock, daypart, shift } = moment.said;
  if (piece.type === 'shift') return day?.kind === 'offset' && day.days === 0 && !shift;
  if (shift) return false;
  if (piece.type === 'clock') return !clock;
  if (piece.type === 'daypart') return !daypart && !clock;
  // "с завтра на пятницу": from and to.
  if (piece.type === 'day' && day && /^(?:на|to|till|until)\s/iu.test(line.folded.slice(...piece.span))) return false;
  // "27.11, в среду жду ТЗ": another clause begins with its day.
  const opens =
    piece.type === 'day' &&
    gap.includes(',') &&
    /^(?:в|во|on)\s/iu.test(line.folded.slice(...piece.span)) &&
    /^\s(?!(?:в|во|к|at|с|со|у)\s)\p{L}/iu.test(line.folded.slice(piece.span[1]));
  if (day && opens) return false;
  return piece.type === 'day' && (!day || (gap.length <= 3 && moment.days.length < 2) || sameDay(day, piece.day));
}

/** "завтра позвонить Ромашке в 15": a clock without a day goes with the day before it in its clause, or right after it. */
function joined(line: Line, moments: readonly Moment[]): Moment[] {
  const result: Moment[] = [];
  for (const moment of moments) {
    const last = result.at(-1);
    if (last && belong(line, last, moment)) merge(last, moment);
    else result.push(moment);
  }
  return result;
}

function belong(line: Line, first: Moment, second: Moment): boolean {
  if (first.said.shift || second.said.shift) return false;
  const gap = between(line, first.span[1], second.span[0]);
  // "tomorrow evening dinner with ... at quarter to eight"
  const isWithin =
    first.said.daypart !== undefined &&
    second.said.clock !== undefined &&
    !second.said.day &&
    // "вечером скинуть фото, монтажники закончат к пяти": an hour of what others do.
    !/\p{L}{3,}(?:[аяую]т|[еи]т)(?!\p{L})/iu.test(gap);
  if (
    gap.length > (isWithin ? FARTHEST_CLOCK * 1.5 : FARTHEST_CLOCK) ||
    /[.!?;\n(]/.test(gap) ||
    SELF_CORRECTION.test(gap)
  )
    return false;
  // "seven to eight fifteen he's retiring in March": no hour belongs to a whole month.
  if (first.said.day?.kind === 'month' || second.said.day?.kind === 'month') return false;
  const [a, b] = [first.said, second.said];
  const isTime = (said: Said) => !said.day && (said.clock || said.daypart);
  const isDay = (said: Said) => said.day && !said.clock && !said.daypart;
  // In a dictated line, without a mark, a day and its hour stand farther apart.
  const isOne = !/[,.;:!?]/.test(line.folded);
  const isNear = gap.split(/\s+/).length <= (isOne ? (isWithin ? 16 : 11) : 7) && !/[,:]/.test(gap.trim());
  const isAlone = b.clock && /[,;:]\s?$/.test(gap) && /^\s?(?:[,;.!]|$)/.test(line.folded.slice(second.span[1]));
  if (isDay(a) && isTime(b)) return Boolean(isNear || gap.length <= 2 || BEGINS_AT.test(gap) || isAlone);
  if (a.day && !a.clock && a.daypart && !b.day && b.clock && !b.daypart) return isNear;
  return Boolean(isTime(a) && isDay(b) && isNear && gap.length <= 24);
}

function merge(first: Moment, second: Moment): void {
  first.spans.push(...second.spans);
  first.span = [first.span[0], second.span[1]];
  first.days.push(...second.days);
  first.said = { ...second.said, ...first.said };
  if (first.clockEnd === undefined && second.clockEnd !== undefined) first.clockEnd = second.clockEnd;
}

function withSameTime(line: Line, moment: Moment): Moment {
  const around = between(line, moment.span[0] - 30, moment.span[1] + 30);
  const match = SAME_TIME.exec(around);
  if (!match || moment.said.clock) return moment;
  const start = Math.max(0, moment.span[0] - 30) + match.index;
  const span: Span = [start, start + match[0].length];
  if (moment.spans.some((own) => overlaps(own, span))) return moment;
  return {
    ...moment,
    sameTime: true,
    spans: [...moment.spans, span].sort((a, b) => a[0] - b[0]),
    span: [Math.min(moment.span[0], span[0]), Math.max(moment.span[1], span[1])],
  };
}

export type { Daypart, SaidClock, SaidDay };
