import { regExp } from '../text/pattern.ts';
import { inFigures } from '../time/spoken.ts';
import { readAmount } from '../time/units.ts';
import { addDaysKeepingClock, atLocal, local } from '../time/zone.ts';
import type { Moment } from './find/moments.ts';
import type { Field, Situation, Start } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { isStory } from './story.ts';
import { type Timed, timed } from './times.ts';
import { turnOf } from './turn.ts';

/** "приезжал в 14, сидели до 15:20": how long, by when it ended. */
export function minutesUntil({ line, moments }: Seen, own: Moment): number | undefined {
  const end = moments.find(
    ({ said, span }) =>
      span[0] > own.span[1] &&
      said.clock !== undefined &&
      said.day === undefined &&
      /^(?:до|till|until|til)\s/iu.test(line.folded.slice(...span)) &&
      /(?:сиде|просиде|говор|обща|провоз|был|держал|talked|stayed|sat|there|went on|on the phone)\p{L}*\s(?:\p{L}+\s){0,2}$/iu.test(
        line.folded.slice(0, span[0]),
      ),
  )?.said.clock;
  const start = own.said.clock;
  if (!end || !start) return undefined;
  const length = end.hour * 60 + end.minute - start.hour * 60 - start.minute;
  return length > 0 && length <= 600 ? length : undefined;
}

const BEFORE = regExp(
  String.raw`(?<!\p{L})(?:за\s(?=.{1,24}?\sдо\s(?:встреч|звонк|созвон|визит|демо|начал|презентац|переговор))|(?=(?:an?|half|\d{1,3})\s.{1,20}?\sbefore\s(?:(?:the|our|my|his|her|their)\s)?(?:meeting|mtg|call|demo|visit|review)))`,
  'iu',
);

/** "за час до встречи, она завтра в 15": so long before the time that is told; that one is a button. */
export function before({ line }: Seen, when: Timed): Timed {
  const figures = inFigures(line.folded);
  const match = BEFORE.exec(figures.text);
  const read = match && readAmount(figures.text, match.index + match[0].length);
  const { value } = when.start;
  if (!read || value?.precision !== 'minute') return when;
  const { minutes, days } = read.amount;
  const at = new Date(value.at.getTime() - (minutes + days * 1440) * 60_000);
  return {
    ...when,
    start: field<Start>({ ...value, at }, 'guessed', `${when.start.why}, and so long before`, [value]),
  };
}

/** So long before a day that the line tells: "expires 31 Jan, call Hank 2 wks before", "за два дня до этого". */
const DAYS_BEFORE = regExp(
  String.raw`(?<!\p{L})(?:за\s(?=[^,.;]{1,20}?\sдо\s(?:этого|того|срока|дедлайна|окончания|конца|начала|истечения)(?!\p{L}))|(?=(?:an?|\d{1,3})\s?\p{L}{1,10}\s(?:before(?:hand)?|prior|ahead|earlier)\s*(?:[,.;!)]|$)))`,
  'iu',
);

/** "renewal 16 Dec, call Tom the Fri before": the last such weekday before a day that the line tells. */
const WEEKDAY_BEFORE = regExp(
  String.raw`(?<!\p{L})(?:(mon|пн|понедельник)|(tue|вт)|(wed|ср(?!ок))|(thu|чт|четверг)|(fri|пт|пятниц)|(sat|сб|суббот)|(sun|вс|воскресен))\p{L}*\s(?:before(?:hand)?|prior|перед этим|до этого)\s*(?=[,.;!)]|$)`,
  'iu',
);

function weekdayBefore(seen: Seen): Timed | undefined {
  const match = WEEKDAY_BEFORE.exec(seen.line.folded);
  if (!match) return undefined;
  const base = seen.moments.findLast(({ span, said }) => span[1] <= match.index && said.day !== undefined);
  const told = base && timed(seen, base, 'future').start.value;
  if (!told) return undefined;
  const { zone } = seen.situation;
  const weekday = match.slice(1).findIndex((one) => one !== undefined) + 1;
  const day = addDaysKeepingClock(told.at, -((local(told.at, zone).weekday - weekday + 6) % 7) - 1, zone);
  return {
    start: field<Start>({ at: day, precision: told.precision }, 'guessed', 'a weekday before a day that is told', [
      told,
    ]),
    spans: [],
  };
}

export function daysBefore(seen: Seen): Timed | undefined {
  const weekday = weekdayBefore(seen);
  if (weekday) return weekday;
  const figures = inFigures(seen.line.folded);
  const match = DAYS_BEFORE.exec(figures.text);
  const read = match && readAmount(figures.text, match.index + match[0].length);
  if (!read || read.amount.days + read.amount.months === 0) return undefined;
  const at = figures.origin([match.index, read.end])[0];
  const base = seen.moments.findLast(({ span, said }) => span[1] <= at && said.day !== undefined);
  const told = base && timed(seen, base, 'future').start.value;
  if (!told) return undefined;
  const { days, months } = read.amount;
  const day = addDaysKeepingClock(told.at, -(days + months * 30), seen.situation.zone);
  return {
    start: field<Start>({ at: day, precision: told.precision }, 'guessed', 'so long before a day that is told', [told]),
    spans: [],
  };
}

/** "в одиннадцать или в двенадцать": the other one is a button. */
export function orElse(seen: Seen, own: Moment, when: Timed): Timed {
  const other = seen.moments.find(
    (moment) =>
      moment.span[0] >= own.span[1] &&
      moment.said.clock !== undefined &&
      moment.said.day === undefined &&
      /(?:^|\s)(?:или|либо|or)\s(?:(?:в|к|at)\s)?$/iu.test(seen.line.folded.slice(own.span[1], moment.span[0])),
  );
  const { value } = when.start;
  const day = seen.moments.find(
    (moment) =>
      moment.span[0] >= own.span[1] &&
      moment.said.day !== undefined &&
      !own.said.clock &&
      /^\s?(?:или|либо|or|\/)\s?$/iu.test(seen.line.folded.slice(own.span[1], moment.span[0])),
  );
  const second = day && timed(seen, day, 'future').start.value;
  // "пн или вт": which of the two, is asked.
  if (value && second)
    return { ...when, start: field<Start>(undefined, 'asked', 'one day or the other', [value, second]) };
  if (!other?.said.clock || !value) return when;
  const alternative = timed(seen, { ...own, said: { ...own.said, clock: other.said.clock } }, 'future').start.value;
  return {
    ...when,
    start: { ...when.start, certainty: 'guessed', alternatives: alternative ? [alternative] : when.start.alternatives },
  };
}

export const toMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

/** "сегодня в 19:30 встретился", said before: when, has to be asked. */
function yetToCome(seen: Seen): Start | undefined {
  const moment = seen.moments.find(
    (one) =>
      one.said.clock !== undefined &&
      one.said.day?.kind === 'offset' &&
      one.said.day.days === 0 &&
      turnOf(seen, one) === 'ahead' &&
      seen.cues.some(
        ({ form, channel, span }) =>
          form === 'past' && channel && Math.min(Math.abs(span[0] - one.span[1]), Math.abs(one.span[0] - span[1])) <= 3,
      ),
  );
  return moment && timed(seen, moment, 'future').start.value;
}

/** "rang Lisa 10.20, 15 mins": an hour of today, with a point, right after whom it was with; it may be a sum. */
const pointedClock = ({ line, mentions, situation }: Seen): Start | undefined => {
  const clocks = mentions.map(({ span }) => clockToday(line.folded.slice(span[1], span[1] + 8), situation));
  return clocks.find((clock) => clock !== undefined);
};

/** "10.20" at the beginning of a text, as an hour of today that is over. */
function clockToday(text: string, { now, zone }: Situation): Start | undefined {
  const match = /^\s?(\d{1,2})\.([0-5]\d)(?=\s?(?:[,;)]|-\s|$))/.exec(text);
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || hour < 7 || hour > 21) return undefined;
  const { year, month, day } = local(now, zone);
  const at = atLocal({ year, month, day, hour, minute }, zone);
  return at <= now ? { at, precision: 'minute' } : undefined;
}

/** "called John 12.10, no answer": told of something just done it is an hour of today sooner than a day of weeks ago. */
export function orClock({ line, situation }: Seen, own: Moment, when: Timed): Timed {
  const { value } = when.start;
  const isLongAgo = value !== undefined && situation.now.getTime() - value.at.getTime() > 21 * 86_400_000;
  const clock = isLongAgo ? clockToday(line.folded.slice(own.span[0], own.span[0] + 8), situation) : undefined;
  if (!value || !clock || own.said.clock) return when;
  return { ...when, start: field<Start>(clock, 'guessed', 'an hour, or a day of weeks ago', [value]) };
}

/** "sent the contract back this morning": of today it is as likely the contact's own. */
const isToday = ({ said: { day, clock, daypart } }: Moment): boolean =>
  day?.kind === 'offset' && day.days === 0 && (clock !== undefined || daypart !== undefined);

export function startWithout(seen: Seen, planned: boolean): Field<Start> {
  const later = planned ? undefined : yetToCome(seen);
  if (later) return field<Start>(undefined, 'asked', 'told of what is yet to come', [later]);
  const { situation } = seen;
  if (planned) return field<Start>(undefined, 'asked', 'no day is said');
  const at = toMinute(situation.now);
  const pointed = seen.moments.length === 0 ? pointedClock(seen) : undefined;
  if (pointed) return field<Start>(pointed, 'guessed', 'an hour beside the name', [{ at, precision: 'minute' }]);
  // A day or hour that is over, and is not told to be another's.
  const over = seen.moments
    .filter(
      (moment) => ['behind', 'today'].includes(turnOf(seen, moment)) && (!isStory(seen, moment) || isToday(moment)),
    )
    .flatMap((moment) => timed(seen, moment, 'past').start.value ?? [])
    .filter(({ at: told }) => told <= situation.now);
  // An hour that belongs to nothing else may be its own.
  const isOpen = seen.moments.some(
    (moment) => moment.said.clock && ['behind', 'today'].includes(turnOf(seen, moment)) && !isStory(seen, moment),
  );
  return field<Start>(
    { at, precision: 'minute' },
    over.length > 0 || isOpen ? 'guessed' : 'read',
    'nothing else is said: now',
    over.slice(0, 2),
  );
}
