import { freshFilter, type JournalFilter, type SwitchedKind } from '../journal/journal-filter.ts';
import { CALENDAR_KINDS, currentPeriod, type Period, periodRange } from '../time/period.ts';
import { dayEnd, dayStart, local } from '../time/zone.ts';
import type { QuestionReading } from './reading.ts';

/** The screen that answers a question: today, a day or week of the calendar ("2026-11-23"), the journal or a report within a filter. */
export type Answer =
  | { screen: 'today' }
  | { screen: 'day' | 'week'; day: string }
  | { screen: 'journal' | 'report'; filter: JournalFilter };

interface Asker {
  /** Telegram id. Who names no client asks about themselves. */
  id: number;
  now: Date;
  zone: string;
}

const WEEK_MS = 7 * 86_400_000;
/** Clocks that change within a week make it an hour longer. */
const HOUR_MS = 3_600_000;

export function answerTo(question: QuestionReading, asker: Asker): Answer {
  const { kind, clients, persons, channel, direction } = question;
  const isOpen = channel === undefined && direction === undefined;
  const isOfNobody = named(clients) === undefined && named(persons) === undefined;
  const onCalendar = kind === 'ahead' && isOpen && isOfNobody ? calendarFor(question, asker) : undefined;
  return onCalendar ?? { screen: kind === 'count' ? 'report' : 'journal', filter: filterFor(question, asker) };
}

function calendarFor({ period }: QuestionReading, { now, zone }: Asker): Answer | undefined {
  if (!period) return { screen: 'today' };
  const { from, to } = period;
  const isOneDay = to <= dayEnd(from, zone);
  if (isOneDay && dayStart(from, zone).getTime() === dayStart(now, zone).getTime()) return { screen: 'today' };
  if (to.getTime() - from.getTime() > WEEK_MS + HOUR_MS) return undefined;
  return { screen: isOneDay ? 'day' : 'week', day: local(from, zone).toFormat('yyyy-MM-dd') };
}

const named = (field: { value?: readonly { id?: string }[] } | undefined): string | undefined => field?.value?.[0]?.id;

function filterFor(
  { kind, clients, persons, period, channel, direction }: QuestionReading,
  asker: Asker,
): JournalFilter {
  const { id, now, zone } = asker;
  const [organization, person] = [named(clients), named(persons)];
  const isAhead = kind === 'ahead' || (period !== undefined && period.from >= now);
  const off: SwitchedKind[] = isAhead ? ['happened', 'cancelled'] : ['planned', 'cancelled'];
  if (direction) off.push(direction === 'incoming' ? 'outgoing' : 'incoming');
  const isOfNobody = organization === undefined && person === undefined;
  return {
    ...freshFilter(now, zone, isOfNobody ? id : undefined),
    period: period ? calendarPeriod(period, zone) : unsaidPeriod(kind, asker),
    off,
    channels: channel === undefined ? [] : [channel],
    ...(organization !== undefined && { organization }),
    // The client of a person who is named goes without saying.
    ...(person !== undefined && organization === undefined && { person }),
  };
}

/** What is meant where no time is named: all that was, what is to come from today on, the counts of this month. */
function unsaidPeriod(kind: QuestionReading['kind'], { now, zone }: Asker): Period {
  if (kind === 'past') return { kind: 'all' };
  return kind === 'ahead' ? { kind: 'range', from: dayStart(now, zone) } : currentPeriod('month', now, zone);
}

/** A stretch of time as the day, week or month that it is, so that it can be leafed on from there. */
function calendarPeriod({ from, to }: { from: Date; to: Date }, zone: string): Period {
  const whole = CALENDAR_KINDS.map((kind) => currentPeriod(kind, from, zone)).find((period) => {
    const range = periodRange(period, zone);
    return range.from?.getTime() === from.getTime() && range.to?.getTime() === to.getTime();
  });
  return whole ?? { kind: 'range', from, to };
}
