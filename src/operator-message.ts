import { EngineError } from './engine/index.ts';
import { MissingPackage } from './missing-package.ts';
import { DatabaseRefusal } from './store/database-refusal.ts';
import { isAway, isOutOfDisk } from './store/errors.ts';
import { type TelegramRefusal, telegramRefusal } from './telegram/transport/errors.ts';

/** A start that cannot be, as a sentence for the operator that says what to do; undefined: it is a fault of ours. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof EngineError || error instanceof DatabaseRefusal || error instanceof MissingPackage) {
    return error.message;
  }
  const refusal = telegramRefusal(error);
  if (refusal) return ofTelegram(refusal);
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if ('syscall' in error && error.syscall === 'listen') return ofListening(code);
  if (isOutOfDisk(error)) return 'The disk of the database is nearly full: make room there, and start again.';
  if (isAway(error))
    return `MongoDB cannot be reached: is it running, and is it the one that MONGODB_URI names? (${error.message})`;
  if ((code === 'EACCES' || code === 'EPERM') && 'path' in error) {
    return `${error.path} is not this user's to read or write: give it to the user that runs the program, or set DATA_DIR.`;
  }
  return DISK[code] ?? ofMongo(error, code);
}

function ofTelegram({ code, description, method }: TelegramRefusal): string | undefined {
  if (code === 401 || code === 404)
    return 'Telegram does not know this BOT_TOKEN (any more): copy it from BotFather again.';
  if (method === 'setWebhook') {
    return (
      `Telegram refuses PUBLIC_URL for the webhook (${description}): it wants https://, at port 443, 80, 88 or 8443, ` +
      'reachable from the internet. Without WEBHOOK_SECRET updates come by long polling, which needs no address.'
    );
  }
  return undefined;
}

function ofListening(code: string): string | undefined {
  if (code === 'EADDRINUSE') return 'The port is taken: set PORT to another one, or to 0 for any free one.';
  if (code === 'EACCES') return 'This user may not listen on that port: set PORT to one above 1023.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'HOST is no address of this machine: set it to one of them, or to 0.0.0.0 for all.';
  return undefined;
}

const DISK: Record<string, string> = {
  ENOSPC: 'The disk is full: make room where DATA_DIR is.',
  EDQUOT: 'The disk quota of this user is used up: make room where DATA_DIR is.',
  EFBIG: 'Files in DATA_DIR may not grow any more: look at the limits of this user (ulimit -f).',
  EROFS: 'DATA_DIR lies on a file system that cannot be written: set it to a folder this user can write.',
};

/** The driver's own words may hold the connection string with its password, so they are not repeated. */
function ofMongo({ name }: Error, code: string): string | undefined {
  if (name === 'MongoParseError' || name === 'MongoInvalidArgumentError' || name === 'MongoMissingCredentialsError') {
    return (
      'MONGODB_URI cannot be read: it wants mongodb://user:password@host:27017/name, with special characters of the ' +
      'password written as %40 and the like.'
    );
  }
  if (code === '18' || code === '8000')
    return 'MongoDB does not let this user in: check user, password and authSource in MONGODB_URI.';
  if (code === '13')
    return 'MongoDB wants a user with the right to read and write: put user and password into MONGODB_URI.';
  return undefined;
}
