import { atLocal, local, nextWorkingDay } from '../time/zone.ts';
import { quietAround } from './quiet-hours.ts';
import { DEFAULT_DIGEST, type ReminderRules } from './reminder-rules.ts';

/** What a reminder can be put off by: minutes from now, until a moment of its contact, or until the morning. */
export const SNOOZES = ['5', '15', '60', '180', 'hourBefore', 'start', 'morning'] as const;
export type Snooze = (typeof SNOOZES)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So many offers of minutes before a start. */
const OFFERED = 3;
/** "An hour before" is offered where the start is so far off that no other offer comes near it. */
const FAR = 5 * HOUR;

type Rules = Pick<ReminderRules, 'zone' | 'quiet' | 'workingDays' | 'digestAt'>;

/** What is offered for a contact that begins at `start`: before it only what fits, after it what is common. */
export function snoozesFor(start: Date, rules: Rules, now: Date): Snooze[] {
  const left = start.getTime() - now.getTime();
  if (left <= 0) return ['15', '60', 'morning'];
  const minutes = (['5', '15', '60', '180'] as const).filter((one) => Number(one) * MINUTE <= left).slice(-OFFERED);
  const meetsStart = Number(minutes.at(-1) ?? 0) * MINUTE === left;
  return [
    ...minutes,
    ...(snoozeMorning(now, rules) < start ? ['morning' as const] : []),
    ...(left >= FAR ? ['hourBefore' as const] : []),
    ...(meetsStart ? [] : ['start' as const]),
  ];
}

/** The moment that a snooze means now. What was offered some time ago ends at the start at the latest, if that is to come. */
export function snoozedUntil(snooze: Snooze, start: Date, rules: Rules, now: Date): Date {
  const until = momentOf(snooze, start, rules, now);
  return now < start && until > start ? start : until;
}

function momentOf(snooze: Snooze, start: Date, rules: Rules, now: Date): Date {
  if (snooze === 'morning') return snoozeMorning(now, rules);
  if (snooze !== 'start' && snooze !== 'hourBefore') return new Date(now.getTime() + Number(snooze) * MINUTE);
  const until = new Date(start.getTime() - (snooze === 'hourBefore' ? HOUR : 0));
  // The button was offered before that moment, and tapped after it.
  return until > now ? until : new Date(now.getTime() + 5 * MINUTE);
}

/** "Tomorrow morning": the next working day at the hour of the digest, or when quiet hours end, whichever is later. */
function snoozeMorning(now: Date, { quiet, zone, workingDays, digestAt = DEFAULT_DIGEST }: Rules): Date {
  const { year, month, day } = local(now, zone);
  const hour = Math.floor(digestAt / 60);
  const tomorrow = atLocal({ year, month, day: day + 1, hour, minute: digestAt % 60 }, zone);
  const morning = nextWorkingDay(tomorrow, zone, workingDays);
  return quietAround(morning, quiet, zone)?.to ?? morning;
}
