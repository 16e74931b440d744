import type { User } from '../user.ts';
import type { QuietHours, ReminderSettings } from './reminder-settings.ts';

export type { QuietHours, ReminderSettings } from './reminder-settings.ts';

export const DEFAULT_LEADS: readonly number[] = [15];
export const DEFAULT_QUIET: QuietHours = { from: 21 * 60, to: 8 * 60 };
export const DEFAULT_DIGEST = 9 * 60;
/** Offered first where the evening question is switched on. */
export const DEFAULT_EVENING = 18 * 60;

/** A lead time is at most 30 days, and a contact has at most so many. */
export const MAX_LEAD = 30 * 24 * 60;
export const MAX_LEADS = 5;

/** The rules by which somebody is reminded, with nothing left open. */
export interface ReminderRules {
  /** Minutes before the start. */
  leads: readonly number[];
  quiet: QuietHours | undefined;
  digestAt: number | undefined;
  eveningAt: number | undefined;
  /** IANA time zone. */
  zone: string;
  /** ISO weekdays on which digests come; none at all means every day. */
  workingDays: readonly number[];
  /** Somebody who works here and can be reached. No one else is reminded of anything. */
  active: boolean;
}

type Known = ReminderSettings & Partial<Pick<User, 'zone' | 'workingDays' | 'access' | 'reachable'>>;

/** A user's rules; of somebody unknown, the defaults. */
export const rulesOf = (user: Known | undefined): ReminderRules => ({
  leads: user?.leads ?? DEFAULT_LEADS,
  quiet: user?.quiet === undefined ? DEFAULT_QUIET : (user.quiet ?? undefined),
  digestAt: user?.digestAt === undefined ? DEFAULT_DIGEST : (user.digestAt ?? undefined),
  eveningAt: user?.eveningAt ?? undefined,
  zone: user?.zone ?? 'UTC',
  workingDays: user?.workingDays ?? [1, 2, 3, 4, 5],
  active: user === undefined || (user.access === 'active' && user.reachable !== false),
});

export const worksOn = ({ workingDays }: Pick<ReminderRules, 'workingDays'>, weekday: number): boolean =>
  workingDays.length === 0 || workingDays.includes(weekday);
