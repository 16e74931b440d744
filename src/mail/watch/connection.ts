import type { ImapFlow } from 'imapflow';
import type { ServerAddress } from '../../domain/letter/mailbox.ts';
import { reasonOf } from '../../domain/reason.ts';
import { MailFailure } from '../trouble.ts';

/** What opens a mailbox. */
export interface MailboxAccess {
  imap: ServerAddress;
  login: string;
  password: string;
}

/** How long one command may take before the connection is given up, in milliseconds. */
export const COMMAND_LIMIT = 30_000;
/** Letters by the dozen, or a large one over a slow line, may take so many times as long. */
const LETTERS = 6;
const LOGOUT_LIMIT = 2000;

/**
 * One connection to an IMAP server. imapflow's clients cannot be used again after they closed: for each attempt there is a
 * new one, whose listeners stay for as long as it lives, because an error without a listener ends the process.
 */
export async function connect(
  { imap, login, password }: MailboxAccess,
  log: (reason: string) => void,
  commandLimit = COMMAND_LIMIT,
) {
  const { host, port, security } = imap;
  // Loaded by the first mailbox: a bot without one does without.
  const { ImapFlow: Client } = await import('imapflow');
  const client: ImapFlow = new Client({
    host,
    port,
    secure: security === 'tls',
    // Never a password over a bare line, except where this very machine is the server.
    ...(security === 'starttls' && { doSTARTTLS: true }),
    ...(security === 'none' && { doSTARTTLS: false }),
    auth: { user: login, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: Math.min(15_000, commandLimit),
    greetingTimeout: Math.min(15_000, commandLimit),
    // Of a peer that is silent in the middle of an answer.
    socketTimeout: commandLimit * 4,
    maxIdleTime: 60_000,
    maxLiteralSize: 64 * 1024 * 1024,
    clientInfo: { name: 'Sloop' },
  });
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.on('error', (error) => log(reasonOf(error)));

  /**
   * Runs one command; one that is not answered in time closes the connection, for the other side is gone. What hears of the
   * end of the connection is taken away with the command: a promise that stays pending would keep every answer.
   */
  async function run<T>(command: (client: ImapFlow) => Promise<T>, limit = commandLimit): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let gone: (() => void) | undefined;
    const broken = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new MailFailure('timeout')), limit);
      gone = () => reject(new Error('the connection was closed'));
      client.once('close', gone);
    });
    try {
      if (client.isClosed) gone?.();
      return await Promise.race([command(client), broken]);
    } catch (error) {
      if (error instanceof MailFailure) client.close();
      throw error;
    } finally {
      clearTimeout(timer);
      if (gone) client.off('close', gone);
    }
  }

  try {
    await run(() => client.connect(), commandLimit + 10_000);
  } catch (error) {
    client.close();
    throw error;
  }

  return {
    client,
    run,
    /** Milliseconds. */
    limits: { letters: commandLimit * LETTERS },
    /** Resolves when the connection is over, however it ended. */
    closed,
    async close(): Promise<void> {
      // A server that does not answer the good-bye is left without one.
      const left = new Promise<void>((resolve) => setTimeout(resolve, LOGOUT_LIMIT).unref());
      await Promise.race([client.logout().catch(() => {}), left]);
      client.close();
    },
  };
}

export type Connection = Awaited<ReturnType<typeof connect>>;

/** Opens a folder; a folder that is not there is a verdict of its own. */
export async function openFolder({ run }: Connection, folder: string) {
  try {
    return await run((client) => client.mailboxOpen(folder));
  } catch (error) {
    if (
      error instanceof Error &&
      /mailbox|folder|exist|select/i.test(`${error.message} ${Reflect.get(error, 'responseText')}`)
    ) {
      if (Reflect.get(error, 'responseStatus') === 'NO') throw new MailFailure('folder', folder);
    }
    throw error;
  }
}
