/** Whether a value is one of a list's: for what comes from buttons, files and the database. */
export const isOneOf = <T>(all: readonly T[], value: unknown): value is T => all.some((one) => one === value);
