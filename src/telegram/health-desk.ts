/** Bytes on the disk of the database. */
export interface Disk {
  free: number;
  total: number;
}

/** How updates come to this instance; `silentFor`: seconds since Telegram last answered a poll. */
export type UpdatesHealth = { by: 'webhook' } | { by: 'polling'; here: boolean; silentFor?: number };

/** What the chat asks of the running program about itself; handed in by the wiring. */
export interface HealthDesk {
  version: string;
  startedAt: Date;
  updates(): UpdatesHealth;
  /** Users with updates waiting, answers that wait for their turn, background messages that are due. */
  queues(): { users: number; answers: number; background: number };
  /** Undefined where it cannot be known. */
  disk(): Promise<Disk | undefined>;
  /** Seconds that the machine's clock is ahead of Telegram's; undefined until Telegram has answered. */
  clockAhead(): number | undefined;
}
