/*
 * The pace of background messages: at most so many in any second over all, one a second to a chat, and nothing while
 * Telegram wants to be left alone. Times are those of `performance.now()`, which no change of the clock moves.
 *
 * The second is that of the receiver. A message arrives somewhere between leaving here and being answered, so it
 * counts until a second after the latest moment at which it can have arrived: that of its answer, less the time the
 * quickest round trip took of late, which every answer needs anyway.
 */

export interface GateOptions {
  /** Messages in any one second, over all chats. */
  perSecond: number;
  /** What else this instance sent to Telegram in the last second; background gives way to it. */
  others?: () => number;
}

/** A message that was let through. */
export interface Passage {
  /** To be called when it really leaves: on a loaded machine that is some time after its turn came. */
  left(): void;
  /** To be called when it was answered, or failed, or is not sent after all: it will not arrive any later. */
  answered(): void;
}

/** A second, and what the clocks and timers of two machines may differ by. */
const WINDOW = 1010;
const CHAT_GAP = 1000;
/** What Telegram takes over all, in a second. */
const TOTAL = 30;
/** So many chats told to wait within a second mean that Telegram has had enough of us over all. */
const CROWD = 5;
/** Background is never starved altogether. */
const LEAST = 5;
/** Round trips remembered, to know the quickest of late. */
const TRIPS = 50;

export function createGate({ perSecond, others = () => 0 }: GateOptions) {
  /** What counts still, in order of leaving; `trip` is known once it was answered. */
  let counted: { leftAt: number; trip?: number }[] = [];
  let trips: number[] = [];
  const freeAt = new Map<number, number>();
  let limited: { at: number; chat: number }[] = [];
  let closedUntil = 0;
  let ended = false;
  let line: Promise<unknown> = Promise.resolve();
  let stir: () => void = () => {};

  const allowance = () => Math.max(LEAST, Math.min(perSecond, TOTAL - others()));
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      stir = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Milliseconds until one more message may go out. */
  function delay(now: number): number {
    const quickest = Math.min(...trips);
    const until = ({ leftAt, trip }: (typeof counted)[number]) =>
      trip === undefined ? Number.POSITIVE_INFINITY : leftAt + WINDOW + Math.max(0, trip - quickest);
    counted = counted.filter((one) => until(one) > now);
    const ends = counted.map(until).sort((a, b) => a - b);
    const last = counted.at(-1);
    return Math.max(
      (ends.at(-allowance()) ?? now) - now,
      // Spread over the second, yet free to catch up on what the timers lost.
      last === undefined ? 0 : last.leftAt + 600 / perSecond - now,
      closedUntil - now,
      0,
    );
  }

  async function pass(chat: number): Promise<Passage> {
    for (let left = delay(performance.now()); left > 0 && !ended; left = delay(performance.now()))
      await wait(Math.min(left, 200));
    const now = performance.now();
    const message: (typeof counted)[number] = { leftAt: now };
    let gone = false;
    counted.push(message);
    freeAt.set(chat, Math.max(freeAt.get(chat) ?? 0, now + CHAT_GAP));
    if (freeAt.size > 10_000) for (const [known, at] of freeAt) if (at < now) freeAt.delete(known);
    return {
      left(): void {
        message.leftAt = performance.now();
        gone = true;
      },
      answered(): void {
        if (gone) {
          message.trip = performance.now() - message.leftAt;
          trips = [...trips.slice(1 - TRIPS), message.trip];
        } else counted = counted.filter((one) => one !== message);
        stir();
      },
    };
  }

  return {
    /** Waits for the turn of one message to this chat, in order of asking, and takes it. */
    pass(chat: number): Promise<Passage> {
      const turn = line.then(() => pass(chat));
      line = turn;
      return turn;
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
    /** Lets everybody through at once: those who come through have to see for themselves that it is over. */
    end(): void {
      ended = true;
      stir();
    },
    /** Nothing goes out for so long. */
    close(ms: number): void {
      closedUntil = Math.max(closedUntil, performance.now() + ms);
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
