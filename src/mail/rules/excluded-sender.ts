import type { Rule } from './rule.ts';

/** A sender whom a manager has excluded. */
export const excludedSender: Rule = (_letter, { senderExcluded }) => (senderExcluded ? 'excluded-sender' : undefined);
