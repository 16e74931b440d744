import type { Sign } from './sign.ts';

/** The mail server itself takes it for spam. */
export const spamFlag: Sign = ({ headers }) =>
  /^yes/i.test(headers['x-spam-flag'] ?? '') ||
  /^yes/i.test(headers['x-spam-status'] ?? '') ||
  /^(?:yes|true|1)\b/i.test(headers['x-spam'] ?? '') ||
  /^4\b/.test(headers['x-yandex-spam'] ?? '')
    ? { sign: 'spam-flag', says: 'spam', points: 3 }
    : undefined;
