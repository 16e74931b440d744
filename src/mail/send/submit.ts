import { Readable } from 'node:stream';
import type { ServerAddress } from '../../domain/letter/mailbox.ts';
import type { NotFor } from '../../domain/letter/outgoing.ts';
import { refusalOf, type SubmitRefusal } from '../refusal.ts';

/** What RFC 5321 gives a server after the last dot, in milliseconds: it may have to look through the whole letter. */
export const SMTP_PATIENCE = 600_000;
const PIECE = 16_384;

export interface Handed {
  smtp: ServerAddress;
  login: { user: string; password: string };
  from: string;
  to: readonly string[];
  raw: Buffer;
  /** How long the server may be silent, in milliseconds. */
  patience?: number | undefined;
  /** Breaks it off: nobody waits any longer. */
  signal: AbortSignal;
}

export type HandedOver = { taken: true; notFor: NotFor[] } | { taken: false; refusal: SubmitRefusal };

/** Hands a letter to an SMTP server, which takes it or not; `notFor`: for whom of its recipients it did not. Never throws. */
export async function hand(handed: Handed): Promise<HandedOver> {
  const { smtp, login, from, to, raw, patience = SMTP_PATIENCE, signal } = handed;
  // Loaded by the first letter.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    auth: { user: login.user, pass: login.password },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // In the place of what nodemailer would compose. Read only once the server has asked for it, and to its end only where
  // the last dot follows: this, and not what an error says of itself, tells whether the server can have the letter.
  const letter = Readable.from(piecesOf(raw));
  transport.use('stream', ({ message }, done) => {
    message.processFunc(() => letter);
    done();
  });
  const mail = { envelope: { from, to: [...to] }, signal };
  try {
    const info = await transport.sendMail(mail);
    // Refusing some recipients is not an error to nodemailer. One that the letter is for makes it refused; of those who were to get
    // a copy it is said.
    const rejected = (info.rejected ?? []).map((one, index) => ({
      address: String(one),
      error: info.rejectedErrors?.[index],
    }));
    const own = rejected.find(({ address }) => address === to[0]);
    if (own) throw own.error ?? new Error('refused');
    return {
      taken: true,
      notFor: rejected.map(({ address, error }) => ({ address, detail: refusalOf(error, false).detail })),
    };
  } catch (error) {
    return { taken: false, refusal: refusalOf(error, letter.readableEnded) };
  } finally {
    transport.close();
  }
}

/** Small ones: of a large letter whose line breaks in the middle, the end has not been read. */
function* piecesOf(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += PIECE) yield raw.subarray(at, at + PIECE);
}
