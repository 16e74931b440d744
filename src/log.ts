import { pino, stdSerializers, stdTimeFunctions } from 'pino';
import type { Config } from './config.ts';
import type { Log } from './domain/log.ts';

/** Takes out of a text what must never be written down. */
export type Scrub = (text: string) => string;

/** Shorter ones are found in every other word. */
const SHORTEST_SECRET = 5;

/** What the configuration holds that no one may read in a log. */
export function secretsOf(config: Config): string[] {
  const { token, secretKey, backupPassphrase, webhookSecret, mailbox, mongodbUri, speech, reader } = config;
  const [, password] = /^mongodb(?:\+srv)?:\/\/[^/?@]*?:([^/?]*)@/.exec(mongodbUri ?? '') ?? [];
  const given = [
    token,
    secretKey,
    backupPassphrase,
    webhookSecret,
    speech.remote?.key,
    reader?.key,
    mailbox?.password,
    mailbox?.smtpLogin?.password,
    password,
  ];
  return given.flatMap((secret) => (secret && secret.length >= SHORTEST_SECRET ? [secret] : []));
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
/** A secret as it may stand in an address, or in a string of JSON. */
const writings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
];

/** The secrets themselves wherever they stand, any bot's token, passwords in addresses, mail addresses and phones. */
export function createScrub(secrets: readonly string[]): Scrub {
  const own = secrets.flatMap(writings).map(literal);
  const hidden = new RegExp(
    [...own, String.raw`(?<!\d)\d{5,}:[\w-]{30,}`, String.raw`(?<=:\/\/)[^\s/@"]+(?=@)`].join('|'),
    'g',
  );
  // Each run of characters is tried from its beginning alone: from every one of them would be quadratic.
  const mail = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu;
  const phone = /\+\d[\d ()-]{8,}\d/g;
  return (text) => text.replace(hidden, '***').replace(mail, '***').replace(phone, '***');
}

/** An error's words in the log, in UTF-16 units; the rest is a quotation. */
const LONGEST_REASON = 4000;
/** What an error quotes is what somebody wrote: a value of a field, a piece of a text, also one that is cut off. */
const unquoted = (text: string): string =>
  text.slice(0, LONGEST_REASON).replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gs, '"***"');

interface ErrorShape {
  type: string;
  message: string;
  code?: unknown;
  /** Where it happened, a line a frame. */
  stack: string;
}

/** Of an error its kind, its words and where it happened; whatever else hangs on it may be somebody's letter. */
function errorShape(error: Error): ErrorShape {
  const { type, message, stack } = stdSerializers.err(error);
  const code: unknown = Reflect.get(error, 'code');
  return {
    type,
    message: unquoted(message),
    ...(code !== undefined && { code }),
    stack: (stack.match(/^ +at .*$/gm) ?? []).join('\n'),
  };
}

/** An error as text, with as little of others' words in it as in the log. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return unquoted(String(error));
  const { type, message, stack } = errorShape(error);
  return `${type}: ${message}\n${stack}`;
}

/** Structured logs, one JSON object a line; secrets and what is personal are taken out here, no matter what logs them. */
export function createLog(level: string, scrub: Scrub): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    hooks: { streamWrite: scrub },
  });
  const shape = (value: unknown, key: string): unknown => {
    if (value instanceof Error) return errorShape(value);
    return key === 'reason' && typeof value === 'string' ? unquoted(value) : value;
  };
  return (name, event, details = {}) => {
    if (!logger.isLevelEnabled(name)) return;
    const told = Object.entries(details).map(([key, value]) => [key, shape(value, key)]);
    logger[name]({ event, ...Object.fromEntries(told) });
  };
}
