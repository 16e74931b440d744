import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Call } from './telegram/transport/api.ts';
import { faultKind } from './telegram/transport/errors.ts';

/** What background sending tells of itself. */
interface BackgroundState {
  waiting: Record<string, number>;
  busy: number;
  sending: boolean;
  sent: Record<string, number>;
}

/** How the watch of a mailbox goes, of those that this instance watches. */
interface MailboxState {
  word: string;
  /** Seconds since the server last answered; absent where it never did. */
  silentFor?: number;
}

/** What is read when somebody asks. */
interface Watched {
  /** Users with updates under way or waiting. */
  waiting: () => number;
  /** Calls that wait for their turn. */
  answers: () => number;
  background: () => BackgroundState;
  /** By address. */
  mailboxes: () => ReadonlyMap<string, MailboxState>;
}

/** Numbers for Prometheus, under `sloop_` and node's own. One registry for each program, so that tests can have many. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const updates = new Histogram({
    name: 'sloop_update_seconds',
    help: 'From taking an update from its queue to having handled it, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const telegram = new Counter({
    name: 'sloop_telegram_calls_total',
    help: 'Calls of the Bot API by method and result: ok, a code of Telegram, or the kind of failure.',
    labelNames: ['method', 'result'],
    registers,
  });
  const database = new Histogram({
    name: 'sloop_database_ping_seconds',
    help: 'Round trip to the primary, measured at each scrape.',
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3],
    registers,
  });

  const reminders = new Counter({
    name: 'sloop_reminders_total',
    help: 'Contacts that rang, by whether they did so some time after their moment.',
    labelNames: ['late'],
    registers,
  });
  const lettersIn = new Counter({
    name: 'sloop_letters_in_total',
    help: 'Letters taken in, by what became of them: rings, old, or the rule that keeps it quiet.',
    labelNames: ['verdict'],
    registers,
  });
  const letters = new Counter({
    name: 'sloop_letters_out_total',
    help: 'Letters of managers by what became of them: sent, refused, delayed, or nobody knows.',
    labelNames: ['outcome'],
    registers,
  });

  return {
    /** Counts a contact that rang. */
    reminded: (late: boolean): void => reminders.inc({ late: late ? 'yes' : 'no' }),
    /** Counts a letter that came, by what became of it. */
    letterCame: (verdict: string): void => lettersIn.inc({ verdict }),
    /** Counts news of a letter that was to be sent. */
    letter: (outcome: string): void => letters.inc({ outcome }),

    /** Times the handling of one update. */
    async update<T>(kind: string, handle: () => Promise<T>): Promise<T> {
      const stop = updates.startTimer({ kind });
      try {
        const result = await handle();
        stop({ outcome: 'handled' });
        return result;
      } catch (error) {
        stop({ outcome: faultKind(error) });
        throw error;
      }
    },

    /** The Bot API with its calls counted. */
    counted:
      (call: Call): Call =>
      async (method, params, signal) => {
        try {
          const result = await call(method, params, signal);
          telegram.inc({ method, result: 'ok' });
          return result;
        } catch (error) {
          const code = error instanceof Error && 'code' in error ? String(error.code) : faultKind(error);
          telegram.inc({ method, result: code });
          throw error;
        }
      },

    /** Numbers that are read when somebody asks. */
    watch({ waiting, answers, background, mailboxes }: Watched): void {
      watchMailboxes(registers, mailboxes);
      new Gauge({
        name: 'sloop_users_waiting',
        help: 'Users with updates under way or waiting in this instance.',
        registers,
        collect() {
          this.set(waiting());
        },
      });
      new Gauge({
        name: 'sloop_answers_waiting',
        help: 'Calls of the Bot API for answers that wait for their turn in this instance.',
        registers,
        collect() {
          this.set(answers());
        },
      });
      new Gauge({
        name: 'sloop_background_busy',
        help: 'Background messages claimed by this instance and not done with; 0 in all instances but the sender.',
        registers,
        collect() {
          this.set(background().busy);
        },
      });
      new Gauge({
        name: 'sloop_background_sender',
        help: 'Whether this instance is the one that sends background messages.',
        registers,
        collect() {
          this.set(background().sending ? 1 : 0);
        },
      });
      new Gauge({
        name: 'sloop_background_waiting',
        help: 'Background messages due and not sent yet, by source, as far as this instance has looked.',
        labelNames: ['source'],
        registers,
        collect() {
          for (const [source, count] of Object.entries(background().waiting)) this.set({ source }, count);
        },
      });
      new Gauge({
        name: 'sloop_background_sent',
        help: 'Background messages sent since the start of this instance, by source.',
        labelNames: ['source'],
        registers,
        collect() {
          for (const [source, count] of Object.entries(background().sent)) this.set({ source }, count);
        },
      });
    },

    /** All numbers in Prometheus' text form, after a round trip to the database. */
    async text(ping: () => Promise<void>): Promise<string> {
      const stop = database.startTimer();
      await ping().then(
        () => stop(),
        () => {},
      );
      return registry.metrics();
    },
  };
}

/** A mailbox that another instance watches is that instance's to tell of. */
function watchMailboxes(registers: Registry[], mailboxes: Watched['mailboxes']): void {
  const own = () => [...mailboxes()].filter(([, { word }]) => word !== 'elsewhere');
  new Gauge({
    name: 'sloop_mailbox_up',
    help: 'Whether a mailbox that this instance watches is open and answers.',
    labelNames: ['mailbox'],
    registers,
    collect() {
      this.reset();
      for (const [mailbox, { word }] of own()) this.set({ mailbox }, word === 'ok' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'sloop_mailbox_silent_seconds',
    help: 'Seconds since the server of a mailbox last answered this instance.',
    labelNames: ['mailbox'],
    registers,
    collect() {
      this.reset();
      for (const [mailbox, { silentFor }] of own()) if (silentFor !== undefined) this.set({ mailbox }, silentFor);
    },
  });
}

export type Metrics = ReturnType<typeof createMetrics>;
