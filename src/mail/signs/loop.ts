import type { Sign } from './sign.ts';

/** More servers than any honest way leads over: two robots are writing to each other. */
const HOPS = 30;

/** A letter that goes round in circles. */
export const loop: Sign = ({ headers }, { own }) => {
  const hops = headers.received?.split('\n').length ?? 0;
  const mark = headers['x-loop']?.toLowerCase() ?? '';
  const round = hops > HOPS || [...own].some((address) => mark.includes(address));
  return round ? { sign: 'loop', says: 'machine', points: 0, reason: 'loop' } : undefined;
};
