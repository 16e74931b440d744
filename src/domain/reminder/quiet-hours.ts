import { atLocal, local } from '../time/zone.ts';
import type { QuietHours } from './reminder-rules.ts';

/** A stretch of quiet hours: from inclusive, to exclusive. */
export interface Stretch {
  from: Date;
  to: Date;
}

/**
 * The stretch of quiet hours that holds the moment, if one does. Quiet hours are readings of the wall clock: on a day
 * with a clock change a night is an hour longer or shorter, and ends when the clock shows its end for the first time.
 */
export function quietAround(at: Date, quiet: QuietHours | undefined, zone: string): Stretch | undefined {
  if (!quiet || quiet.from === quiet.to) return undefined;
  const here = local(at, zone);
  const night = quiet.from > quiet.to;
  // It may have begun today or, over midnight, yesterday.
  for (const began of night ? [-1, 0] : [0]) {
    const from = moment(here, began, quiet.from, zone);
    const to = moment(here, began + (night ? 1 : 0), quiet.to, zone);
    if (from <= at && at < to) return { from, to };
  }
  return undefined;
}

const moment = (
  { year, month, day }: { year: number; month: number; day: number },
  days: number,
  minute: number,
  zone: string,
): Date => atLocal({ year, month, day: day + days, hour: Math.floor(minute / 60), minute: minute % 60 }, zone);
