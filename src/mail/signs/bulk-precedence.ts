import type { Sign } from './sign.ts';

/** It calls itself bulk mail. Groups say "list", which any alias is. */
export const bulkPrecedence: Sign = ({ headers }) =>
  /^(?:bulk|junk)\b/i.test(headers.precedence ?? '')
    ? { sign: 'bulk-precedence', says: 'newsletter', points: 1 }
    : undefined;
