import type { MailTrouble } from '../domain/letter/mailbox.ts';

/** What is wrong, as far as it can be told, and the server's own words. */
export interface LoginVerdict {
  trouble: MailTrouble;
  detail: string;
}

/** A failure that has its verdict already. */
export class MailFailure extends Error {
  readonly verdict: LoginVerdict;
  constructor(trouble: MailTrouble, detail = '') {
    super(`${trouble} ${detail}`.trim());
    this.name = 'MailFailure';
    this.verdict = { trouble, detail };
  }
}

const textOf = (error: object, key: string): string => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : '';
};

const CODES: Record<string, MailTrouble> = {
  ENOTFOUND: 'host',
  EAI_AGAIN: 'host',
  EDNS: 'host',
  EHOSTUNREACH: 'host',
  ENETUNREACH: 'host',
  ECONNREFUSED: 'port',
  ETIMEDOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  ETIMEOUT: 'timeout',
  EPROTO: 'tls',
  ETLS: 'tls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  CERT_HAS_EXPIRED: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  EAUTH: 'password',
};

const CERTIFICATE = /self[- ]signed|certificate|altname|unable to (?:verify|get) .{0,40}issuer/i;

/** Tells from an error of imapflow or nodemailer what an administrator can do about it. Secrets never stand in errors. */
export function verdictOf(error: unknown): LoginVerdict {
  if (error instanceof MailFailure) return error.verdict;
  if (!(error instanceof Error)) return { trouble: 'other', detail: String(error).slice(0, 200) };
  const says = [textOf(error, 'responseText'), textOf(error, 'response'), error.message].filter(Boolean).join(' ');
  const detail = says.slice(0, 200);
  if (/application[- ]specific password|app(?:lication)? password|пароль приложения/i.test(says)) {
    return { trouble: 'app-password', detail };
  }
  if (/imap (?:is )?(?:disabled|not enabled|access is not allowed|turned off)|enable imap/i.test(says)) {
    return { trouble: 'imap-off', detail };
  }
  if (Reflect.get(error, 'authenticationFailed') === true) return { trouble: 'password', detail };
  // nodemailer tells it as any trouble of the line.
  if (CERTIFICATE.test(says)) return { trouble: 'certificate', detail };
  const trouble = CODES[textOf(error, 'code')];
  if (trouble) return { trouble, detail };
  if (/starttls|tls|ssl/i.test(says)) return { trouble: 'tls', detail };
  if (/timed? ?out/i.test(says)) return { trouble: 'timeout', detail };
  return { trouble: 'other', detail };
}
