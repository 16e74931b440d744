/** What a caught value says: for the log, or for the end of a sentence of ours. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
