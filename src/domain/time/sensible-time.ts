import { local } from './zone.ts';

/** Working hours, by the clock of whoever plans: the first and the last start that is proposed, in minutes. */
const FIRST = 9 * 60;
const LAST = 18 * 60;
const QUARTER = 15;

/** The time of that day that one would propose: to the quarter of an hour, inside working hours of the IANA zone. */
export function sensibleTime(at: Date, zone: string): Date {
  const here = local(at, zone);
  const minutes = Math.round((here.hour * 60 + here.minute) / QUARTER) * QUARTER;
  const kept = Math.min(Math.max(minutes, FIRST), LAST);
  return here
    .startOf('day')
    .set({ hour: Math.floor(kept / 60), minute: kept % 60 })
    .toJSDate();
}
