import type { Sign } from './sign.ts';

const MAILERS =
  /mailchimp|unisender|sendpulse|getresponse|esputnik|dashamail|mindbox|sendsay|notisend|mailerlite|campaign monitor|klaviyo|constant contact|activecampaign|sendinblue|brevo|subscribe\.ru|phplist|sendy|acymailing|mass|bulk/i;

/** Sent by a program or service for mailings. */
export const bulkMailer: Sign = ({ headers }) => {
  const marks =
    headers['x-campaign'] ??
    headers['x-campaignid'] ??
    headers['x-mc-user'] ??
    headers['x-csa-complaints'] ??
    headers['x-mailru-msgtype'] ??
    headers['x-postmaster-msgtype'];
  return marks !== undefined || MAILERS.test(headers['x-mailer'] ?? '')
    ? { sign: 'bulk-mailer', says: 'newsletter', points: 1 }
    : undefined;
};
