import type { MailTrouble } from '../letter/mailbox.ts';

/** Something that an administrator has to look after, as it is found at a moment. */
export type Trouble =
  | { kind: 'mailbox'; id: string; address: string; trouble: MailTrouble }
  /** Bytes. */
  | { kind: 'disk'; free: number; total: number }
  /** By how much the machine's clock is ahead of Telegram's, in seconds; behind it where negative. */
  | { kind: 'clock'; ahead: number }
  /** When the last backup was made; absent: none ever was. */
  | { kind: 'backup'; at?: Date };

/** One and the same trouble as long as it lasts. */
export interface Alarm {
  id: string;
  since: Date;
  /** Administrators were told of it. */
  rung: boolean;
  trouble: Trouble;
}

/** What is wrong for so long is told, in milliseconds: a server that is restarted is not. */
export const RINGS_AFTER = 10 * 60_000;
const DAY = 86_400_000;
/** Backups are made every night; a journal of its first week may have none. */
const BACKUP_LASTS = 2 * DAY;
const WITHOUT_BACKUP = 7 * DAY;
const MEGABYTE = 1024 * 1024;
const CLOCK_TOLERATED = 60;

export const alarmId = (trouble: Trouble): string =>
  trouble.kind === 'mailbox' ? `mailbox:${trouble.id}` : trouble.kind;

/** A disk that fills up: hardly anything left, or little of it and little altogether. Bytes. */
export const isTight = (free: number, total: number): boolean =>
  free < 200 * MEGABYTE || (free < 1024 * MEGABYTE && free < total / 10);

/** Whether a clock is so many seconds off that reminders ring at the wrong time. */
export const isOff = (ahead: number): boolean => Math.abs(ahead) > CLOCK_TOLERATED;

/** Whether the last backup is too old, of a journal that was begun at `begun`. */
export const isBackupDue = (last: Date | undefined, begun: Date, now: Date): boolean =>
  now.getTime() - (last ?? begun).getTime() > (last ? BACKUP_LASTS : WITHOUT_BACKUP);

export interface Settled {
  /** To be kept as they are here. */
  keep: Alarm[];
  /** To be told now, and kept as told. */
  ring: Alarm[];
  /** Over: those that were told are told as over. */
  over: Alarm[];
}

/** What becomes of the alarms that are known, by what is wrong now. */
export function settle(known: readonly Alarm[], troubles: readonly Trouble[], now: Date): Settled {
  const before = new Map(known.map((alarm) => [alarm.id, alarm]));
  const found = troubles.map((trouble): Alarm => {
    const old = before.get(alarmId(trouble));
    // A clock that was set back must not put an alarm off until it is there again.
    const since = old && old.since <= now ? old.since : now;
    return { id: alarmId(trouble), since, rung: old?.rung ?? false, trouble };
  });
  const due = ({ rung, since }: Alarm) => !rung && now.getTime() - since.getTime() >= RINGS_AFTER;
  const still = new Set(found.map(({ id }) => id));
  return {
    keep: found.filter((alarm) => !due(alarm)),
    ring: found.filter(due),
    over: known.filter(({ id }) => !still.has(id)),
  };
}
