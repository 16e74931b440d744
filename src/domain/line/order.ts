import type { Contact } from '../contact/contact.ts';
import { addDaysKeepingClock, atClockOf, dayStart } from '../time/zone.ts';
import type { ChangeReading, Start } from './reading.ts';

/** What of an order about a plan is needed to carry it out on one. */
export type Order = Pick<ChangeReading, 'what' | 'by' | 'clockOnly'> & { to?: Start };

const DAY_MINUTES = 1440;

type Plan = Pick<Contact, 'start' | 'channel'>;

/**
 * The open plans that an order may mean, out of those with the clients and persons it names: by the day it speaks of and by channel,
 * where these leave any. The nearest to come first, overdue ones after them.
 */
export function plansMeant<P extends Plan>(
  plans: readonly P[],
  { about, channel, several }: Pick<ChangeReading, 'about' | 'channel' | 'several'>,
  { now, zone }: { now: Date; zone: string },
): P[] {
  const narrowed = (left: readonly P[], fits: (plan: P) => boolean) => {
    const fitting = left.filter(fits);
    return fitting.length > 0 ? fitting : left;
  };
  const onDay = about
    ? narrowed(plans, ({ start }) => dayStart(start, zone).getTime() === dayStart(about.at, zone).getTime())
    : plans;
  const atTime =
    about?.precision === 'minute' ? narrowed(onDay, ({ start }) => start.getTime() === about.at.getTime()) : onDay;
  const byChannel = channel === undefined ? atTime : narrowed(atTime, (plan) => plan.channel === channel);
  const until = several?.until;
  const inTime = until ? byChannel.filter(({ start }) => start < until) : byChannel;
  const isOver = ({ start }: P) => start < now;
  return inTime.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.start.getTime() - b.start.getTime());
}

/** When a plan stands after the order to move it; undefined where the order does not say, or says a time that is past. */
export function movedStart(
  start: Date,
  { to, by, clockOnly }: Omit<Order, 'what'>,
  { now, zone }: { now: Date; zone: string },
): Date | undefined {
  const at =
    to === undefined
      ? by === undefined
        ? undefined
        : by % DAY_MINUTES === 0
          ? addDaysKeepingClock(start, by / DAY_MINUTES, zone)
          : new Date(start.getTime() + by * 60_000)
      : to.precision === 'day'
        ? atClockOf(start, to.at, zone)
        : clockOnly
          ? keepingDay(start, to.at, { now, zone })
          : to.at;
  return at && at > now ? at : undefined;
}

/** That time on the plan's own day; the next one to come where it is over there. */
function keepingDay(start: Date, at: Date, { now, zone }: { now: Date; zone: string }): Date {
  const kept = atClockOf(at, start, zone);
  return kept > now ? kept : at;
}

/** What an order changes of a plan, with one tap. `start` is where a move takes it. */
export function changeOf(
  what: Order['what'],
  plan: Pick<Contact, 'start'>,
  { now, start, result }: { now: Date; start?: Date | undefined; result?: string | undefined },
): Partial<Pick<Contact, 'status' | 'state' | 'reason' | 'result' | 'start'>> {
  switch (what) {
    case 'cancel':
      return { status: 'cancelled', ...(result !== undefined && { reason: result }) };
    case 'done':
      // Done before its time: it happened now.
      return {
        status: 'happened',
        state: 3,
        ...(result !== undefined && { result }),
        ...(plan.start > now && { start: now }),
      };
    case 'move':
      return { ...(start && { start }) };
  }
}
