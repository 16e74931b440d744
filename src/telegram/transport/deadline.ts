/** A timer that fires so much late tells of a process that was paused: a laptop that slept, a SIGSTOP. In milliseconds. */
const PAUSED = 1000;
/** What arrived meanwhile lies in the socket; after a pause it gets so long to be read, in milliseconds. */
const READING = 2000;

/**
 * Gives something up after `limit` milliseconds, but never before the socket had a turn: timers run before it is read, and
 * an answer that has long arrived must not be taken for none. Returns the function that calls the deadline off.
 */
export function deadline(limit: number, giveUp: () => void): () => void {
  const due = performance.now() + limit;
  let off = false;
  const end = (): void => {
    if (!off) giveUp();
  };
  let timer = setTimeout(() => {
    if (performance.now() - due > PAUSED) timer = setTimeout(end, READING);
    // Twice: what the first reading brings is put together in the second.
    else setImmediate(() => setImmediate(end));
  }, limit);
  return () => {
    off = true;
    clearTimeout(timer);
  };
}
