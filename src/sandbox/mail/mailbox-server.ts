import { randomBytes, randomInt } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Server, Socket } from 'node:net';
import createImapServer, { type ImapFolder } from 'hoodiecrow-imap';
import structure from 'hoodiecrow-imap/lib/bodystructure.js';
import parseMime from 'hoodiecrow-imap/lib/mimeparser.js';
import { SMTPServer } from 'smtp-server';
import { createJsonWriter, loadJson } from '../world/json-file.ts';
import type { SavedMail } from './saved-mail.ts';

const HOST = '127.0.0.1';
const SIZE_LIMIT = 40 * 1024 * 1024;
const FOLDERS: Readonly<Record<string, string>> = { Sent: '\\Sent', Trash: '\\Trash', Junk: '\\Junk' };

export interface MailServerOptions {
  /** The one address that lies here; letters to any other have left for the world outside. */
  address: string;
  /** Extensions of the IMAP server. */
  plugins?: string[];
  /** Letters, their numbers and UIDVALIDITY survive a restart in this file. */
  stateFile?: string;
}

/** A letter that left for somebody outside. */
export interface Departed {
  at: Date;
  to: string[];
  raw: Buffer;
}

interface Events {
  departed: [letter: Departed];
  changed: [];
}

/**
 * A mailbox on this machine alone: an SMTP server that takes letters in (from anybody to the address, and from the address to
 * anybody, which is kept to be looked at), before an IMAP server to read them by. For trying things out, never for real mail.
 */
export async function createMailServer({
  address,
  plugins = ['IDLE', 'MOVE', 'UIDPLUS', 'SPECIAL-USE', 'LITERALPLUS', 'ID'],
  stateFile,
}: MailServerOptions) {
  const password = randomBytes(12).toString('base64url');
  const saved = stateFile === undefined ? undefined : loadJson<SavedMail>(stateFile);
  const folders = foldersFrom(saved);
  const { INBOX, ...others } = folders;
  const imap = createImapServer({
    plugins,
    users: { [address]: { password } },
    storage: { INBOX: INBOX ?? {}, '': { separator: '/', folders: others } },
  });
  const departed: Departed[] = (saved?.departed ?? []).map(({ at, to, raw }) => ({
    at: new Date(at),
    to,
    raw: Buffer.from(raw, 'base64'),
  }));
  const events = new EventEmitter<Events>();
  const refusals = new Map<string, { code: number; text: string }>();

  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_LIMIT,
    logger: false,
    onAuth: ({ username, password: given }, _session, done) =>
      username === address && given === password ? done(null, { user: address }) : done(new Error('wrong password')),
    onRcptTo({ address: to }, { user }, done) {
      const refusal = refusals.get(to.toLowerCase());
      if (refusal) return done(refused(refusal.code, refusal.text));
      // No one but the owner writes through this server to others.
      if (to.toLowerCase() !== address && !user) return done(refused(550, 'relaying is not for you'));
      done();
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address: one }) => one.toLowerCase());
        const error = stream.sizeExceeded ? refused(552, 'too large') : take(Buffer.concat(parts), to);
        done(error);
      });
    },
  });

  function take(raw: Buffer, to: string[]): Error | null {
    const text = raw.toString('latin1');
    if (text.includes('\0')) return refused(554, 'NUL bytes are not taken');
    const outside = to.filter((one) => one !== address);
    if (to.includes(address)) {
      // One letter that the server cannot tell the structure of would break every FETCH that meets it.
      if (!hasStructure(text)) return refused(554, 'the structure of the letter cannot be told');
      imap.appendMessage('INBOX', [], new Date(), text);
    }
    if (outside.length > 0) {
      const letter = { at: new Date(), to: outside, raw };
      departed.push(letter);
      events.emit('departed', letter);
    }
    events.emit('changed');
    return null;
  }

  const sockets = new Set<Socket>();
  const track = (server: Server) =>
    server.on('connection', (socket: Socket) => {
      // Small answers must not wait for an acknowledgement: 44 ms for each command.
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    });
  track(imap.server);
  imap.server.listen(0, HOST);
  smtp.on('error', () => {});
  const smtpServer = smtp.listen(0, HOST);
  await Promise.all([listening(imap.server), once(smtpServer, 'listening')]);
  const writer = stateFile === undefined ? undefined : createJsonWriter(stateFile, () => snapshot());
  imap.on('notify', () => events.emit('changed'));
  events.on('changed', () => writer?.changed());

  const folder = (name: string): ImapFolder => {
    const found = imap.getMailbox(name);
    if (!found) throw new Error(`no folder ${name}`);
    return found;
  };
  const snapshot = (): SavedMail => ({
    version: 1,
    folders: Object.fromEntries(
      ['INBOX', ...Object.keys(FOLDERS)].map((name) => {
        const { uidvalidity, uidnext, messages } = folder(name);
        return [
          name,
          {
            uidvalidity,
            uidnext,
            messages: messages.map(({ uid, flags, internaldate, raw }) => ({
              uid,
              flags,
              internaldate: String(internaldate),
              raw: Buffer.from(raw, 'latin1').toString('base64'),
            })),
          },
        ];
      }),
    ),
    departed: departed
      .slice(-200)
      .map(({ at, to, raw }) => ({ at: at.toISOString(), to, raw: raw.toString('base64') })),
  });

  return {
    address,
    password,
    imapPort: portOf(imap.server),
    smtpPort: portOf(smtpServer),
    events,
    /** Letters that left, the latest last. */
    departed: (): readonly Departed[] => departed,
    /** Raw letters in a folder, the oldest first. */
    letters: (name = 'INBOX'): Buffer[] => folder(name).messages.map(({ raw }) => Buffer.from(raw, 'latin1')),
    /** Lays a letter into the inbox, as if it had just come; an error says why not. */
    deliver(raw: Buffer): void {
      const error = take(raw, [address]);
      if (error) throw error;
    },
    /** Letters to this address are refused from now on, with this code. */
    refuse: (to: string, code: number, text: string) => refusals.set(to.toLowerCase(), { code, text }),
    accept: (to: string) => refusals.delete(to.toLowerCase()),
    /** Every connection breaks, as when the server is killed. */
    cut(): void {
      for (const socket of sockets) socket.destroy();
    },
    /** The same letters under new numbers, as after a server was set up again from its files. */
    renumber(): void {
      const inbox = folder('INBOX');
      inbox.uidvalidity += 1;
      for (const [index, message] of inbox.messages.entries()) message.uid = index + 1;
      inbox.uidnext = inbox.messages.length + 1;
      for (const socket of sockets) socket.destroy();
    },
    async close(): Promise<void> {
      writer?.flush();
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        new Promise<void>((resolve) => imap.server.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
}

export type MailServer = Awaited<ReturnType<typeof createMailServer>>;

function foldersFrom(saved: SavedMail | undefined): Record<string, object> {
  const entries = ['INBOX', ...Object.keys(FOLDERS)].map((name) => {
    const { uidvalidity, uidnext, messages } = saved?.folders[name] ?? {
      // Another one each time nothing is known: the same would mean that the numbers are the same letters.
      uidvalidity: Math.floor(Date.now() / 1000) + randomInt(1000),
      uidnext: 1,
      messages: [],
    };
    const special = Object.hasOwn(FOLDERS, name) ? { 'special-use': FOLDERS[name] } : {};
    const raws = messages.map((message) => ({
      ...message,
      raw: Buffer.from(message.raw, 'base64').toString('latin1'),
    }));
    return [name, { uidvalidity, uidnext, messages: raws, ...special }];
  });
  return Object.fromEntries(entries);
}

const refused = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });
function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server listens at no port');
  return address.port;
}
const listening = async (server: Server): Promise<void> => {
  if (!server.listening) await once(server, 'listening');
};

function hasStructure(raw: string): boolean {
  try {
    structure(parseMime(raw), { upperCaseKeys: true });
    return true;
  } catch {
    return false;
  }
}
