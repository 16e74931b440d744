/*
 * The pace of background messages: at most so many in any second over all, one a second to a chat, and nothing while
 * Telegram wants to be left alone. Times are those of `performance.now()`, which no change of the clock moves.
 */

export interface GateOptions {
  /** Messages in any one second, over all chats. */
  perSecond: number;
  /** What else this instance sent to Telegram in the last second; background gives way to it. */
  others?: () => number;
}

/** The window is a little longer than a second: what leaves here evenly may arrive bunched. */
const WINDOW = 1025;
const CHAT_GAP = 1000;
/** What Telegram takes over all, in a second. */
const TOTAL = 30;
/** So many chats told to wait within a second mean that Telegram has had enough of us over all. */
const CROWD = 5;
/** Background is never starved altogether. */
const LEAST = 5;

export function createGate({ perSecond, others = () => 0 }: GateOptions) {
  const sent: number[] = [];
  const freeAt = new Map<number, number>();
  let limited: { at: number; chat: number }[] = [];
  let closedUntil = 0;
  let ended = false;
  let line: Promise<unknown> = Promise.resolve();

  const allowance = () => Math.max(LEAST, Math.min(perSecond, TOTAL - others()));
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

  /** Milliseconds until one more message may go out. */
  function delay(now: number): number {
    const nth = sent.at(-allowance());
    const last = sent.at(-1);
    return Math.max(
      nth === undefined ? 0 : nth + WINDOW - now,
      // Spread over the second, yet free to catch up on what the timers lost.
      last === undefined ? 0 : last + 600 / perSecond - now,
      closedUntil - now,
      0,
    );
  }

  async function pass(chat: number): Promise<void> {
    for (let left = delay(performance.now()); left > 0 && !ended; left = delay(performance.now()))
      await wait(Math.min(left, 200));
    const now = performance.now();
    sent.push(now);
    if (sent.length > perSecond) sent.shift();
    freeAt.set(chat, Math.max(freeAt.get(chat) ?? 0, now + CHAT_GAP));
    if (freeAt.size > 10_000) for (const [known, at] of freeAt) if (at < now) freeAt.delete(known);
  }

  return {
    /** Waits for the turn of one message to this chat, in order of asking, and takes it. */
    pass(chat: number): Promise<void> {
      const turn = line.then(() => pass(chat));
      line = turn;
      return turn;
    },
    /** To be called when the message really leaves: on a loaded machine that is some time after its turn came. */
    left(): void {
      if (sent.length > 0) sent[sent.length - 1] = performance.now();
    },
    /** Milliseconds until this chat may get a message; 0 is now. */
    busyFor: (chat: number): number => Math.max(0, (freeAt.get(chat) ?? 0) - performance.now()),
    /** Milliseconds until anything may be sent, leaving the pace aside; 0 is now. */
    closedFor: (): number => Math.max(0, closedUntil - performance.now()),
    /** Telegram asked to leave this chat alone; where it says so of many at once, it means all. */
    holdChat(chat: number, ms: number): void {
      const now = performance.now();
      freeAt.set(chat, Math.max(freeAt.get(chat) ?? 0, now + ms));
      limited = [...limited.filter(({ at }) => at > now - 1000), { at: now, chat }];
      if (new Set(limited.map((one) => one.chat)).size >= CROWD) closedUntil = Math.max(closedUntil, now + ms);
    },
    /** Lets everybody through at once: whoever comes through has to see for himself that it is over. */
    end(): void {
      ended = true;
    },
    /** Nothing goes out for so long. */
    close(ms: number): void {
      closedUntil = Math.max(closedUntil, performance.now() + ms);
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
