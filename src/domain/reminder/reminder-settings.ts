/** Quiet hours as minutes of the day, from inclusive, to exclusive; `from` after `to` means over midnight. */
export interface QuietHours {
  from: number;
  to: number;
}

/** What a manager may set about reminders. Absent: the default; null: off. */
export interface ReminderSettings {
  /** Minutes before a planned contact; an empty list means none. */
  leads?: number[];
  quiet?: QuietHours | null;
  /** Minute of the day at which the digest comes. */
  digestAt?: number | null;
  /** Minute of the day at which "what happened?" is asked. */
  eveningAt?: number | null;
}
