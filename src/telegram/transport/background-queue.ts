import type { Waiting, Work } from '../../store/index.ts';
import type { Call } from './api.ts';

/** A claimed item with the way to send it. */
export interface Ready {
  send(call: Call): Promise<unknown>;
  complete(now: Date): Promise<unknown>;
  release(until: Date): Promise<unknown>;
  fail(now: Date): Promise<unknown>;
}

/** A kind of background message: the work, and how its items are sent. */
export interface Source {
  name: string;
  due(now: Date, limit: number): Promise<readonly Waiting[]>;
  take(waiting: Waiting, now: Date): Promise<Ready | undefined>;
}

/** Joins work with the drawing and sending of its items. `send` may call Telegram several times; each call is paced. */
export const sourceOf = <Item>(work: Work<Item>, send: (item: Item, call: Call) => Promise<unknown>): Source => ({
  name: work.name,
  due: work.due,
  async take(waiting, now) {
    const taken = await work.take(waiting, now);
    if (!taken) return undefined;
    const { item, complete, release, fail } = taken;
    return { send: (call) => send(item, call), complete, release, fail };
  },
});

/** The same messages; after each the chat it went to is told to `arrived`. */
export const announced = (source: Source, arrived: (chat: number) => void): Source => ({
  ...source,
  async take(waiting, now) {
    const ready = await source.take(waiting, now);
    if (!ready) return undefined;
    return {
      ...ready,
      async send(call) {
        await ready.send(call);
        arrived(waiting.chat);
      },
    };
  },
});

/** What is known to wait, of one source. */
interface Line {
  source: Source;
  waiting: Waiting[];
  /** Whether the source may have more than was read, once that is worked off. */
  more: boolean;
  /** Whether it was read since something may have become due. */
  fresh: boolean;
}

export interface NextMessage {
  source: Source;
  waiting: Waiting;
  key: string;
}

/** So many of each source are kept in mind; the rest stays where it is, in the database. */
export const QUEUE_LIMIT = 100;

/** The bounded queues of what is due, one for each source; their turns go round. */
export function createBackgroundQueue(sources: readonly Source[]) {
  const lines: Line[] = sources.map((source) => ({ source, waiting: [], more: true, fresh: false }));
  const busy = new Map<string, number>();
  const keyOf = (source: Source, { id }: Waiting) => `${source.name}:${id}`;
  let turn = 0;

  return {
    /** Reads what is due, of the sources where that may have changed. */
    async refill(now: Date): Promise<void> {
      for (const line of lines) {
        if (line.fresh && (line.waiting.length > 0 || !line.more)) continue;
        const found = await line.source.due(now, QUEUE_LIMIT);
        line.fresh = true;
        line.waiting = found.filter((waiting) => !busy.has(keyOf(line.source, waiting)));
        line.more = found.length >= QUEUE_LIMIT;
      }
    },
    /** Something may have become due: every source is to be read again. */
    stale(): void {
      for (const line of lines) line.fresh = false;
    },
    /** Takes out the next one whose chat is free and has nothing under way, and marks it as under way until `done`. */
    next(isFree: (chat: number) => boolean): NextMessage | undefined {
      const inHand = new Set(busy.values());
      for (let i = 0; i < lines.length; i++) {
        const line = lines[(turn + i) % lines.length];
        const index = line?.waiting.findIndex(({ chat }) => isFree(chat) && !inHand.has(chat)) ?? -1;
        const [waiting] = index >= 0 && line ? line.waiting.splice(index, 1) : [];
        if (!line || !waiting) continue;
        turn = (turn + i + 1) % lines.length;
        const key = keyOf(line.source, waiting);
        busy.set(key, waiting.chat);
        return { source: line.source, waiting, key };
      }
      return undefined;
    },
    done: (key: string): boolean => busy.delete(key),
    /** Forgets what waits here; it is still due in the database. */
    forget(): void {
      for (const line of lines) Object.assign(line, { waiting: [], fresh: false });
    },
    get busy(): number {
      return busy.size;
    },
    /** Chats of everything that waits here. */
    chats: (): number[] => lines.flatMap(({ waiting }) => waiting.map(({ chat }) => chat)),
    lengths: (): Record<string, number> =>
      Object.fromEntries(lines.map(({ source, waiting }) => [source.name, waiting.length])),
  };
}
