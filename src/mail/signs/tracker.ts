import type { Sign } from './sign.ts';

/** A picture of one point that tells the sender of the reading. */
export const tracker: Sign = ({ tracked }) =>
  tracked ? { sign: 'tracker', says: 'newsletter', points: 0.5 } : undefined;
