import type { BotProcess } from './bot-process.ts';
import type { TelegramStub } from './telegram-stub.ts';

/** How one update reaches a bot. Resolves with the milliseconds it took. */
export type Deliver = (update: object) => Promise<number>;

/** What one user does once: some updates, one after another. */
export type Act = (user: number, deliver: Deliver) => Promise<void>;

/** What so many updates took. `cpu` in milliseconds over all bots, `seconds` from the first update to the last. */
export interface Load {
  times: number[];
  seconds: number;
  cpu: number;
}

export const perSecond = ({ times, seconds }: Load): number => times.length / seconds;
export const cpuEach = ({ times, cpu }: Load): number => cpu / times.length;

export const joined = (loads: readonly Load[]): Load => ({
  times: loads.flatMap(({ times }) => times),
  seconds: loads.reduce((sum, { seconds }) => sum + seconds, 0),
  cpu: loads.reduce((sum, { cpu }) => sum + cpu, 0),
});

/**
 * These users at once, each doing the same so many times; every step is one update. Where there are several bots, each
 * update goes to the next of them, as behind a balancer.
 */
export async function drive(
  bots: readonly BotProcess[],
  users: readonly number[],
  each: number,
  act: Act,
): Promise<Load> {
  const times: number[] = [];
  let next = 0;
  const deliver = async (update: object): Promise<number> => {
    const time = (await bots[next++ % bots.length]?.deliver(update)) ?? Number.NaN;
    times.push(time);
    return time;
  };
  const used = () => bots.reduce((sum, bot) => sum + bot.cpu(), 0);
  const [before, begun] = [used(), performance.now()];
  await Promise.all(
    users.map(async (user) => {
      for (let i = 0; i < each; i++) await act(user, deliver);
    }),
  );
  return { times, seconds: (performance.now() - begun) / 1000, cpu: used() - before };
}

let lastUpdate = 1;
const person = (user: number) => ({ id: user, is_bot: false, first_name: `User ${user}`, language_code: 'en' });
const place = (user: number, messageId: number) => ({
  message_id: messageId,
  date: 1_790_000_000,
  chat: { id: user, type: 'private', first_name: 'U' },
});

export const message = (user: number, text: string) => ({
  update_id: ++lastUpdate,
  message: {
    ...place(user, lastUpdate),
    from: person(user),
    text,
    ...(text.startsWith('/') && { entities: [{ type: 'bot_command', offset: 0, length: text.length }] }),
  },
});

export const tap = (user: number, under: number, data: string) => ({
  update_id: ++lastUpdate,
  callback_query: {
    id: String(lastUpdate),
    from: person(user),
    chat_instance: '1',
    data,
    message: { ...place(user, under), text: 'x' },
  },
});

/** What a user of the bot does, with the buttons that he sees. */
export function createActs(stub: TelegramStub, clientOf: (user: number) => string) {
  const press = (user: number, deliver: Deliver, words: string) => {
    const keyboard = stub.keyboard(user);
    const data = keyboard?.data.flat().find((one) => one.includes(words));
    if (!keyboard || data === undefined) throw new Error(`no button with ${words}: ${JSON.stringify(keyboard)}`);
    return deliver(tap(user, keyboard.message, data));
  };
  const sees = (user: number, words: string): boolean =>
    stub
      .keyboard(user)
      ?.data.flat()
      .some((data) => data.includes(words)) ?? false;

  /** A contact as far as its card, with everything filled in but not saved: four updates. */
  async function draft(user: number, deliver: Deliver): Promise<void> {
    await deliver(message(user, '/new'));
    await press(user, deliver, clientOf(user));
    await press(user, deliver, 'phone.outgoing');
    await deliver(message(user, 'about the contract'));
  }

  return {
    /** A text to a bot that sends it back. */
    async echo(user, deliver) {
      await deliver(message(user, 'hello'));
    },
    /** A tap on any button of a bot that redraws whatever is tapped. */
    async tapAnything(user, deliver) {
      await deliver(tap(user, 7, 'x'));
    },
    /** A tap in an open dialog: all fields of the draft's card, or some of them. The first time the dialog is opened. */
    async toggle(user, deliver) {
      if (!sees(user, ':more')) await draft(user, deliver);
      await press(user, deliver, ':more');
    },
    /** A whole contact: five updates. */
    async register(user, deliver) {
      await draft(user, deliver);
      await press(user, deliver, ':save');
    },
  } satisfies Record<string, Act>;
}
