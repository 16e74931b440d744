import { hasAutoSubject, hasAutoWords } from './auto-words.ts';
import type { Sign } from './sign.ts';

/** An answer that no person wrote: a bounce goes nowhere, and headers or words say what it is. One mark alone is not proof. */
export const autoResponse: Sign = (letter) => {
  const { headers } = letter;
  const submitted = headers['auto-submitted']?.toLowerCase() ?? '';
  const marks = [
    headers['return-path']?.replace(/\s/g, '') === '<>',
    submitted.startsWith('auto-replied'),
    headers['x-auto-response-suppress'] !== undefined,
    (headers['x-autoreply'] ?? headers['x-autorespond'] ?? headers['x-autoresponder']) !== undefined,
    /auto[_-]?reply/i.test(headers.precedence ?? ''),
    hasAutoWords(letter),
  ];
  // Exchange asks everybody not to answer its letters; together with words that proves less than an empty way back.
  // A subject that only programs write, under headers that call it automatic, needs no more.
  const named = hasAutoSubject(letter.subject) && (marks[2] || /^auto-/.test(submitted));
  const proves = named || ((marks[0] || marks[1] || marks[3] || marks[4]) && marks.filter(Boolean).length >= 2);
  return proves ? { sign: 'auto-response', says: 'machine', points: 0, reason: 'auto-reply' } : undefined;
};
