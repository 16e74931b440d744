import type { Sign } from './sign.ts';

/** Headers of lists: every alias and group of a company sets them too, so that they make no newsletter by themselves. */
export const listHeaders: Sign = ({ headers }) =>
  (headers['list-id'] ?? headers['list-unsubscribe'] ?? headers['list-post'] ?? headers['feedback-id']) !== undefined
    ? { sign: 'list-headers', says: 'newsletter', points: 1 }
    : undefined;
