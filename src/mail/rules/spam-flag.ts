import type { Rule } from './rule.ts';

/** A letter that the mail server itself takes for spam. */
export const spamFlag: Rule = ({ headers }) =>
  /^yes/i.test(headers['x-spam-flag'] ?? '') ||
  /^yes/i.test(headers['x-spam-status'] ?? '') ||
  /^(?:yes|true|1)\b/i.test(headers['x-spam'] ?? '') ||
  /^4\b/.test(headers['x-yandex-spam'] ?? '')
    ? 'spam'
    : undefined;
