import { type Letter, RUNG_SINGLY } from '../domain/letter/letter.ts';
import { mayEnter } from '../domain/rights.ts';
import type { Store, Waiting, Work } from '../store/index.ts';
import type { ListedLetter } from '../store/letters/letter-model.ts';
import type { LetterRing } from '../store/letters/letter-ring.ts';
import { backoff } from '../store/work/claim.ts';

/** In the id of a ring: all that waits for one manager. */
const ALL = '*';
/** While letters are being taken in by the hundred, the ringing waits for the rest, but no longer than this, in milliseconds. */
const LONGEST_HOLD = 15_000;
const SUMMED = 500;

const idsOf = (letters: readonly ListedLetter[]): string[] => letters.map(({ id }) => id);

/** The ringing of managers' phones, as work that must happen: one item a letter and manager, or one for many letters. */
export function createRinging(store: Store) {
  const { letterPushes: pushes, users, mailboxes } = store;
  let holding = 0;
  let heldSince = 0;

  /** Who is to be rung instead: those on duty at the mailboxes it came to, else the administrators. */
  async function substitutes(letter: ListedLetter, user: number): Promise<number[]> {
    const active = (await users.active()).filter(({ id, reachable }) => reachable && id !== user);
    const boxes = await Promise.all(letter.places.map(({ mailbox }) => mailboxes.get(mailbox)));
    const duty = new Set(boxes.flatMap((box) => box?.duty ?? []));
    const onDuty = active.filter(({ id }) => duty.has(id));
    return (onDuty.length > 0 ? onDuty : active.filter(({ role }) => role === 'administrator')).map(({ id }) => id);
  }

  /** A manager who left or cannot be reached: their letters go to those on duty. */
  async function passOn(letters: readonly ListedLetter[], user: number, now: Date): Promise<void> {
    for (const letter of letters) await pushes.alsoRing(letter.id, await substitutes(letter, user), now);
    await pushes.complete(idsOf(letters), user, 'failed');
  }

  const canHear = async (user: number): Promise<boolean> => {
    const known = await users.get(user);
    return known !== undefined && mayEnter(known) && known.reachable;
  };

  function taken(letters: readonly ListedLetter[], user: number, one?: Letter) {
    const ids = idsOf(letters);
    let message: number | undefined;
    const attempts = Math.max(
      0,
      ...letters.map((letter) => letter.pushes.find((push) => push.user === user)?.attempts ?? 0),
    );
    const base = {
      user,
      rung(id: number): void {
        message = id;
      },
    };
    const item: LetterRing = one
      ? { ...base, kind: 'letter', letter: one }
      : { ...base, kind: 'summary', letters: [...letters] };
    return {
      item,
      complete: () => pushes.complete(ids, user, one ? 'sent' : 'summed', message),
      release: (until: Date) => pushes.release(ids, user, until),
      async fail(now: Date): Promise<void> {
        if (!(await canHear(user))) return passOn(letters, user, now);
        await pushes.release(ids, user, new Date(now.getTime() + backoff(attempts)), true);
      },
    };
  }

  const work: Work<LetterRing> = {
    name: 'letters',
    async due(now) {
      if (holding > 0 && performance.now() - heldSince < LONGEST_HOLD) return [];
      const waiting: Waiting[] = [];
      for (const [user, letters] of await pushes.due(now)) {
        if (letters.length > RUNG_SINGLY) waiting.push({ id: `${ALL}:${user}`, chat: user });
        else waiting.push(...letters.map((letter) => ({ id: `${letter}:${user}`, chat: user })));
      }
      return waiting;
    },
    async take({ id, chat }, now) {
      const [which = ''] = id.split(':');
      const one = which === ALL ? undefined : await pushes.claim(which, chat, now);
      const ids = which === ALL ? ((await pushes.due(now)).get(chat) ?? []).slice(0, SUMMED) : [];
      const letters = one ? [one] : await pushes.claimMany(ids, chat, now);
      if (letters.length === 0) return undefined;
      if (await canHear(chat)) return taken(letters, chat, one);
      await passOn(letters, chat, now);
      return undefined;
    },
  };

  return {
    work,
    /** Nobody is rung until the returned function is called: more letters are just coming in. */
    hold(): () => void {
      if (holding++ === 0) heldSince = performance.now();
      let released = false;
      return () => {
        if (!released) holding -= 1;
        released = true;
      };
    },
  };
}

export type Ringing = ReturnType<typeof createRinging>;
