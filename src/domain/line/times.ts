import type { Span } from '../text/spans.ts';
import type { SaidDay } from '../time/pieces.ts';
import { resolve, type Said } from '../time/resolve.ts';
import { atUsualHour } from '../time/usual-hour.ts';
import { atClockOf, atLocal, dayStart, local } from '../time/zone.ts';
import type { Moment } from './find/moments.ts';
import type { Field, Start } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { zoneAfter } from './words/zone-words.ts';

const DAY_MS = 86_400_000;
/** A start so many days away is worth a second look. */
const FAR_DAYS = 60;

/** A moment as the start of something. */
export interface Timed {
  start: Field<Start>;
  /** "с 10 до 12": how long. */
  minutes?: number;
  /** What of the line it was read from, zone words included. */
  spans: Span[];
}

/** @param lean whether the contact happened or is planned: "в пятницу" is the past or the coming one */
export function timed(seen: Seen, moment: Moment, lean: 'past' | 'future', clockOf?: Date): Timed {
  const { line, situation } = seen;
  const why = moment.spans.map(([start, end]) => `«${line.raw.slice(start, end).trim()}»`).join(' ');
  const rivals = contradiction(seen, moment, lean);
  if (rivals)
    return {
      start: field<Start>(undefined, 'asked', `${why}: its days contradict each other`, rivals),
      spans: moment.spans,
    };
  const resolved = at(seen, moment.said, lean, moment.sameTime ? (clockOf ?? situation.now) : undefined);
  if (!resolved)
    return { start: field<Start>(undefined, 'asked', `${why}: there is no such day`), spans: moment.spans };
  const zone = moment.said.clock
    ? (zoneAfter(line.folded, moment.span[1]) ??
      (moment.clockEnd === undefined ? undefined : zoneAfter(line.folded, moment.clockEnd)))
    : undefined;
  const start = zone?.id
    ? { ...resolved.start, at: inZone(resolved.start.at, situation.zone, zone.id) }
    : resolved.start;
  const spans = zone ? [...moment.spans, zone.span] : moment.spans;
  const limit =
    start.precision === 'minute' && LIMIT.test(line.folded.slice(Math.max(0, moment.span[0] - 12), moment.span[0] + 8));
  const doubt = doubtOf(seen, moment, start, lean);
  if (zone && !zone.id) return { start: field(undefined, 'asked', `${why}: whose time is not known`, [start]), spans };
  // "в январе связаться": no day of it is meant.
  if (moment.said.day?.kind === 'month' && lean === 'future')
    return { start: field<Start>(undefined, 'asked', `${why}: which day of it`, [start]), spans };
  if (doubt === 'ask') return { start: field(undefined, 'asked', `${why}: over`, []), spans };
  return {
    start: field(
      start,
      doubt || limit ? 'guessed' : start.precision === 'minute' ? 'read' : 'guessed',
      doubt ? `${why}: ${doubt.why}` : why,
      doubt?.others ?? [],
    ),
    ...(resolved.minutes !== undefined && { minutes: resolved.minutes }),
    spans,
  };
}

/** "до 15:00", "not before 11": the hour is a limit, and the contact's own is to be chosen. */
const LIMIT = /(?<!\p{L})(?:не раньше|не позже|до|before|not after|no later than|not before)\s(?=.{0,8}$)/iu;

function inZone(at: Date, from: string, to: string): Date {
  const { year, month, day, hour, minute } = local(at, from);
  return atLocal({ year, month, day, hour, minute }, to);
}

/** The moment, to the minute; the hour of a day without one is a usual one. */
function at(
  { situation }: Seen,
  said: Said,
  lean: 'past' | 'future',
  clockOf: Date | undefined,
): { start: Start; minutes?: number } | undefined {
  const { now, zone, workingDays } = situation;
  const moment = resolve(said, { now, zone, lean, workingDays });
  if (!moment) return undefined;
  if (clockOf) return { start: { at: atClockOf(clockOf, moment.at, zone), precision: 'minute' } };
  const precision = said.clock || said.shift ? 'minute' : said.daypart ? 'part' : 'day';
  const usual = moment.hasTime ? moment.at : atUsualHour(moment.at, { now, zone, planned: lean === 'future' });
  return { start: { at: usual, precision }, ...(moment.minutes !== undefined && { minutes: moment.minutes }) };
}

/** The two days of "в пятницу 3 декабря", where they are not the same one. */
function contradiction(seen: Seen, moment: Moment, lean: 'past' | 'future'): Start[] | undefined {
  const weekday = moment.days.find((day) => day.kind === 'weekday');
  const date = moment.days.find(
    (day) => day.kind === 'date' || day.kind === 'monthDay' || (day.kind === 'offset' && day.days % 7 !== 0),
  );
  if (weekday?.kind !== 'weekday' || !date) return undefined;
  const [byDate, byWeekday] = [date, weekday].map((day) => at(seen, { ...moment.said, day }, lean, undefined)?.start);
  if (!byDate || local(byDate.at, seen.situation.zone).weekday === weekday.weekday) return undefined;
  return [byDate, ...(byWeekday ? [byWeekday] : [])];
}

function doubtOf(
  seen: Seen,
  moment: Moment,
  start: Start,
  lean: 'past' | 'future',
): { why: string; others: Start[] } | 'ask' | undefined {
  const { now, zone } = seen.situation;
  const away = start.at.getTime() - now.getTime();
  const { day } = moment.said;
  const other = otherOrder(seen, moment, lean);
  if (other === 'ask') return 'ask';
  if (lean === 'future' && day?.kind === 'date' && day.year === undefined && away > 300 * DAY_MS) {
    const past = at(seen, moment.said, 'past', undefined)?.start;
    // "на 29.11", said the day after: over, and hardly next year's.
    if (past && now.getTime() - past.at.getTime() < 60 * DAY_MS) return 'ask';
  }
  // "29 февраля" of years to come: no such day in the coming year.
  if (lean === 'future' && day?.kind === 'date' && day.year === undefined && away > 370 * DAY_MS) return 'ask';
  if (other && Math.abs(other.at.getTime() - now.getTime()) < Math.abs(away))
    return { why: 'day and month may be the other way round', others: [other] };
  if (lean === 'future' && start.at < dayStart(now, zone)) return 'ask';
  if (Math.abs(away) > FAR_DAYS * DAY_MS) return { why: 'far away', others: other ? [other] : [] };
  const { clock, daypart } = moment.said;
  // "в 7": in the morning or in the evening.
  if (clock?.loose && !daypart && !clock.until && (clock.hour === 6 || clock.hour === 7)) {
    const half = local(start.at, zone).hour >= 12 ? -12 : 12;
    const turned = new Date(start.at.getTime() + half * 3_600_000);
    return { why: 'morning or evening', others: lean === 'past' && turned > now ? [] : [{ ...start, at: turned }] };
  }
  if (day?.kind === 'month' || day?.kind === 'week' || day?.kind === 'edge')
    return { why: 'no day of it was said', others: [] };
  return undefined;
}

/** "4/12" read the other way round; 'ask' where the writer's country is not known. */
function otherOrder(seen: Seen, moment: Moment, lean: 'past' | 'future'): Start | 'ask' | undefined {
  const { line, situation } = seen;
  const text = line.folded.slice(...moment.span);
  const written = /(?<!\d)(\d{1,2})([./])(\d{1,2})(?!\d)/.exec(text);
  const { day } = moment.said;
  if (!written || day?.kind !== 'date' || day.day > 12 || day.day === day.month) return undefined;
  if (written[2] === '/' && situation.dayOrder === undefined) return 'ask';
  // With a point between, and in Russian, the day comes first.
  if (written[2] === '.' || situation.language === 'ru') return undefined;
  const turned: SaidDay = { ...day, day: day.month, month: day.day };
  return at(seen, { ...moment.said, day: turned }, lean, undefined)?.start;
}
