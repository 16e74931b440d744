/** Tells the operator what happened: an event by name, with its details. What must not be told is taken out on the way. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, details?: object) => void;
