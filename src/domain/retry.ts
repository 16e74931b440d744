/** Waits between attempts at what may be away for a moment, in milliseconds; the last one again and again. */
const DELAYS = [500, 1000, 2000, 5000];
const LONGEST = 10_000;

/** How long to wait after so many failures in a row (0: the first one), in milliseconds. */
export const retryDelay = (failures: number): number => DELAYS[failures] ?? LONGEST;
