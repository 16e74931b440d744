import { statfs } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { isBackupDue, isOff, isTight, type Trouble } from '../domain/alarm/alarm.ts';
import type { Store } from '../store/index.ts';
import type { Disk, HealthDesk, UpdatesHealth } from '../telegram/health-desk.ts';
import { programVersion } from '../version.ts';

/** What the health of a running program is read from; `updates` is there once they come. */
interface Sources extends Pick<HealthDesk, 'queues' | 'clockAhead'> {
  store: Store;
  config: Pick<Config, 'dataDir' | 'mongodbUri'>;
  now: () => Date;
  updates: () => UpdatesHealth;
}

/** Compares the machine's clock with the `Date` of Telegram's answers. */
export function createClockWatch() {
  let last: { told: string; at: number } | undefined;
  return {
    /** Close to the socket: nothing is worked out before somebody asks. */
    heard(told: string): void {
      last = { told, at: Date.now() };
    },
    /** Seconds ahead of Telegram; undefined until it has answered. */
    ahead(): number | undefined {
      const theirs = last ? Date.parse(last.told) : Number.NaN;
      return last && Number.isFinite(theirs) ? Math.round((last.at - theirs) / 1000) : undefined;
    },
  };
}

/** What administrators see of the program, and what they have to be told of. */
export function createHealth({ store, config, now, ...parts }: Sources) {
  async function disk(): Promise<Disk | undefined> {
    if (config.mongodbUri) return store.disk();
    const { bavail, blocks, bsize } = await statfs(config.dataDir);
    return { free: bavail * bsize, total: blocks * bsize };
  }
  const desk: HealthDesk = { version: programVersion(), startedAt: now(), disk, ...parts };

  async function mailboxTroubles(): Promise<Trouble[]> {
    const [boxes, health] = await Promise.all([store.mailboxes.all(), store.mailboxes.health()]);
    return boxes.flatMap(({ id, address, active }): Trouble[] => {
      const trouble = health.get(id)?.trouble;
      return active && trouble ? [{ kind: 'mailbox', id, address, trouble }] : [];
    });
  }

  /** All that is wrong now. */
  async function troubles(): Promise<Trouble[]> {
    const [mailboxes, space, backup, begun] = await Promise.all([
      mailboxTroubles(),
      disk(),
      store.backups.last(),
      store.users.begun(),
    ]);
    const ahead = parts.clockAhead();
    return [
      ...mailboxes,
      ...(space && isTight(space.free, space.total) ? [{ kind: 'disk' as const, ...space }] : []),
      ...(ahead !== undefined && isOff(ahead) ? [{ kind: 'clock' as const, ahead }] : []),
      ...(begun && isBackupDue(backup?.at, begun, now())
        ? [{ kind: 'backup' as const, ...(backup && { at: backup.at }) }]
        : []),
    ];
  }
  return { desk, troubles };
}
