import { MongoClient } from 'mongodb';
import { openStore } from '../../src/store/index.ts';
import { AT_ONCE } from '../../src/telegram/transport/background.ts';
import { busiestSecond, runStorm } from '../harness/storm.ts';
import { type BenchContext, type BenchRow, ms, quantile } from './bench.ts';

/*
 * Reminders: what a tick costs while much is planned and little is due, and a storm of reminders of one moment with a kill
 * in the middle, on real leases and Telegram's refusals.
 */

const DUE = 10;
const LOOKS = 200;
const MANAGERS = 200;
const MINUTE = 60_000;
const NOW = new Date('2026-11-23T09:00:00Z');

interface PlannedRow {
  _id: string;
  manager: number;
  status: string;
  due: { at: Date; kind: string };
}

/** Plans so many contacts ahead, and a few that are due, as far as reminders look at them. */
async function planMany(uri: string, count: number): Promise<void> {
  const client = await MongoClient.connect(uri);
  const contacts = client.db().collection<PlannedRow>('contacts');
  const row = (index: number, at: Date): PlannedRow => ({
    _id: `planned-${index}`,
    manager: 1_000_000 + (index % MANAGERS),
    status: 'planned',
    due: { at, kind: 'lead' },
  });
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, i) => from + i);
    await contacts.insertMany(
      rows.map((index) =>
        row(index, new Date(NOW.getTime() + (index < DUE ? -index : 1 + (index % 100_000)) * MINUTE)),
      ),
      { ordered: false, writeConcern: { w: 1, journal: false } },
    );
  }
  await client.close();
}

interface Tick {
  examined: number;
  keys: number;
  median: number;
}

/** What one look at what is due costs: documents and index keys examined, and the median time. */
async function measureTick(uri: string): Promise<Tick> {
  const store = await openStore({ uri });
  const times: number[] = [];
  for (let i = 0; i < LOOKS; i++) {
    const before = performance.now();
    await store.due.managersDue(NOW, 100);
    times.push(performance.now() - before);
  }
  // The query of `managersDue`, explained.
  const explained = await store.connection
    .collection('contacts')
    .find(
      { 'due.at': { $lte: NOW }, $or: [{ lease: null }, { 'lease.until': { $lt: NOW } }] },
      { projection: { _id: 0, manager: 1 } },
    )
    .sort({ 'due.at': 1 })
    .limit(500)
    .explain('executionStats');
  const { totalDocsExamined, totalKeysExamined } = explained.executionStats as {
    totalDocsExamined: number;
    totalKeysExamined: number;
  };
  await store.close();
  return { examined: totalDocsExamined, keys: totalKeysExamined, median: quantile(times, 0.5) };
}

async function ticks({ emptyDatabase, size, say }: BenchContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const measured: Tick[] = [];
  for (const count of [1000, size(1_000_000)]) {
    const uri = emptyDatabase();
    say(`planning ${count} contacts`);
    await planMany(uri, count);
    const tick = await measureTick(uri);
    measured.push(tick);
    rows.push({
      what: `reminders: a tick with ${count} contacts planned, ${DUE} due`,
      aim: `documents examined = ${DUE}`,
      measured: `${tick.examined} documents, ${tick.keys} keys, ${ms(tick.median)} (median of ${LOOKS})`,
      met: tick.examined === DUE,
    });
  }
  return rows;
}

/** Calls a second, once the first second's burst is over. */
function paceOf(received: readonly number[]): number {
  const steady = received.slice(50);
  return ((steady.length - 1) * 1000) / ((steady.at(-1) ?? 0) - (steady[0] ?? 0));
}

async function storms({ emptyDatabase, size, say }: BenchContext): Promise<BenchRow[]> {
  const even = Math.max(100, size(750));
  say(`pace of ${even} reminders`);
  const calm = await runStorm({ uri: emptyDatabase(), count: even });
  const pace = paceOf(calm.received);
  // Ten times as many: npm run test:faults -- storm.
  const count = size(1000);
  say(`a storm of ${count} reminders, about ${Math.round(count / 24) + 40} s`);
  const storm = await runStorm({
    uri: emptyDatabase(),
    count,
    killAfter: Math.floor(count / 3),
    refusing: { limited: 0.03, stumbling: 0.03, failing: 0.01 },
  });
  const twice = [...storm.arrived.values()].filter((times) => times > 1).length;
  return [
    {
      what: `reminders: pace of delivery, ${calm.arrived.size} of one moment`,
      aim: 'at least 95 % of 25 a second',
      measured: `${pace.toFixed(1)} a second, at most ${busiestSecond(calm.received)} received in one`,
      met: pace >= 0.95 * 25,
    },
    {
      what: `reminders: ${count} of one moment, two instances, the sender killed, ${storm.refused} refusals (429, 502)`,
      aim: `every one arrives, at most those in hand (${AT_ONCE}) twice, never over 25 a second`,
      measured: `${storm.arrived.size} arrived in ${storm.seconds.toFixed(0)} s, ${twice} twice, at most ${busiestSecond(storm.received)} a second`,
      met: storm.killed && storm.arrived.size === count && twice <= AT_ONCE && busiestSecond(storm.received) <= 25,
    },
  ];
}

export const bench = async (context: BenchContext): Promise<BenchRow[]> => [
  ...(await ticks(context)),
  ...(await storms(context)),
];
