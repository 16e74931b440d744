import type { Sign } from './sign.ts';

const MAILERS =
  /mailchimp|unisender|sendpulse|getresponse|esputnik|dashamail|mindbox|sendsay|notisend|mailerlite|campaign monitor|klaviyo|constant contact|activecampaign|sendinblue|brevo|subscribe\.ru|phplist|sendy|acymailing|mass|bulk/i;

/** Headers that a campaign's number stands in, and those of the one who sends many. */
const CAMPAIGN = ['x-campaign', 'x-campaignid', 'x-mc-user'];
const BULK = ['x-csa-complaints', 'x-mailru-msgtype', 'x-postmaster-msgtype'];

/** Sent by a program or service for mailings. */
export const bulkMailer: Sign = ({ headers }) => {
  const has = (names: readonly string[]) => names.some((name) => headers[name] !== undefined);
  const points = has(CAMPAIGN) ? 2 : has(BULK) || MAILERS.test(headers['x-mailer'] ?? '') ? 1 : 0;
  return points > 0 ? { sign: 'bulk-mailer', says: 'newsletter', points } : undefined;
};
