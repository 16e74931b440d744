import { nextSending } from '../domain/report/report-schedule.ts';
import { dayStart } from '../domain/time/zone.ts';
import type { User } from '../domain/user.ts';
import { type Store, type TakenWork, WEEK_LETTER, type Work } from '../store/index.ts';

/** The week's letter to one of its readers, written with their rights at the moment it is sent. */
export interface DueWeekLetter {
  user: User;
  at: Date;
}

/** New users are looked for so often, in milliseconds. */
const ENROL_EVERY = 600_000;

/** The letter about the week that is over: every Monday morning of the reader's own zone. */
export function createWeekLetterWork({
  weekLetters,
  users,
}: Pick<Store, 'weekLetters' | 'users'>): Work<DueWeekLetter> {
  const { claims } = weekLetters;
  let enrolled = Number.NEGATIVE_INFINITY;
  return {
    name: 'week-letters',

    async due(now, limit) {
      if (now.getTime() - enrolled >= ENROL_EVERY || now.getTime() < enrolled) {
        await weekLetters.enrol(now);
        enrolled = now.getTime();
      }
      return (await claims.due(now, limit)).map((id) => ({ id: String(id), chat: Number(id) }));
    },

    async take({ chat }, now): Promise<TakenWork<DueWeekLetter> | undefined> {
      const claim = await claims.claim(chat, now);
      if (!claim) return undefined;
      const user = await users.get(chat);
      if (user?.access !== 'active') {
        await weekLetters.drop(chat);
        return undefined;
      }
      const complete = (at: Date) => claims.complete(claim, { $set: { due: nextSending(WEEK_LETTER, at, user.zone) } });
      // On another day it is not a news any more: the next one is about that week.
      const late = dayStart(claim.row.due ?? now, user.zone).getTime() !== dayStart(now, user.zone).getTime();
      if (late || !user.reachable) {
        await complete(now);
        return undefined;
      }
      return {
        item: { user, at: now },
        complete,
        release: (until) => claims.release(claim, until),
        fail: (at) => claims.fail(claim, at),
      };
    },
  };
}
