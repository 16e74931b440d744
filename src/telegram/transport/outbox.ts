import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../domain/log.ts';
import { reasonOf } from '../../domain/reason.ts';
import { faultKind, retryAfter } from './errors.ts';

/*
 * Answers that Telegram did not take. They are kept for each chat and tried for a minute, in order; of screens only the
 * newest, for an older one would show what is not so any more. What comes late says so; of what never comes, the user is
 * told when Telegram is back. Lost with the process, as the screen that its user can ask for again.
 */

/** Sends or redraws a message, with a word above it where one is given. Returns the message's id. */
export type Draw = (notice?: string) => Promise<number>;

export interface PendingAnswer {
  draw: Draw;
  /** It shows a state with its buttons, which a newer one replaces. */
  screen: boolean;
  /** Says that Telegram was in trouble, in the words of the user. */
  trouble: string;
  /** The same as a line of its own, where no answer is left to carry it. */
  tell: () => Promise<unknown>;
}

interface Kept extends PendingAnswer {
  /** By the clock of `performance.now()`. */
  until: number;
}

interface Chat {
  kept: Kept[];
  /** An answer was given up: the user has to be told. */
  lost?: PendingAnswer | undefined;
}

/** How long an answer is tried, and how long the word about a lost one, in milliseconds. */
const TRIED_FOR = 60_000;
const TOLD_WITHIN = 3_600_000;
/** Answers kept for one chat. */
const KEPT = 20;

/** A second at first, then up to five, while an answer waits; half a minute for the word about a lost one. */
const pauseAfter = (attempt: number, waiting: boolean): number =>
  Math.min(1000 * 2 ** Math.min(attempt, 5), waiting ? 5000 : 30_000);

export interface OutboxOptions {
  log: Log;
  /** A clock in milliseconds that only goes on, and how to wait; tests set both. */
  clock?: () => number;
  wait?: (ms: number) => Promise<unknown>;
}

/** Whether a failure passes: Telegram has trouble, or cannot be reached. */
const passes = (error: unknown): boolean => faultKind(error) === 'later';

export function createOutbox({
  log,
  clock = () => performance.now(),
  wait = (ms) => sleep(ms, undefined, { ref: false }),
}: OutboxOptions) {
  const chats = new Map<number, Chat>();

  function keep(chat: number, answer: PendingAnswer): void {
    const known = chats.get(chat);
    const entry: Chat = known ?? { kept: [] };
    const others = answer.screen ? entry.kept.filter(({ screen }) => !screen) : entry.kept;
    entry.kept = [...others, { ...answer, until: clock() + TRIED_FOR }].slice(-KEPT);
    if (known) return;
    chats.set(chat, entry);
    void work(chat, entry);
  }

  /** Tries until nothing is left for the chat. */
  async function work(chat: number, entry: Chat): Promise<void> {
    const since = clock();
    let pause = 0;
    for (let attempt = 0; entry.kept.length > 0 || entry.lost; attempt++) {
      await wait(Math.max(pause, pauseAfter(attempt, entry.kept.length > 0)));
      giveUp(chat, entry);
      if (entry.kept.length === 0 && clock() - since > TOLD_WITHIN) break;
      try {
        await deliver(entry);
        pause = 0;
      } catch (error) {
        pause = (retryAfter(error) ?? 0) * 1000;
      }
    }
    chats.delete(chat);
  }

  function giveUp(chat: number, entry: Chat): void {
    const over = entry.kept.filter(({ until }) => until < clock());
    if (over.length === 0) return;
    log('warn', 'answer.lost', { chat, answers: over.length });
    entry.lost = over.at(-1) ?? entry.lost;
    entry.kept = entry.kept.filter((one) => !over.includes(one));
  }

  /** Sends everything in order, the word about the trouble with the first of it. Throws where Telegram still has trouble. */
  async function deliver(entry: Chat): Promise<void> {
    let told = false;
    for (let next = entry.kept[0]; next; next = entry.kept[0]) {
      const { draw, trouble } = next;
      await attempt(() => draw(told ? undefined : trouble));
      told = true;
      entry.lost = undefined;
      entry.kept = entry.kept.filter((one) => one !== next);
    }
    const { lost } = entry;
    if (lost) await attempt(lost.tell);
    entry.lost = undefined;
  }

  /** What Telegram refuses for good is not tried again. */
  async function attempt(send: () => Promise<unknown>): Promise<void> {
    try {
      await send();
    } catch (error) {
      if (passes(error)) throw error;
      log('warn', 'answer.refused', { reason: reasonOf(error) });
    }
  }

  return {
    /**
     * Gives an answer to a chat. Returns the message's id, or undefined where it is kept until Telegram takes it. Errors:
     * those that do not pass.
     */
    async give(chat: number, answer: PendingAnswer): Promise<number | undefined> {
      if (!chats.has(chat)) {
        try {
          return await answer.draw();
        } catch (error) {
          if (!passes(error)) throw error;
          log('warn', 'answer.kept', { chat, reason: reasonOf(error) });
        }
      }
      keep(chat, answer);
      return undefined;
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
