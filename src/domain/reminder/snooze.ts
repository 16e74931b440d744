import { atLocal, local, nextWorkingDay } from '../time/zone.ts';
import type { User } from '../user.ts';
import { quietAround } from './quiet-hours.ts';
import { rulesOf } from './reminder-rules.ts';

/** "Tomorrow morning": the next working day at the minute given, or when quiet hours end, whichever is later. */
export function snoozeMorning(now: Date, user: User, minute: number): Date {
  const { quiet, zone, workingDays } = rulesOf(user);
  const { year, month, day } = local(now, zone);
  const tomorrow = atLocal({ year, month, day: day + 1, hour: Math.floor(minute / 60), minute: minute % 60 }, zone);
  const morning = nextWorkingDay(tomorrow, zone, workingDays);
  return quietAround(morning, quiet, zone)?.to ?? morning;
}
