import { type Ring, ring } from '../domain/reminder/due.ts';
import type { Reminders, RungContact } from '../domain/reminder/notices.ts';
import { rulesOf } from '../domain/reminder/reminder-rules.ts';
import type { User } from '../domain/user.ts';
import type { ClaimedContact, Store, TakenWork, Work } from '../store/index.ts';

interface Decided extends ClaimedContact {
  decision: Ring;
}

/** Reminders of planned contacts. All that is due of one manager is one item. */
export function createContactReminders({ due, users }: Pick<Store, 'due' | 'users'>): Work<Reminders> {
  /** Decides on each contact as it was read after the claim: what was done, cancelled or moved meanwhile is silent. */
  function decide(claimed: readonly ClaimedContact[], user: User | undefined, now: Date): Decided[] {
    const rules = { ...rulesOf(user), ...(user === undefined && { active: false }) };
    return claimed.map((one) => ({ ...one, decision: ring(one.contact, rules, now) }));
  }

  const complete = (decided: readonly Decided[]) =>
    due.complete(decided.map(({ claim, decision }) => ({ claim, next: decision.next })));

  return {
    name: 'reminders',

    due: async (now, limit) =>
      (await due.managersDue(now, limit)).map((manager) => ({ id: String(manager), chat: manager })),

    async take({ chat: manager }, now): Promise<TakenWork<Reminders> | undefined> {
      const [claimed, user] = await Promise.all([due.claimOf(manager, now), users.get(manager)]);
      const decided = decide(claimed, user, now);
      const loud = decided.filter(({ decision }) => decision.ring);
      const silent = decided.filter(({ decision }) => !decision.ring);
      if (silent.length > 0) await complete(silent);
      if (!user || loud.length === 0) return undefined;
      return {
        item: { user, at: now, rung: loud.flatMap(rungOf) },
        complete: () => complete(loud),
        release: (until) => due.release(loud, until),
        fail: (at) => due.fail(loud, at),
      };
    },
  };
}

const rungOf = ({ contact, decision }: Decided): RungContact[] =>
  decision.ring ? [{ contact, ...decision.ring }] : [];
