import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMailServer, type MailServer } from '../../src/sandbox/mail/mailbox-server.ts';
import { freePort } from './free-port.ts';
import { leftOut } from './left-out.ts';

/** A mailbox to try the program on, whatever stands behind it. */
export interface TestMailbox {
  imapUrl: string;
  /** Letters, in this order. */
  deliver(...raws: Buffer[]): Promise<void>;
  /** The server dies without a word, and comes back. */
  crash(): Promise<void>;
  /** The same letters under new numbers. */
  newValidity(): Promise<void>;
  stop(): Promise<void>;
}

const ADDRESS = 'office@sloop.test';
const run = promisify(execFile);
const DOVECOT = fileURLToPath(new URL('./dovecot/run.sh', import.meta.url));

/** The sandbox's mailbox, with what only it can do: take letters to others, and refuse them. */
export interface EmbeddedMailbox extends TestMailbox {
  smtpUrl: string;
  server: MailServer;
}

/** The sandbox's own mailbox. */
export async function embeddedMailbox(plugins?: string[]): Promise<EmbeddedMailbox> {
  const server = await createMailServer({ address: ADDRESS, ...(plugins && { plugins }) });
  return {
    server,
    smtpUrl: `smtp://${encodeURIComponent(ADDRESS)}:${server.password}@127.0.0.1:${server.smtpPort}`,
    imapUrl: `imap://${encodeURIComponent(ADDRESS)}:${server.password}@127.0.0.1:${server.imapPort}/INBOX`,
    deliver: async (...raws) => {
      for (const raw of raws) server.deliver(raw);
    },
    crash: async () => server.cut(),
    newValidity: async () => server.renumber(),
    stop: () => server.close(),
  };
}

export const hasDovecot = (): boolean => existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap');

/** Every kind of server that the mail is tried over, by name; Dovecot's are left out, loudly, where it is not installed. */
export function testServers(): [name: string, open: () => Promise<TestMailbox>][] {
  const old = 'IMAP4rev1 LITERAL+ ID CHILDREN NAMESPACE';
  return [
    ['the embedded mailbox', () => embeddedMailbox()],
    ['the embedded mailbox without IDLE and MOVE', () => embeddedMailbox(['SPECIAL-USE', 'LITERALPLUS'])],
    ...(dovecotOrLeftOut()
      ? ([
          ['Dovecot', () => dovecotMailbox()],
          ['Dovecot without IDLE and MOVE', () => dovecotMailbox(old)],
        ] as [string, () => Promise<TestMailbox>][])
      : []),
  ];
}

/** Says that Dovecot's tests are left out, where it is not installed. */
export function dovecotOrLeftOut(): boolean {
  if (hasDovecot()) return true;
  leftOut('Mail over Dovecot was not tried: it needs apt-get install dovecot-imapd dovecot-lmtpd.');
  return false;
}

/** A Dovecot of one's own on loopback. `caps`: the extensions it admits to having. */
export async function dovecotMailbox(caps = ''): Promise<TestMailbox> {
  const base = mkdtempSync(path.join(tmpdir(), 'sloop-dovecot-'));
  const [imap, imaps, lmtp] = await Promise.all([freePort(), freePort(), freePort()]);
  const env = {
    ...process.env,
    BASE: base,
    IMAP_PORT: String(imap),
    IMAPS_PORT: String(imaps),
    LMTP_PORT: String(lmtp),
    CAPS: caps,
  };
  const call = (...args: string[]) => run('bash', [DOVECOT, ...args], { env, timeout: 60_000 });
  await call('start');
  let count = 0;
  return {
    imapUrl: `imap://agent:secret@127.0.0.1:${imap}/INBOX`,
    async deliver(...raws) {
      const files = raws.map((raw) => {
        const file = path.join(base, `letter-${count++}.eml`);
        writeFileSync(file, raw);
        return file;
      });
      await call('deliver', ...files);
    },
    async crash() {
      await call('crash');
      await call('start');
    },
    newValidity: async () => void (await call('newvalidity')),
    async stop() {
      await call('stop');
      rmSync(base, { recursive: true, force: true });
    },
  };
}
