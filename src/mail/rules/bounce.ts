import type { Rule } from './rule.ts';

const POSTMASTER = /^(?:mailer-daemon|postmaster|mail-?daemon|bounces?)(?:[+.-].*)?@/i;
const SUBJECT =
  /^(?:undeliver(?:ed|able)|mail delivery (?:failed|system|failure)|delivery status notification|returned mail|failure notice|недоставленное|не удалось доставить|письмо не доставлено)/i;

/** A letter of a mail server about a letter that did not arrive. */
export const bounce: Rule = ({ from, subject, headers, contentType }) => {
  const report = contentType.includes('multipart/report') && contentType.includes('delivery-status');
  const nobody = headers['return-path']?.replace(/\s/g, '') === '<>';
  const daemon = POSTMASTER.test(from.address);
  if (report || headers['x-failed-recipients'] !== undefined) return 'bounce';
  return daemon || (SUBJECT.test(subject) && (nobody || from.address === '')) ? 'bounce' : undefined;
};
