import { tellOfAlarm } from '../../../scenes/admin/alarm.ts';
import { lookOnce } from '../../../src/start/alarms.ts';
import { createClockWatch, createHealth } from '../../../src/start/health.ts';
import { createCall } from '../../../src/telegram/transport/api.ts';
import { type TestBot, TOKEN } from '../../harness/bot.ts';

interface WatchOptions {
  /** Where the bot finds Telegram; default: the sandbox itself. */
  apiRoot?: string;
  /** The disk that is looked at; default: this folder's. */
  dataDir?: string;
}

/**
 * The program's own watch over what may be wrong with a running bot, with a clock that is moved by hand: it looks once a
 * minute, from 12:00 in Moscow on.
 */
export function startWatch({ db, store, sandbox, anna }: TestBot, { apiRoot, dataDir = '.' }: WatchOptions = {}) {
  let minute = 0;
  const now = () => new Date(Date.parse('2026-11-23T09:00:00Z') + minute * 60_000);
  const clock = createClockWatch();
  const call = createCall(TOKEN, apiRoot ?? sandbox.apiRoot, clock.heard);
  const { troubles } = createHealth({
    store,
    // An engine of the program's own is the one whose disk is looked at from here.
    config: { dataDir, mongodbUri: dataDir === '.' ? db.uri : '' },
    now,
    updates: () => ({ by: 'webhook' }),
    queues: () => ({ users: 0, answers: 0, background: 0 }),
    clockAhead: clock.ahead,
  });
  const tell = tellOfAlarm({ store, now, log: () => {}, call });
  return {
    now,
    call,
    ahead: clock.ahead,
    /** What the administrator was told that begins with one of these words, oldest first. */
    told: (about: string) =>
      anna
        .messages()
        .map(({ text }) => text)
        .filter((text) => /^(?:⚠️|✅)/u.test(text) && text.slice(2).trim().startsWith(about)),
    /** Looks once a minute until `end`, each time after `before`. */
    async until(end: number, before: () => unknown = () => {}): Promise<void> {
      for (; minute < end; minute++) {
        await before();
        await lookOnce({ store, now }, { look: troubles, tell });
      }
    },
  };
}
