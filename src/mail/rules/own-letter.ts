import type { Rule } from './rule.ts';

/** A letter from one of our own addresses: a copy of what was sent, or somebody who forged the address. */
export const ownLetter: Rule = ({ from }, { own }) => (own.has(from.address) ? 'own' : undefined);
