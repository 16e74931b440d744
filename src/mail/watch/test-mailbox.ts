import type { Mailbox } from '../../domain/letter/mailbox.ts';
import { type LoginVerdict, verdictOf } from '../trouble.ts';
import { connect, openFolder } from './connection.ts';

export type MailboxTest =
  | { ok: true; idle: boolean; letters: number }
  | ({ ok: false; side: 'imap' | 'smtp' } & LoginVerdict);

/** Tries a mailbox as it would be used: reads its folder, then logs in where letters are sent. Nothing is sent or changed. */
export async function testMailbox(
  { imap, smtp, login, folder }: Pick<Mailbox, 'imap' | 'smtp' | 'login' | 'folder'>,
  password: string,
  log: (reason: string) => void,
): Promise<MailboxTest> {
  let read: { idle: boolean; letters: number };
  try {
    const connection = await connect({ imap, login, password }, log);
    try {
      const { exists } = await openFolder(connection, folder);
      read = { idle: connection.client.capabilities.has('IDLE'), letters: exists };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return { ok: false, side: 'imap', ...verdictOf(error) };
  }
  if (!smtp) return { ok: true, ...read };
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    auth: { user: login, pass: password },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
  });
  try {
    await transport.verify();
    return { ok: true, ...read };
  } catch (error) {
    return { ok: false, side: 'smtp', ...verdictOf(error) };
  } finally {
    transport.close();
  }
}
