import { hasAutoSubject, hasAutoWords } from './auto-words.ts';
import type { Sign } from './sign.ts';

/** An answer that no person wrote: a bounce goes nowhere, and headers or words say what it is. One mark alone is not proof. */
export const autoResponse: Sign = (letter) => {
  const { headers } = letter;
  const submitted = headers['auto-submitted']?.toLowerCase() ?? '';
  const suppressed = headers['x-auto-response-suppress'] !== undefined;
  const marks = [
    headers['return-path']?.replace(/\s/g, '') === '<>',
    submitted.startsWith('auto-replied'),
    (headers['x-autoreply'] ?? headers['x-autorespond'] ?? headers['x-autoresponder']) !== undefined,
    /auto[_-]?reply/i.test(headers.precedence ?? ''),
  ].filter(Boolean).length;
  // Exchange asks everybody not to answer its letters; together with words that proves less than an empty way back.
  // A subject that only programs write, under headers that call it automatic, needs no more.
  const named = (suppressed || /^auto-/.test(submitted)) && hasAutoSubject(letter.subject);
  const proves = named || marks >= 2 || (marks === 1 && (suppressed || hasAutoWords(letter)));
  return proves ? { sign: 'auto-response', says: 'machine', points: 0, reason: 'auto-reply' } : undefined;
};
