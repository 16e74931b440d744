import type { Sign } from './sign.ts';

/** It goes on with a conversation. */
export const answer: Sign = ({ references, subject }) =>
  references.length > 0 && /^(?:re|aw|fwd?|отв|ответ)\s?(?:\[\d+\])?:/i.test(subject)
    ? { sign: 'answer', says: 'person', points: 1 }
    : undefined;
