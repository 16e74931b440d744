import { regExp } from '../../text/pattern.ts';
import { overlaps, type Span } from '../../text/spans.ts';
import type { Daypart, Piece, SaidClock, SaidDay } from '../../time/pieces.ts';
import type { Said } from '../../time/resolve.ts';
import { inFigures } from '../../time/spoken.ts';
import { findPieces, ofTwo } from '../../time/when.ts';
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

const SELF_CORRECTION = regExp(
  String.raw`(?<!\p{L})(?:вру|точнее|вернее|то есть|хотя нет|пусть будет|пардон|ошиб(?:ся|лась)|i mean|make (?:that|it)|scratch that|correction)(?!\p{L})|^[\s,.?!-]*(?:нет|неа|не|ой|стоп|погоди(?:те)?|подожди(?:те)?|постой|хотя|no|nope|sorry|actually|rather|wait|hang on|hold on|scratch that|oops)[\s,.-]*(?:(?:wait|sorry|actually|подожди|погоди|постой|стоп|нет|лучше|давай|no|make it|rather)[\s,.-]*){0,2}(?:(?:в|на|к|at|on|by)\s)?$`,
  'iu',
);
const NEGATED = /(?<!\p{L})(?:не|not(?: (?:in |on )?the)?)\s$/iu;
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
  return { moments: corrected(line, joined(line, groups)).map((moment) => withSameTime(line, moment)), noise };
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

const sameDay = (a: SaidDay, b: SaidDay): boolean => JSON.stringify(a) === JSON.stringify(b);

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
  if (gap.length > FARTHEST_CLOCK || /[.!?;\n(]/.test(gap) || SELF_CORRECTION.test(gap)) return false;
  // "seven to eight fifteen he's retiring in March": no hour belongs to a whole month.
  if (first.said.day?.kind === 'month' || second.said.day?.kind === 'month') return false;
  const [a, b] = [first.said, second.said];
  const isTime = (said: Said) => !said.day && (said.clock || said.daypart);
  const isDay = (said: Said) => said.day && !said.clock && !said.daypart;
  // In a dictated line, without a mark, a day and its hour stand farther apart.
  const isOne = !/[,.;:!?]/.test(line.folded);
  const isNear = gap.split(/\s+/).length <= (isOne ? 11 : 7) && !/[,:]/.test(gap.trim());
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

/** "в среду, нет, в четверг": the second is meant, with what only the first says. "Не в среду" is not meant at all. */
function corrected(line: Line, moments: readonly Moment[]): Moment[] {
  const result: Moment[] = [];
  for (const moment of moments) {
    if (
      NEGATED.test(between(line, moment.span[0] - 12, moment.span[0])) ||
      isTheirs(line, moment) ||
      isCounted(line, moment)
    )
      continue;
    const last = result.at(-1);
    const gap = last ? between(line, last.span[1], moment.span[0]) : '';
    if (last && gap.length <= 45 && SELF_CORRECTION.test(gap)) {
      result.pop();
      const { day, clock, daypart } = last.said;
      const said: Said = {
        ...(day && !moment.said.day && { day }),
        ...(clock && moment.said.day && !moment.said.clock && !moment.said.daypart && { clock }),
        ...(daypart && !moment.said.daypart && !moment.said.clock && { daypart }),
        ...moment.said,
      };
      result.push({ ...moment, said, spans: [[last.span[0], moment.span[1]]], span: [last.span[0], moment.span[1]] });
    } else result.push(moment);
  }
  return result;
}

/** "у них 9 утра": told beside ours. */
const isTheirs = (line: Line, { span, said }: Moment): boolean =>
  !said.day &&
  /(?<!\p{L})(?:у них(?: это| будет)?|это у нас|у нас это|their time)\s$/iu.test(between(line, span[0] - 16, span[0]));

/** "left vm, 2nd this wk", "третий раз за неделю": how often, and no day. */
const isCounted = (line: Line, { span, said }: Moment): boolean =>
  (said.day?.kind === 'week' || said.day?.kind === 'edge') &&
  !said.clock &&
  COUNTED.test(between(line, span[0] - 30, span[0]));
const COUNTED = regExp(
  String.raw`(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|once|twice|\d{1,2}(?:-?(?:й|я|ый|ой|ая|ий))|перв(?:ый|ая)|втор(?:ой|ая)|трет(?:ий|ья)|четверт(?:ый|ая)|пят(?:ый|ая)|дважды|трижды|\d{1,2}\sraza?|раз)\s(?:(?:time|times|call|try|attempt|visit|one|раз|раза|звонок|попытка|встреча)\s)?(?:на\s|за\s)?$`,
  'iu',
);

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
