import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../domain/reason.ts';

/** Takes what happens to the engine: an event's name and its details. */
export type EngineLog = (event: string, details?: object) => void;

/** One run of an engine, from ready to gone. */
export interface EngineProcess {
  pid: number;
  /** Resolves when the process is gone, however it ended. Never rejects. */
  exited: Promise<void>;
  /** Ends it, gracefully where possible; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts an engine and resolves when it takes connections. Must end what it started when `signal` aborts. */
export type Launch = (signal: AbortSignal) => Promise<EngineProcess>;

const longestPause = 5000;

/**
 * Starts an engine and keeps it running: when it dies, it is started again, at once at first, then after longer and
 * longer pauses. Rejects only if the first start fails.
 */
export async function supervise(launch: Launch, log: EngineLog): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let current = await launch(stopping.signal);
  let startedAt = Date.now();

  const watch = async (): Promise<void> => {
    let pause = 0;
    while (!stopping.signal.aborted) {
      await current.exited;
      if (stopping.signal.aborted) return;
      log('engine.died', { pid: current.pid });
      // One that held for a while gets a fresh start; one that dies again and again must not keep the machine busy.
      pause = Date.now() - startedAt > longestPause ? 0 : nextPause(pause);
      const next = await relaunch(launch, stopping.signal, pause, log);
      if (next === undefined) return;
      current = next;
      startedAt = Date.now();
      log('engine.restarted', { pid: current.pid });
    }
  };
  const watching = watch();

  return {
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
      // One that became ready just as we were stopping.
      await current.stop();
    },
  };
}

async function relaunch(
  launch: Launch,
  signal: AbortSignal,
  firstPause: number,
  log: EngineLog,
): Promise<EngineProcess | undefined> {
  for (let pause = firstPause; ; pause = nextPause(pause)) {
    try {
      await sleep(pause, undefined, { signal });
      return await launch(signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      log('engine.restart-failed', { reason: reasonOf(error) });
    }
  }
}

function nextPause(pause: number): number {
  return Math.min(longestPause, pause === 0 ? 100 : pause * 2);
}
