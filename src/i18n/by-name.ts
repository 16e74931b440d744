/** Words by a name that comes from elsewhere (a command, a channel, a reason): there may be none for it. */
export const byName = (words: Record<string, string>): Record<string, string> => words;
