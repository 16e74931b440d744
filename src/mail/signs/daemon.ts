import type { Sign } from './sign.ts';

const DAEMON = /^(?:mailer-daemon|mail-?daemon)(?:[+.-].*)?@/i;
const POSTMASTER = /^(?:postmaster|bounces?)(?:[+.-].*)?@/i;
const SUBJECT =
  /^(?:undeliver(?:ed|able)|(?:mail )?delivery (?:failed|system|failure)|delayed mail|warning: message \S{1,80} delayed|delivery status notification|returned mail|failure notice|mail system error|warning: could not send|недоставленное|не ?доставлен|не удалось доставить|письмо не доставлено|сообщение не доставлено)/i;

/** A mail server's own letter about one that did not arrive, in no form that programs read. */
export const daemon: Sign = ({ from, subject, headers }) => {
  const nobody = headers['return-path']?.replace(/\s/g, '') === '<>' || from.address === '';
  const told = headers['x-failed-recipients'] !== undefined || DAEMON.test(from.address);
  return told || (SUBJECT.test(subject) && (nobody || POSTMASTER.test(from.address)))
    ? { sign: 'daemon', says: 'machine', points: 0, reason: 'bounce' }
    : undefined;
};
