import type { Rule } from './rule.ts';

/** A letter to many: a list, a mailing, a shop. An answer to one of our letters is none, whatever it came through. */
export const newsletter: Rule = ({ headers }, { answersOurs }) => {
  if (answersOurs) return undefined;
  const toMany = headers['list-id'] ?? headers['list-unsubscribe'] ?? headers['list-post'] ?? headers['feedback-id'];
  return toMany !== undefined || /^(?:bulk|list|junk)\b/i.test(headers.precedence ?? '') ? 'newsletter' : undefined;
};
