import { resolve, type Said } from '../time/resolve.ts';
import { dayStart } from '../time/zone.ts';
import type { Moment } from './find/moments.ts';
import type { Situation } from './reading.ts';
import type { Seen } from './seen.ts';

/** Where a moment lies, whichever way it leans: 'either' for "в пятницу". */
export function turnOf(seen: Seen, moment: Moment): Turn {
  const known = turns.get(moment);
  if (known) return known;
  const turn = turnTold(seen, moment);
  turns.set(moment, turn);
  return turn;
}
type Turn = 'behind' | 'today' | 'ahead' | 'either';
/** A moment is of one line and its situation, and is asked for often. */
const turns = new WeakMap<Moment, Turn>();

interface BothWays {
  back?: Date | undefined;
  ahead?: Date | undefined;
}

/** A time read as past and as to come: kept, for a long line says one time often, and zones are dear. */
function bothWays(said: Said, situation: Situation): BothWays {
  const { now, zone, workingDays } = situation;
  const known = ways.get(situation) ?? new Map<string, BothWays>();
  ways.set(situation, known);
  const key = JSON.stringify(said);
  const before = known.get(key);
  if (before) return before;
  const on = (lean: 'past' | 'future') => resolve(said, { now, zone, lean, workingDays })?.at;
  const both = { back: on('past'), ahead: on('future') };
  known.set(key, both);
  return both;
}
const ways = new WeakMap<Situation, Map<string, BothWays>>();

function turnTold({ situation, line }: Seen, moment: Moment): Turn {
  const { now, zone } = situation;
  const { said } = moment;
  if (said.shift) return said.shift.sign > 0 ? 'ahead' : 'behind';
  const { back, ahead } = bothWays(said, situation);
  const { day } = said;
  if (!day) {
    const isOver =
      back !== undefined &&
      (said.clock?.loose !== true || now.getTime() - back.getTime() < 12 * 3_600_000) &&
      dayStart(back, zone).getTime() === dayStart(now, zone).getTime();
    return isOver ? 'today' : 'ahead';
  }
  // "25-го": the last one or the coming one.
  if (day.kind === 'monthDay') return 'either';
  if (day.kind === 'offset') {
    if (day.days === 0 && day.months === 0)
      return ahead && ahead > now ? 'ahead' : said.clock || said.daypart ? 'behind' : 'either';
    return day.days > 0 || day.months > 0 ? 'ahead' : 'behind';
  }
  if (day.kind === 'weekday' && day.week === undefined && !day.later)
    return /(?:эт(?:от|у|о)|this|ближайш\p{L}+)\s/iu.test(line.folded.slice(...moment.span)) ? 'ahead' : 'either';
  if (day.kind === 'weekday') return (day.week ?? 1) >= 0 ? 'ahead' : 'behind';
  if (day.kind === 'week') return day.turned ? 'either' : day.weeks > 0 ? 'ahead' : 'behind';
  if (!ahead || !back) return ahead ? 'ahead' : back ? 'behind' : 'ahead';
  if (day.kind === 'date' && day.year !== undefined) return ahead > now ? 'ahead' : 'behind';
  // The nearer one of a day without a year; the coming one where both are far.
  const [until, since] = [ahead.getTime() - now.getTime(), now.getTime() - back.getTime()];
  return until > 180 * 86_400_000 && since < 60 * 86_400_000 ? 'behind' : 'ahead';
}
