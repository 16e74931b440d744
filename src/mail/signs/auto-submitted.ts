import type { Sign } from './sign.ts';

/** It calls itself automatic. What a rule of Outlook hands on does so too, and is a person's letter. */
export const autoSubmitted: Sign = ({ headers }) => {
  const submitted = headers['auto-submitted']?.toLowerCase() ?? 'no';
  if (submitted.startsWith('no') || /rules agent/i.test(headers['x-ms-exchange-generated-message-source'] ?? '')) {
    return undefined;
  }
  return { sign: 'auto-submitted', says: 'auto-reply', points: submitted.startsWith('auto-replied') ? 2 : 1 };
};
