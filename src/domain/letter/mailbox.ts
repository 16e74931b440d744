import { derivedId } from '../id.ts';

/** A mailbox that is watched, and from which letters are sent. */

export const securities = ['tls', 'starttls', 'none'] as const;
/** How a connection is protected: from its first byte, by an upgrade before the password, or (on this machine only) not at all. */
export type Security = (typeof securities)[number];

export interface ServerAddress {
  host: string;
  port: number;
  security: Security;
}

/** Where a mailbox came from: the environment, the sandbox, or an administrator in the chat. */
export type MailboxSource = 'environment' | 'sandbox' | 'chat';

export interface Mailbox {
  id: string;
  source: MailboxSource;
  /** Its address, which is what letters are sent from. */
  address: string;
  imap: ServerAddress;
  /** Absent: letters can be read but not sent. */
  smtp?: ServerAddress;
  login: string;
  folder: string;
  /** Telegram ids of the managers rung for what cannot be matched. */
  duty: number[];
  /** Whether `/mail` shows excluded letters from the start. */
  showExcluded: boolean;
  /** Letters sent from other programs are registered: those to one known person or client, seen in the folder of what was sent. */
  watchSent?: boolean;
  /** Watched, or put aside by an administrator. */
  active: boolean;
  revision: number;
}

type Folder = Pick<Mailbox, 'imap' | 'login' | 'folder'>;
/** One folder of one account. A server may change its port, and stays the same. */
const folderKey = ({ imap, login, folder }: Folder): string =>
  derivedId('folder', imap.host.toLowerCase(), login, folder);

/** The numbering that a UID is of. UIDVALIDITY alone does not name it: it promises nothing beyond its own folder. */
export const numbering = (mailbox: Folder, uidValidity: bigint): string => `${folderKey(mailbox)}/${uidValidity}`;

/** Whether a numbering is of the folder that a mailbox stands for now. */
export const isNumberingOf = (mailbox: Folder, of: string): boolean => of.startsWith(`${folderKey(mailbox)}/`);

/** What a password is given for: an account, and the servers that it is told to. Another one needs another password. */
export const passwordScope = ({ login, imap, smtp }: Pick<Mailbox, 'login' | 'imap' | 'smtp'>): string[] => [
  login,
  imap.host.toLowerCase(),
  smtp?.host.toLowerCase() ?? '',
];

/** How the watch of a mailbox is going: since when, and what is wrong if something is. */
export interface MailboxHealth {
  at: Date;
  trouble?: MailTrouble;
  /** What the server said, for the administrator; no passwords in it. */
  detail?: string;
}

/** What can be wrong with a mailbox, for which the bot has words. */
export const mailTroubles = [
  'host',
  'port',
  'tls',
  'certificate',
  'password',
  'app-password',
  'imap-off',
  'folder',
  'timeout',
  'secret',
  'other',
] as const;
export type MailTrouble = (typeof mailTroubles)[number];

interface Provider {
  domains: readonly string[];
  imap: string;
  smtp: string;
}

const PROVIDERS: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], imap: 'imap.gmail.com', smtp: 'smtp.gmail.com' },
  {
    domains: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'narod.ru'],
    imap: 'imap.yandex.ru',
    smtp: 'smtp.yandex.ru',
  },
  {
    domains: ['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru', 'internet.ru', 'vk.com'],
    imap: 'imap.mail.ru',
    smtp: 'smtp.mail.ru',
  },
  { domains: ['rambler.ru', 'lenta.ru', 'ro.ru'], imap: 'imap.rambler.ru', smtp: 'smtp.rambler.ru' },
  { domains: ['outlook.com', 'hotmail.com', 'live.com'], imap: 'outlook.office365.com', smtp: 'smtp.office365.com' },
  { domains: ['icloud.com', 'me.com', 'mac.com'], imap: 'imap.mail.me.com', smtp: 'smtp.mail.me.com' },
];

/** The servers an address most likely has: its provider's, else the usual names at its own domain. */
export function likelyServers(address: string): { imap: ServerAddress; smtp: ServerAddress } {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const provider = PROVIDERS.find(({ domains }) => domains.includes(domain));
  return {
    imap: { host: provider?.imap ?? `imap.${domain}`, port: 993, security: 'tls' },
    smtp: { host: provider?.smtp ?? `smtp.${domain}`, port: 465, security: 'tls' },
  };
}

/** `imaps://host:993`, as servers are written in the chat and in the environment. */
export const showServer = ({ host, port, security }: ServerAddress): string =>
  `${host}:${port}${security === 'tls' ? '' : security === 'starttls' ? ' STARTTLS' : ' (no TLS)'}`;
