import { atLocal, dayStart, local } from '../time/zone.ts';
import { type ReminderRules, worksOn } from './reminder-rules.ts';

/** What a manager is told unasked, rather than of one contact: the digest, or the evening's question. */
export interface DigestDue {
  at: Date;
  kind: 'digest' | 'evening';
}

type Rules = Pick<ReminderRules, 'digestAt' | 'eveningAt' | 'zone' | 'workingDays' | 'active'>;

/** A week and a day, so that a weekly working day is found over a clock change as well. */
const DAYS_AHEAD = 8;

/**
 * The next digest or evening question after a moment: at the minute set, by the manager's own wall clock, on working
 * days. A time that the clock skips comes as much later as it skips; one that it shows twice comes once, the first time.
 */
export function nextDigest(rules: Rules, after: Date): DigestDue | undefined {
  if (!rules.active) return undefined;
  const { year, month, day } = local(after, rules.zone);
  for (let days = 0; days <= DAYS_AHEAD; days++) {
    const found = onDay({ year, month, day: day + days }, rules).find(({ at }) => at > after);
    if (found) return found;
  }
  return undefined;
}

function onDay({ year, month, day }: { year: number; month: number; day: number }, rules: Rules): DigestDue[] {
  const { digestAt, eveningAt, zone } = rules;
  const at = (minute: number) =>
    atLocal({ year, month, day, hour: Math.floor(minute / 60), minute: minute % 60 }, zone);
  // The weekday of the calendar's day: a zone's clock cannot change which day it is that was asked for.
  const weekday = ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;
  if (!worksOn(rules, weekday)) return [];
  const both: DigestDue[] = [
    ...(digestAt === undefined ? [] : [{ at: at(digestAt), kind: 'digest' as const }]),
    ...(eveningAt === undefined ? [] : [{ at: at(eveningAt), kind: 'evening' as const }]),
  ];
  return both.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What is due next once this one has been dealt with: what today still holds, even if its time is past; else what comes. */
export function digestAfter(rules: Rules, dealtWith: Date, now: Date): DigestDue | undefined {
  const today = new Date(dayStart(now, rules.zone).getTime() - 1);
  return nextDigest(rules, dealtWith > today ? dealtWith : today);
}

/** Whether a digest that is due is still worth sending: on its own day. */
export const digestIsOver = ({ at }: DigestDue, zone: string, now: Date): boolean => at < dayStart(now, zone);
