import { getPriority, setPriority } from 'node:os';

/** Of a thread that leaves the processor to others. */
const LOW = 10;

/**
 * Has the calling thread give way to those who answer people. On Linux a priority is a thread's own; elsewhere it would be
 * that of the whole program, and is left as it is.
 */
export function lowerPriority(): void {
  if (process.platform === 'linux' && getPriority() < LOW) setPriority(0, LOW);
}
