import { verdictOf } from './trouble.ts';

/** Why a letter did not leave, and whether that may be otherwise later. `unknown`: nobody can tell whether it left. */
export interface SubmitRefusal {
  kind: 'permanent' | 'temporary' | 'unknown';
  trouble: string;
  detail: string;
}

/**
 * Sorts an error of nodemailer by the server's answer: 4xx may pass later, 5xx never will.
 *
 * @param whole the letter was on its way up to its last dot
 */
export function refusalOf(error: unknown, whole: boolean): SubmitRefusal {
  if (!(error instanceof Error))
    return { kind: whole ? 'unknown' : 'temporary', trouble: 'other', detail: String(error) };
  const code: unknown = Reflect.get(error, 'responseCode');
  const command: unknown = Reflect.get(error, 'command');
  const response: unknown = Reflect.get(error, 'response');
  const detail = String(typeof response === 'string' ? response : error.message).slice(0, 200);
  if (typeof code === 'number' && code >= 400) {
    const trouble = Reflect.get(error, 'code') === 'EAUTH' ? 'password' : whose(code, String(command), detail);
    return { kind: code >= 500 ? 'permanent' : 'temporary', trouble, detail };
  }
  // No answer came to the whole letter: it may have arrived.
  if (whole) return { kind: 'unknown', trouble: 'lost', detail };
  const { trouble } = verdictOf(error);
  return { kind: trouble === 'password' || trouble === 'certificate' ? 'permanent' : 'temporary', trouble, detail };
}

function whose(code: number, command: string, detail: string): string {
  if (code >= 500 && /spam|blacklist|blocked|policy|reputation|5\.7\./i.test(detail)) return 'spam';
  if (code === 552 || code === 452 || /quota|full|5\.2\.2|4\.2\.2/i.test(detail)) return 'full';
  // "Try again later" is what greylisting says of an address that is there.
  if (code < 500) return 'busy';
  return /RCPT/.test(command) || [550, 551, 553].includes(code) ? 'recipient' : 'refused';
}
