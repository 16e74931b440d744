import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../domain/log.ts';
import { reasonOf } from '../../domain/reason.ts';
import { LONGEST_HOLD } from '../../store/work/claim.ts';
import type { Call } from './api.ts';
import { createBackgroundCall, jittered, NotNow } from './background-call.ts';
import { createBackgroundQueue, type NextMessage, type Ready, type Source } from './background-queue.ts';
import { faultKind, retryAfter } from './errors.ts';
import { createLeadership, type LeadershipOptions } from './leader-election.ts';
import { createGate } from './rate-limiter.ts';
import { createWakeup } from './wakeup.ts';

export { announced, type Source, sourceOf } from './background-queue.ts';

export interface BackgroundOptions {
  sources: readonly Source[];
  /** The Bot API without a pace of its own, with a limit on how long a call may take. */
  call: Call;
  /** The lease that makes one instance the sender. */
  lease: LeadershipOptions['leases'];
  now: () => Date;
  log: Log;
  /** Told when Telegram says that somebody does not want to hear from us. */
  blocked(chat: number): Promise<unknown>;
  /** Messages a second over all; Telegram takes about 30, and answers to people come first. */
  perSecond?: number;
  /** What else this instance sent to Telegram in the last second. */
  others?: () => number;
}

/** Items claimed that wait for their turn, a fraction of a second ahead of it; and items under way altogether. */
const AHEAD = 6;
export const AT_ONCE = 16;
/** A chat that is to be left alone for longer has its items put off in the database. */
const SHORT_HOLD = 5000;
/** How often to look for what has become due, in milliseconds. */
const LOOK_EVERY = 1000;
/** How long the end waits for what is under way, in milliseconds. */
const LAST_WAIT = 6000;
/** So many failures of Telegram one after another are an outage. */
const OUTAGE = 3;
/** How long the note that something has arrived waits for the database, in milliseconds. */
const NOTE_WITHIN = 15 * 60_000;
/** How often it is tried: well within the second for which a new sender holds back. */
const NOTE_EVERY = 400;

/** Doubling from a second to half a minute, with jitter. */
const pauseAfter = (failures: number): number =>
  Math.min(1000 * 2 ** Math.min(failures, 10), 30_000) * (0.75 + Math.random() / 2);

/**
 * Sends what is due in the background: one instance at a time, at the pace Telegram takes, an item claimed only when its
 * turn has come. What fails stays due in the database, so nothing is lost with this process.
 */
export function createBackground(options: BackgroundOptions) {
  const { sources, call, lease, now, log, blocked, perSecond = 25, others } = options;
  const gate = createGate({ perSecond, ...(others && { others }) });
  const queue = createBackgroundQueue(sources);
  const { pause, wake: stir } = createWakeup();
  const sent: Record<string, number> = Object.fromEntries(sources.map(({ name }) => [name, 0]));
  let stopping = false;
  let waitingForTurn = 0;
  let failures = 0;
  let running: Promise<void> = Promise.resolve();
  let tick: NodeJS.Timeout | undefined;

  const sender = createLeadership({
    leases: lease,
    name: 'sender',
    now,
    // Another instance may begin after half of the lease: by then nothing is sent here any more.
    sureFor: 7000,
    changed(held) {
      log('info', held ? 'sender.began' : 'sender.ended');
      // The sender before may have used up this second.
      if (held) gate.close(1000);
      queue.forget();
    },
  });
  const { sure } = sender;

  /** One round: begins what can begin now, or waits for a reason to look again. */
  async function round(): Promise<void> {
    if (!(await sender.hold())) return pause(1000);
    if (gate.closedFor() > 0) return pause(Math.min(gate.closedFor(), 1000));
    if (waitingForTurn >= AHEAD || queue.busy >= AT_ONCE) return pause(1000);
    await queue.refill(now());
    const next = queue.next((chat) => gate.busyFor(chat) === 0 || gate.busyFor(chat) > SHORT_HOLD);
    if (next) return begin(next);
    await pause(Math.min(1000, ...queue.chats().map((chat) => gate.busyFor(chat) + 1)));
  }

  async function run(): Promise<void> {
    for (let troubles = 0; !stopping; ) {
      try {
        await round();
        troubles = 0;
      } catch (error) {
        log('warn', 'sender.trouble', { reason: reasonOf(error) });
        await pause(pauseAfter(troubles++) / 2);
      }
    }
  }

  function begin(next: NextMessage): void {
    waitingForTurn += 1;
    let ahead = true;
    const turnTaken = () => {
      if (ahead) waitingForTurn -= 1;
      ahead = false;
      stir();
    };
    void work(next, turnTaken)
      .catch((error: unknown) => {
        log('warn', 'sender.trouble', { source: next.source.name, reason: reasonOf(error) });
        // What cannot even be claimed must not spin.
        gate.close(500);
      })
      .finally(() => {
        queue.done(next.key);
        turnTaken();
      });
  }

  async function work({ source, waiting }: NextMessage, turnTaken: () => void): Promise<void> {
    const ready = await source.take(waiting, now());
    if (!ready) return;
    const held = gate.busyFor(waiting.chat);
    if (held > SHORT_HOLD) return void (await ready.release(later(held)));
    const paced = createBackgroundCall({ call, gate, maySend: () => !stopping && sure(), turnTaken });
    try {
      await ready.send(paced);
    } catch (error) {
      return failed(error, ready, source.name, waiting.chat);
    }
    failures = 0;
    sent[source.name] = (sent[source.name] ?? 0) + 1;
    await noted(
      () => ready.complete(now()),
      () => stopping,
    );
  }

  const later = (ms: number) => new Date(now().getTime() + Math.min(ms, LONGEST_HOLD));

  async function failed(error: unknown, ready: Ready, source: string, chat: number): Promise<void> {
    if (error instanceof NotNow) return void (await ready.release(now()));
    const kind = faultKind(error);
    const seconds = retryAfter(error);
    if (seconds !== undefined) {
      gate.holdChat(chat, seconds * 1000);
      log('info', 'sender.limited', { source, chat, seconds });
      return void (await ready.release(later(seconds * 1000)));
    }
    if (kind === 'away') throw error;
    if (kind === 'blocked') await blocked(chat);
    if (kind === 'later') {
      failures += 1;
      // In an outage one item at a time tries, so that the rest does not back off for nothing.
      if (failures >= OUTAGE) gate.close(pauseAfter(failures - OUTAGE));
    }
    const level = kind === 'ours' || kind === 'refused' ? 'error' : 'warn';
    log(kind === 'blocked' ? 'info' : level, 'sender.failed', { source, chat, kind, reason: reasonOf(error) });
    await ready.fail(now());
  }

  function wake(): void {
    queue.stale();
    stir();
  }

  return {
    start(): void {
      // Not by the clock: a cron stands still for as long as somebody sets it back, and works off what it was set ahead.
      tick = setInterval(wake, LOOK_EVERY).unref();
      running = run();
    },
    /** Something became due just now: do not wait for the next tick. */
    wake,
    /** Ends in good order: what is under way is finished, the lease given back. */
    async stop(): Promise<void> {
      stopping = true;
      clearInterval(tick);
      gate.end();
      stir();
      await running;
      const until = performance.now() + LAST_WAIT;
      while (queue.busy > 0 && performance.now() < until) await sleep(20);
      await sender.release();
    },
    /** For metrics: what waits, what is under way, what was sent since the start, whether this instance is the sender. */
    state: () => ({ waiting: queue.lengths(), busy: queue.busy, sent: { ...sent }, sending: sure() }),
  };
}

/** It has arrived, and must not come again: while the database is away, this waits for it. */
async function noted(complete: () => Promise<unknown>, stopping: () => boolean): Promise<void> {
  const until = performance.now() + NOTE_WITHIN;
  for (;;) {
    try {
      await complete();
      return;
    } catch (error) {
      if (faultKind(error) !== 'away' || stopping() || performance.now() > until) throw error;
      await jittered(NOTE_EVERY);
    }
  }
}

export type Background = ReturnType<typeof createBackground>;
