import type { Rule } from './rule.ts';

/** More servers than any honest way leads over: two robots are writing to each other. */
const HOPS = 30;

/** A letter that goes round in circles. */
export const loop: Rule = ({ headers }, { own }) => {
  const hops = headers.received?.split('\n').length ?? 0;
  const mark = headers['x-loop']?.toLowerCase() ?? '';
  return hops > HOPS || [...own].some((address) => mark.includes(address)) ? 'loop' : undefined;
};
