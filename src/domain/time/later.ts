import type { Amount } from './units.ts';
import { readAmount } from './units.ts';

const ON = /^(?:(?:на|by)\s)?(?:еще\s)?/iu;
const LATER = /^\s(?:попозже|позже|позднее|вперед|later)[.!]?$/iu;
const EARLIER = /^\s(?:пораньше|раньше|earlier)[.!]?$/iu;

/** "на 2 дня позже", "an hour earlier": a whole answer that says how far to move, not where to. */
export function readLater(line: string): { amount: Amount; sign: 1 | -1 } | undefined {
  const read = readAmount(line, ON.exec(line)?.[0].length ?? 0);
  if (!read) return undefined;
  const rest = line.slice(read.end);
  if (LATER.test(rest)) return { amount: read.amount, sign: 1 };
  return EARLIER.test(rest) ? { amount: read.amount, sign: -1 } : undefined;
}
