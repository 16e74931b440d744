import { type Db, MongoClient } from 'mongodb';
import type { Store } from '../../src/store/index.ts';
import { type Bench, type BenchContext, type BenchRow, ms, quantile } from './bench.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { startTelegramStub, type TelegramStub } from './telegram-stub.ts';
import { type Act, cpuEach, createActs, drive, joined, type Load, message, perSecond } from './traffic.ts';

/*
 * A company under way: 1,000 managers, a million contacts, 50 people tapping and registering at once, through the webhook.
 * Beside it, in the same run and on the same machine, the floor bot and two bots that only echo.
 */

const AT_ONCE = 50;
const AT_ONCE_QUICK = 5;
export const FIRST_USER = 5_000_000;
/** The floor bot and Sloop take turns, so that whatever else the machine does meets both. */
const TURNS = 4;
/** A bot gets a fifth of its load beforehand, unmeasured, and so much at least: code that has just started is slow. */
const WARM = 20;

const SLOOP = '../../src/main.js';
const usersOf = (quick: boolean): number[] =>
  Array.from({ length: quick ? AT_ONCE_QUICK : AT_ONCE }, (_, index) => FIRST_USER + index);
export const clientOf = (user: number): string => `bench-client-${user}`;

/** The managers that the seed has not made, as the store would have written them, with nothing due of them. */
export async function addManagers(db: Db, count: number): Promise<void> {
  const manager = { role: 'manager', ownOnly: false, access: 'active', language: 'en', reachable: true } as const;
  const place = { zone: 'Europe/Moscow', zoneChosen: true, workingDays: [1, 2, 3, 4, 5] };
  const rows = Array.from({ length: Math.max(AT_ONCE, count) }, (_, index) => ({
    _id: FIRST_USER + index,
    name: `User ${index}`,
    ...manager,
    ...place,
  }));
  await db.collection<{ _id: number }>('users').insertMany(rows);
}

/** Everybody who registers has a client whom he talked to last. */
export async function addClients({ organizations, contacts }: Store, users: readonly number[]): Promise<void> {
  const now = new Date();
  for (const user of users) {
    const id = clientOf(user);
    await organizations.create({ id, name: `Bench ${user} Ltd`, phones: [], emails: [], addresses: [] }, now);
    await contacts.create(
      { id: user, role: 'manager', ownOnly: false, access: 'active' },
      id,
      {
        status: 'happened',
        start: now,
        channel: 'phone',
        direction: 'outgoing',
        manager: user,
        priority: 'medium',
        state: 3,
        organization: id,
        documents: [],
        analytics: [],
      },
      { now },
    );
  }
}

/** Commands the server has been sent, less the asking. */
async function commands(client: MongoClient): Promise<number> {
  const status = await client.db('admin').command({ serverStatus: 1 });
  const counters = status.opcounters as Record<string, number> | undefined;
  const counted = ['insert', 'query', 'update', 'delete', 'command'];
  return counted.reduce((sum, name) => sum + Number(counters?.[name] ?? 0), 0);
}

interface Measured extends Load {
  /** Commands to the database. */
  commands: number;
}

/** What the bots of this bench are started with, and what counts their commands. */
interface Harbour {
  stub: TelegramStub;
  client: MongoClient;
  env: Record<string, string>;
  users: readonly number[];
  /** How often each user does something unmeasured, before so many measured times. */
  warm(each: number): number;
}

async function measure(
  { client, users }: Harbour,
  bots: readonly BotProcess[],
  each: number,
  act: Act,
): Promise<Measured> {
  const before = await commands(client);
  const load = await drive(bots, users, each, act);
  return { ...load, commands: (await commands(client)) - before };
}

const megabytes = (bots: readonly BotProcess[]): string =>
  `${bots.map((bot) => bot.memory().toFixed(0)).join(' and ')} MB`;

function rowOf(what: string, load: Measured, bots: readonly BotProcess[]): BenchRow {
  const { times } = load;
  const updates = times.length.toLocaleString('en');
  const pace = `${perSecond(load).toFixed(0)}/s, p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}`;
  const cost = `${cpuEach(load).toFixed(2)} ms CPU and ${(load.commands / times.length).toFixed(2)} commands each`;
  return { what, aim: '', measured: `${pace}, ${cost}, ${megabytes(bots)} after ${updates} updates` };
}

async function withBots<T>(
  { env }: Harbour,
  modules: readonly string[],
  run: (bots: BotProcess[]) => Promise<T>,
  core?: number,
): Promise<T> {
  const bots: BotProcess[] = [];
  try {
    for (const module of modules) bots.push(await startBotProcess(module, env, core));
    return await run(bots);
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
  }
}

/** One row: as many instances as there are modules, sharing the load. */
const alone = (harbour: Harbour, what: string, modules: readonly string[], each: number, act: Act, core?: number) =>
  withBots(
    harbour,
    modules,
    async (bots) => {
      await drive(bots, harbour.users, harbour.warm(each), act);
      const load = await measure(harbour, bots, each, act);
      return { load, row: rowOf(what, load, bots) };
    },
    core,
  );

/** The floor bot and Sloop, taking turns: a tap each, and how they compare. */
async function beside(harbour: Harbour, each: number, acts: Record<'tapAnything' | 'toggle', Act>) {
  return withBots(harbour, ['./bots/floor.js', SLOOP], async ([floor, sloop]) => {
    if (!floor || !sloop) throw new Error('two bots were to start');
    const taken: { floor: Measured[]; sloop: Measured[] } = { floor: [], sloop: [] };
    const turn = Math.ceil(each / TURNS);
    const { users, warm } = harbour;
    await drive([floor], users, warm(each), acts.tapAnything);
    await drive([sloop], users, warm(each), acts.toggle);
    for (let i = 0; i < TURNS; i++) {
      taken.floor.push(await measure(harbour, [floor], turn, acts.tapAnything));
      taken.sloop.push(await measure(harbour, [sloop], turn, acts.toggle));
    }
    const whole = (loads: Measured[]): Measured => ({
      ...joined(loads),
      commands: loads.reduce((sum, load) => sum + load.commands, 0),
    });
    const [low, ours] = [whole(taken.floor), whole(taken.sloop)];
    return [
      rowOf('floor bot, a tap', low, [floor]),
      waves(rowOf('Sloop, a tap in a dialog', ours, [sloop]), ours),
      against('a tap: CPU', cpuEach(ours) / cpuEach(low)),
      against('a tap: throughput', perSecond(low) / perSecond(ours)),
    ];
  });
}

const waves = (row: BenchRow, { commands: sent, times }: Measured): BenchRow => ({
  ...row,
  aim: 'two waves: session and user read, session written',
  met: sent / times.length < 3.1,
});

const against = (what: string, ratio: number): BenchRow => ({
  what: `${what}, beside the floor bot`,
  aim: 'at most 1.5 ×',
  measured: `${ratio.toFixed(2)} ×`,
  met: ratio <= 1.5,
});

/**
 * What the program itself costs, apart from the cores that a machine has: the instances share one, the database, Telegram and
 * the load have the rest.
 */
async function onOneCore(harbour: Harbour, each: number, act: Act): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const one = await alone(harbour, 'registering, one instance on one core', [SLOOP], each, act, 0);
  const two = await alone(harbour, 'registering, two instances on that core', [SLOOP, SLOOP], each, act, 0);
  const commandsEach = ({ load }: typeof one): number => load.commands / load.times.length;
  const more = (commandsEach(two) / commandsEach(one) - 1) * 100;
  const row: BenchRow = {
    what: 'commands that a second instance adds',
    aim: 'at most 5 %',
    measured: `${more.toFixed(1)} %, ${(cpuEach(two.load) / cpuEach(one.load)).toFixed(2)} × CPU an update`,
    met: more <= 5,
  };
  return [one.row, two.row, row];
}

async function firstAnswer({ env }: Harbour): Promise<BenchRow> {
  const bot = await startBotProcess(SLOOP, env);
  const begun = performance.now();
  await bot.deliver(message(FIRST_USER, '/help'));
  const took = bot.startedIn + performance.now() - begun;
  await bot.stop();
  return { what: 'Sloop: from start to the first answer', aim: '', measured: ms(took) };
}

async function rowsOf(harbour: Harbour, { size, say }: BenchContext): Promise<BenchRow[]> {
  const acts = createActs(harbour.stub, clientOf);
  const each = size(200);
  const registrations = Math.ceil(each / 5);
  say('echo bots');
  const telegraf = await alone(harbour, 'bare Telegraf echo', ['./bots/echo-telegraf.js'], each, acts.echo);
  const grammy = await alone(harbour, 'bare grammY echo', ['./bots/echo-grammy.js'], each, acts.echo);
  say('floor bot and Sloop, a tap');
  const taps = await beside(harbour, each, acts);
  say('registering');
  const one = await alone(harbour, 'Sloop, an update of registering', [SLOOP], registrations, acts.register);
  say('registering, two instances');
  const two = await alone(
    harbour,
    'the same, two instances, each update at the other one',
    [SLOOP, SLOOP],
    registrations,
    acts.register,
  );
  say('registering, on one core');
  const pinned = await onOneCore(harbour, registrations, acts.register);
  const more: BenchRow = {
    what: 'what the second instance adds (bots, database, Telegram and load on one machine)',
    aim: '',
    measured: `${(perSecond(two.load) / perSecond(one.load)).toFixed(2)} × the updates a second`,
  };
  return [telegraf.row, grammy.row, ...taps, one.row, two.row, more, ...pinned, await firstAnswer(harbour)];
}

export const bench: Bench = async (context) => {
  const { database, size, quick } = context;
  const users = usersOf(quick);
  const managers = size(1000);
  const sizes = { contacts: size(1_000_000), organizations: size(100_000), managers: size(100) };
  const { store, uri, name } = await database(sizes);
  const client = await MongoClient.connect(uri);
  const stub = await startTelegramStub();
  const env = {
    TELEGRAM_API_ROOT: stub.apiRoot,
    MONGODB_URI: uri,
  };
  try {
    await addManagers(client.db(name), managers - sizes.managers);
    await addClients(store, users);
    const warm = (each: number) => Math.max(quick ? 1 : WARM, Math.ceil(each / 5));
    return await rowsOf({ stub, client, env, users, warm }, context);
  } finally {
    await client.close();
    stub.close();
  }
};
