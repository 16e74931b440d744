import { MongoClient } from 'mongodb';
import { openStore } from '../../src/store/index.ts';
import { type Bench, type BenchContext, type BenchRow, ms, quantile } from './bench.ts';
import { type BotProcess, SECRET, startBotProcess } from './bot-process.ts';
import { startTelegramStub, type TelegramStub } from './telegram-stub.ts';

const USERS = 50;
const FIRST_USER = 5_000_000;

let lastUpdate = 1;
const from = (user: number) => ({ id: user, is_bot: false, first_name: `User ${user}`, language_code: 'en' });
const message = (user: number, text: string) => ({
  update_id: ++lastUpdate,
  message: {
    message_id: lastUpdate,
    date: 1_790_000_000,
    chat: { id: user, type: 'private', first_name: 'U' },
    from: from(user),
    text,
    ...(text.startsWith('/') && { entities: [{ type: 'bot_command', offset: 0, length: text.length }] }),
  },
});
const tap = (user: number, under: number, data: string) => ({
  update_id: ++lastUpdate,
  callback_query: {
    id: String(lastUpdate),
    from: from(user),
    chat_instance: '1',
    data,
    message: {
      message_id: under,
      date: 1_790_000_000,
      chat: { id: user, type: 'private', first_name: 'U' },
      text: 'x',
    },
  },
});

interface Load {
  times: number[];
  perSecond: number;
  cpuEach: number;
}

/** So many users at once, each doing the same so many times; every step is one update. */
async function load(
  bot: BotProcess,
  each: number,
  act: (user: number, deliver: BotProcess['deliver']) => Promise<void>,
): Promise<Load> {
  const times: number[] = [];
  const deliver = async (update: object) => {
    const time = await bot.deliver(update);
    times.push(time);
    return time;
  };
  const [cpu, begun] = [bot.cpu(), performance.now()];
  await Promise.all(
    Array.from({ length: USERS }, async (_, index) => {
      for (let i = 0; i < each; i++) await act(FIRST_USER + index, deliver);
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { times, perSecond: times.length / seconds, cpuEach: (bot.cpu() - cpu) / times.length };
}

const lineOf = (what: string, { times, perSecond, cpuEach }: Load): BenchRow => ({
  what,
  aim: '',
  measured: `${perSecond.toFixed(0)}/s, p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}, ${cpuEach.toFixed(2)} ms CPU each`,
});

/** The data of the first button whose data holds these words. */
function dataOf(stub: TelegramStub, user: number, words: string): { message: number; data: string } {
  const keyboard = stub.keyboard(user);
  const data = keyboard?.data.flat().find((one) => one.includes(words));
  if (!keyboard || data === undefined) throw new Error(`no button with ${words}: ${JSON.stringify(keyboard)}`);
  return { message: keyboard.message, data };
}

async function register(stub: TelegramStub, user: number, deliver: BotProcess['deliver']): Promise<void> {
  const press = (words: string) => {
    const { message: under, data } = dataOf(stub, user, words);
    return deliver(tap(user, under, data));
  };
  await deliver(message(user, '/new'));
  await press('bench-client');
  await press('phone.outgoing');
  await deliver(message(user, 'about the contract'));
  await press(':save');
}

async function prepare(uri: string): Promise<void> {
  const store = await openStore({ uri });
  const now = new Date();
  await store.organizations.create(
    { id: 'bench-client', name: 'Bench Ltd', phones: [], emails: [], addresses: [] },
    now,
  );
  for (let i = 0; i < USERS; i++) {
    const id = FIRST_USER + i;
    await store.users.admit({
      id,
      name: `User ${i}`,
      role: 'manager',
      ownOnly: false,
      access: 'active',
      language: 'en',
      zone: 'Europe/Moscow',
      zoneChosen: true,
      workingDays: [1, 2, 3, 4, 5],
      reachable: true,
    });
  }
  await store.close();
}

/** Commands the server has been sent, less the asking. */
async function requests(client: MongoClient): Promise<number> {
  const status = await client.db('admin').command({ serverStatus: 1 });
  const counters = status.opcounters as Record<string, number> | undefined;
  return ['insert', 'query', 'update', 'delete', 'command'].reduce(
    (sum, name) => sum + Number(counters?.[name] ?? 0),
    0,
  );
}

async function run({ emptyDatabase, size, say }: BenchContext): Promise<BenchRow[]> {
  const stub = await startTelegramStub();
  const mongoUri = emptyDatabase();
  await prepare(mongoUri);
  const env = {
    TELEGRAM_API_ROOT: stub.apiRoot,
    MONGODB_URI: mongoUri,
    ADMIN_IDS: '1',
    PUBLIC_URL: 'https://bench.invalid',
    WEBHOOK_SECRET: SECRET,
    PORT: '0',
    MESSAGES_PER_SECOND: '100000',
    LOG_LEVEL: 'info',
  };
  const each = size(200);
  const measures: BenchRow[] = [];
  const client = await MongoClient.connect(mongoUri);

  async function measured(name: string, module: string, act: Parameters<typeof load>[2], warm = act): Promise<Load> {
    say(name);
    const bot = await startBotProcess(module, env);
    await load(bot, Math.ceil(each / 5), warm);
    const before = await requests(client);
    const result = await load(bot, each, act);
    const trips = (await requests(client)) - before;
    measures.push(lineOf(name, result));
    measures.push({
      what: `${name}: commands to the database, each`,
      aim: '',
      measured: (trips / result.times.length).toFixed(2),
    });
    measures.push({
      what: `${name}: memory after ${Math.round(result.times.length * 1.2)} updates`,
      aim: '',
      measured: `${bot.memory().toFixed(0)} MB`,
    });
    await bot.stop();
    return result;
  }

  const echo = async (user: number, deliver: BotProcess['deliver']) => {
    await deliver(message(user, 'hello'));
  };
  await measured('bare Telegraf echo', './bots/echo-telegraf.js', echo);
  await measured('bare grammY echo', './bots/echo-grammy.js', echo);
  const floor = await measured('floor bot, a tap', './bots/floor.js', async (user, deliver) => {
    await deliver(tap(user, 7, 'x'));
  });

  const main = '../../src/main.js';
  const toggle = async (user: number, deliver: BotProcess['deliver']) => {
    if (
      !stub
        .keyboard(user)
        ?.data.flat()
        .some((data) => data.includes(':more'))
    ) {
      await deliver(message(user, 'call Bench an hour ago about the contract'));
    }
    const { message: under, data } = dataOf(stub, user, ':more');
    await deliver(tap(user, under, data));
  };
  const taps = await measured('Sloop, a tap in a dialog', main, toggle);
  measures.push(
    against('tap: CPU', taps.cpuEach / floor.cpuEach),
    against('tap: time for each, throughput', floor.perSecond / taps.perSecond),
  );
  await measured('Sloop, an update of a whole registration (5 each)', main, (user, deliver) =>
    register(stub, user, deliver),
  );

  say('start');
  const bot = await startBotProcess(main, env);
  const begun = performance.now();
  await bot.deliver(message(FIRST_USER, '/help'));
  measures.push({
    what: 'Sloop: from start to the first answer',
    aim: '',
    measured: ms(bot.startedIn + performance.now() - begun),
  });
  await bot.stop();
  await client.close();
  stub.close();
  return measures;
}

const against = (what: string, ratio: number): BenchRow => ({
  what: `${what}, beside the floor bot`,
  aim: 'at most 1.5 ×',
  measured: `${ratio.toFixed(2)} ×`,
  met: ratio <= 1.5,
});

export const bench: Bench = run;
