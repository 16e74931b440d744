import type { Rule } from './rule.ts';

const SUBJECT =
  /^(?:auto(?:matic)?[ -]?(?:reply|response|responder)|auto\s?:|out of (?:the )?office|on vacation|vacation (?:reply|response)|автоответ|автоматический ответ|вне офиса|нет на месте|я в отпуске|отсутствие на рабочем месте)/i;

/** A robot's answer: out of office, "we have received your letter". Many of them carry no header that says so. */
export const autoReply: Rule = ({ subject, headers }) => {
  const submitted = headers['auto-submitted']?.toLowerCase();
  if (submitted !== undefined && !submitted.startsWith('no')) return 'auto-reply';
  if (headers['x-autoreply'] ?? headers['x-autorespond'] ?? headers['x-autoresponder']) return 'auto-reply';
  if (/auto[_-]?reply/i.test(headers.precedence ?? '')) return 'auto-reply';
  const bare = subject.replace(/^(?:(?:re|aw|fwd?)\s?:\s*)+/i, '');
  return SUBJECT.test(bare) ? 'auto-reply' : undefined;
};
