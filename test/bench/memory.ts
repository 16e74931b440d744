import { MongoClient } from 'mongodb';
import type { Bench, BenchRow } from './bench.ts';
import { startBotProcess } from './bot-process.ts';
import { addClients, addManagers, clientOf, FIRST_USER } from './load.ts';
import { startTelegramStub } from './telegram-stub.ts';
import { createActs, drive } from './traffic.ts';

/* What the bot's process holds in production: without the sandbox, at its start and over many registrations. */

const AT_ONCE = 50;
/** A registration is five updates or so: the first thousands warm up, over the rest it has to be flat. */
const STEPS = [2000, 10_000, 30_000, 50_000];
const AIM = 180;

export const bench: Bench = async ({ database, size, say }) => {
  const { store, uri, name } = await database({
    contacts: size(20_000),
    organizations: size(2000),
    managers: size(50),
  });
  const users = Array.from({ length: AT_ONCE }, (_, index) => FIRST_USER + index);
  const client = await MongoClient.connect(uri);
  const stub = await startTelegramStub();
  await addManagers(client.db(name), AT_ONCE);
  await addClients(store, users);
  const bot = await startBotProcess('../../src/main.js', { TELEGRAM_API_ROOT: stub.apiRoot, MONGODB_URI: uri });
  const row = (what: string, measured: string, aim = '', met?: boolean): BenchRow => ({
    what: `memory: ${what}`,
    aim,
    measured,
    ...(met !== undefined && { met }),
  });
  try {
    const rows = [row('at the start', `${bot.memory().toFixed(0)} MB`)];
    const { register } = createActs(stub, clientOf);
    const held: { updates: number; megabytes: number }[] = [];
    let updates = 0;
    for (const step of STEPS) {
      say(`registering up to ${step} updates`);
      while (updates < size(step)) updates += (await drive([bot], users, 2, register)).times.length;
      const megabytes = bot.memory();
      held.push({ updates, megabytes });
      const aimed = step === 10_000;
      const measured = `${megabytes.toFixed(0)} MB after ${updates.toLocaleString('en')} updates of registering`;
      rows.push(
        row('of the process', measured, aimed ? `at most ${AIM} MB` : '', aimed ? megabytes <= AIM : undefined),
      );
    }
    const [, first, , last] = held;
    if (first && last && last.updates > first.updates) {
      const slope = (last.megabytes - first.megabytes) / ((last.updates - first.updates) / 10_000);
      rows.push(row('what 10,000 more updates add', `${slope.toFixed(1)} MB`, 'flat: at most 5 MB', slope <= 5));
    }
    return rows;
  } finally {
    await bot.stop();
    await client.close();
    stub.close();
  }
};
