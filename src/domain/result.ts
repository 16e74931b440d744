/** What a parser of human input returns: a value, or the reason there is none. Bad input is never an exception. */
export type Result<T, Reason extends string = string> = { ok: true; value: T } | { ok: false; reason: Reason };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const no = <Reason extends string>(reason: Reason): { ok: false; reason: Reason } => ({ ok: false, reason });
