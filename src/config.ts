import path from 'node:path';
import { z } from 'zod';
import { isZone } from './domain/time/zone.ts';
import { languages } from './domain/user.ts';

const ids = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().regex(/^\d{1,15}$/, 'wants Telegram ids: numbers, separated by commas')))
  .transform((list) => list.map(Number));

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `wants an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

const mailUrl = (...protocols: string[]) =>
  url(...protocols).refine(
    (text) => URL.canParse(text) && new URL(text).username !== '' && new URL(text).password !== '',
    `wants ${protocols[0]}//login:password@host:port, with special characters of both written as %40 and the like`,
  );

const schema = z
  .object({
    BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]{30,}$/, 'does not look like a token from BotFather')
      .optional(),
    TELEGRAM_API_ROOT: url('https:', 'http:').default('https://api.telegram.org'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'wants mongodb://… or mongodb+srv://…')
      .optional(),
    DATA_DIR: z.string().default('./data'),
    PORT: z.coerce.number('wants a number').int().min(0).max(65_535).default(8080),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: url('https:', 'http:')
      .refine(
        (text) => !URL.canParse(text) || new URL(text).protocol === 'https:' || isLoopback(new URL(text).hostname),
        'wants https://: Telegram brings updates to no other address, and those of calendars are secrets',
      )
      .optional(),
    WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, 'wants 16 to 256 of A-Z a-z 0-9 _ -')
      .optional(),
    ADMIN_IDS: ids.default([]),
    MESSAGES_PER_SECOND: z.coerce.number('wants a number').min(1).max(100_000).default(30),
    FLOOD_LIMIT: z.coerce.number('wants a number').int().min(0).max(100_000).default(60),
    HANDLER_SECONDS: z.coerce.number('wants a number').min(0.5).max(600).default(60),
    BACKUP_PASSPHRASE: z.string().min(12, 'wants 12 characters at least: a sentence that nobody guesses').optional(),
    SECRET_KEY: z
      .string()
      .refine((text) => Buffer.from(text, 'base64').length === 32, 'wants 32 bytes in base64: openssl rand -base64 32')
      .optional(),
    IMAP_URL: mailUrl('imaps:', 'imap:').optional(),
    SMTP_URL: mailUrl('smtps:', 'smtp:').optional(),
    MAIL_FROM: z.email('is no e-mail address').optional(),
    MAIL_POLL_SECONDS: z.coerce.number('wants a number').min(0.2).max(30).default(10),
    MAIL_TIMEOUT_SECONDS: z.coerce.number('wants a number').min(0.5).max(600).default(30),
    SPEECH_URL: url('https:', 'http:').optional(),
    SPEECH_KEY: z.string().optional(),
    SPEECH_MODEL: z.string().default('whisper-1'),
    SPEECH_HINTS: z.enum(['0', '1']).default('0'),
    SPEECH_DIR: z.string().optional(),
    READER_URL: url('https:', 'http:').optional(),
    READER_KEY: z.string().optional(),
    READER_MODEL: z.string().optional(),
    SANDBOX: z.enum(['0', '1']).default('0'),
    DEFAULT_TIMEZONE: z
      .string()
      .refine(isZone, 'is no IANA time zone, such as Europe/Moscow')
      .default(Intl.DateTimeFormat().resolvedOptions().timeZone),
    DEFAULT_LANGUAGE: z.enum(languages).default('en'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .superRefine((env, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (env.BOT_TOKEN && env.ADMIN_IDS.length === 0) {
      problem('ADMIN_IDS', 'is needed with BOT_TOKEN: your own Telegram id, which @userinfobot tells');
    }
    if (!env.BOT_TOKEN && env.MONGODB_URI && env.SANDBOX !== '1') {
      problem(
        'BOT_TOKEN',
        'is missing, and the sandbox does not start over MONGODB_URI by itself: set SANDBOX=1 if you mean it',
      );
    }
    if (!env.BOT_TOKEN && !isLoopback(env.HOST) && env.SANDBOX !== '1') {
      problem(
        'HOST',
        'has to be 127.0.0.1 without BOT_TOKEN: in the sandbox anybody is anybody; set SANDBOX=1 if you mean it',
      );
    }
    if (env.SMTP_URL && !env.IMAP_URL)
      problem('IMAP_URL', 'is needed with SMTP_URL: answers have to come in somewhere');
    if (env.IMAP_URL && !env.MAIL_FROM && !decodedLogin(env.IMAP_URL).includes('@')) {
      problem('MAIL_FROM', 'is needed with an IMAP_URL whose login is no e-mail address');
    }
    if (env.READER_URL && !env.READER_MODEL) problem('READER_MODEL', 'is needed with READER_URL');
    if (env.SPEECH_KEY && !env.SPEECH_URL) problem('SPEECH_URL', 'is needed with SPEECH_KEY');
    if (env.WEBHOOK_SECRET && !env.PUBLIC_URL) problem('PUBLIC_URL', 'is needed with WEBHOOK_SECRET');
  });

/** Whether a host is this very machine. */
const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host);

const decodedLogin = (text: string): string => decoded(new URL(text).username);

/** Percent signs that mean nothing are meant as they stand. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One end of the mailbox that the environment names. `imap:` and `smtp:` begin in the open and upgrade before the password. */
function serverOf(text: string, defaultPorts: { tls: number; plain: number }) {
  const { protocol, hostname, port, username, password, pathname } = new URL(text);
  const tls = protocol.endsWith('s:');
  // On this machine itself there is no one to listen in, and seldom a certificate.
  const local = isLoopback(hostname);
  const security = tls ? ('tls' as const) : local ? ('none' as const) : ('starttls' as const);
  return {
    server: { host: hostname, port: Number(port) || (tls ? defaultPorts.tls : defaultPorts.plain), security },
    user: decoded(username),
    password: decoded(password),
    folder: decoded(pathname.slice(1)) || 'INBOX',
  };
}

function mailboxOf(env: {
  IMAP_URL?: string | undefined;
  SMTP_URL?: string | undefined;
  MAIL_FROM?: string | undefined;
}) {
  if (!env.IMAP_URL) return undefined;
  const imap = serverOf(env.IMAP_URL, { tls: 993, plain: 143 });
  const smtp = env.SMTP_URL ? serverOf(env.SMTP_URL, { tls: 465, plain: 587 }) : undefined;
  return {
    source: 'environment' as const,
    address: (env.MAIL_FROM ?? imap.user).toLowerCase(),
    imap: imap.server,
    ...(smtp && { smtp: smtp.server, smtpLogin: { user: smtp.user, password: smtp.password } }),
    login: imap.user,
    password: imap.password,
    folder: imap.folder,
  };
}

export type Config = Readonly<ReturnType<typeof shape>>;

const shape = (env: z.infer<typeof schema>) => ({
  token: env.BOT_TOKEN,
  sandbox: env.BOT_TOKEN === undefined || env.SANDBOX === '1',
  apiRoot: env.TELEGRAM_API_ROOT,
  mongodbUri: env.MONGODB_URI,
  dataDir: env.DATA_DIR,
  port: env.PORT,
  host: env.HOST,
  publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
  webhookSecret: env.WEBHOOK_SECRET,
  administrators: env.ADMIN_IDS,
  messagesPerSecond: env.MESSAGES_PER_SECOND,
  floodLimit: env.FLOOD_LIMIT,
  /** After so long the handling of an update is given up, in milliseconds. */
  handlerLimit: env.HANDLER_SECONDS * 1000,
  /** What `npm run backup` seals its file under. */
  backupPassphrase: env.BACKUP_PASSPHRASE,
  secretKey: env.SECRET_KEY,
  mailbox: mailboxOf(env),
  /** How often a server that does not tell of new letters is asked, in milliseconds. */
  mailPoll: env.MAIL_POLL_SECONDS * 1000,
  /** How long a mail server may leave a command unanswered, in milliseconds. */
  mailPatience: env.MAIL_TIMEOUT_SECONDS * 1000,
  speech: {
    ...(env.SPEECH_URL && { remote: { url: env.SPEECH_URL, key: env.SPEECH_KEY, model: env.SPEECH_MODEL } }),
    /** Whether names of the directory go to the recogniser. */
    hints: env.SPEECH_HINTS === '1',
    /** Where models of our own recogniser lie. */
    dir: env.SPEECH_DIR ?? path.join(env.DATA_DIR, 'speech'),
  },
  /** What is asked about lines that our own reader is not sure of. */
  reader:
    env.READER_URL && env.READER_MODEL
      ? { url: env.READER_URL, key: env.READER_KEY, model: env.READER_MODEL }
      : undefined,
  zone: env.DEFAULT_TIMEZONE,
  language: env.DEFAULT_LANGUAGE,
  logLevel: env.LOG_LEVEL,
});

/** The environment as one frozen object, or every problem in it, a line each. */
export function readConfig(env: NodeJS.ProcessEnv): { config: Config } | { problems: string[] } {
  // An empty variable is what a compose file makes of one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return { config: Object.freeze(shape(read.data)) };
  return { problems: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) };
}
