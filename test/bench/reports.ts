import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createCanvas } from '@napi-rs/canvas';
import { Chart, type ChartItem, registerables } from 'chart.js';
import type { Document } from 'mongodb';
import { resultCard } from '../../scenes/reports/report-result.ts';
import { runReport } from '../../scenes/reports/report-run.ts';
import { sheetOf } from '../../scenes/reports/report-sheet.ts';
import { freshFilter, type JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import type { BarChart } from '../../src/domain/report/chart.ts';
import { flatten, type GroupField, type GroupKey, groupRows } from '../../src/domain/report/grouping.ts';
import { freshSettings, withView } from '../../src/domain/report/report.ts';
import type { SheetPortion, SheetSpec } from '../../src/domain/report/sheet.ts';
import { views } from '../../src/domain/report/views.ts';
import { EVERYBODY } from '../../src/domain/rights.ts';
import { texts } from '../../src/i18n/index.ts';
import { groupChart } from '../../src/reports/chart-spec.ts';
import { createRenderer } from '../../src/reports/renderer.ts';
import { GROUPS_LIMIT } from '../../src/store/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Bench, type BenchContext, type BenchDatabase, type BenchRow, ms, quantile } from './bench.ts';
import { startBotProcess } from './bot-process.ts';
import { startTelegramStub } from './telegram-stub.ts';

/*
 * Reports beside what the database and the chart library need by themselves. "A month" is a twenty-fourth of the
 * contacts: what a month of two years would hold.
 */

const ZONE = 'Europe/Moscow';
const DAY = 86_400_000;

/** Two ways of one thing by turns, so that whatever else the machine does meets both. Medians, in milliseconds. */
async function byTurns(rounds: number, one: () => Promise<unknown>, other: () => Promise<unknown>) {
  const times: [number[], number[]] = [[], []];
  for (let round = -2; round < rounds; round++) {
    for (const [index, run] of [one, other].entries()) {
      const begun = performance.now();
      await run();
      if (round >= 0) times[index]?.push(performance.now() - begun);
    }
  }
  return [quantile(times[0], 0.5), quantile(times[1], 0.5)] as const;
}

const row = (what: string, ours: number, bare: number, most: number): BenchRow => ({
  what,
  aim: `at most ${most} ×`,
  measured: `${ms(ours)} beside ${ms(bare)}: ${(ours / bare).toFixed(2)} ×`,
  met: ours <= most * bare,
});

function monthOf({ seeded }: BenchDatabase): { from: Date; to: Date } {
  const length = (seeded.to.getTime() - seeded.from.getTime()) / 24;
  const to = new Date(seeded.now.getTime() - 30 * DAY);
  return { from: new Date(to.getTime() - length), to };
}

function aggregations(database: BenchDatabase) {
  const { store, seeded } = database;
  const { from, to } = monthOf(database);
  const filter: JournalFilter = { ...freshFilter(seeded.now, ZONE), period: { kind: 'range', from, to } };
  const contacts = store.connection.collection('contacts');
  const match = { status: 'happened', live: true, start: { $gte: from, $lt: to } };
  const keys: Partial<Record<GroupField, unknown>> = {
    day: { $dateToString: { date: '$start', format: '%Y-%m-%d', timezone: ZONE } },
    month: { $dateToString: { date: '$start', format: '%Y-%m', timezone: ZONE } },
  };
  return {
    ours: (fields: GroupField[]) => () =>
      store.reports.count(EVERYBODY, { measure: 'activity', filter, fields, reading: { now: seeded.now, zone: ZONE } }),
    bare:
      (fields: GroupField[], options: Document = {}) =>
      () =>
        contacts
          .aggregate(
            [
              { $match: match },
              {
                $group: {
                  _id: Object.fromEntries(fields.map((field) => [field, keys[field] ?? `$${field}`])),
                  count: { $sum: 1 },
                  minutes: { $sum: '$minutes' },
                },
              },
            ],
            options,
          )
          .toArray(),
  };
}

const COVERING = { status: 1, live: 1, start: 1, manager: 1, organization: 1, state: 1, priority: 1, minutes: 1 };

async function counting(database: BenchDatabase): Promise<BenchRow[]> {
  const { ours, bare } = aggregations(database);
  const pair: GroupField[] = ['manager', 'organization'];
  const [time, covered] = await byTurns(9, ours(pair), bare(pair, { hint: COVERING }));
  const [again, scanned] = await byTurns(3, ours(pair), bare(pair, { hint: { $natural: 1 } }));
  const rows = [
    row('a month by manager and client, beside the bare aggregation on a covering index', time, covered, 1.5),
    {
      what: 'a month by manager and client, beside a full scan',
      aim: 'at least 10 × faster',
      measured: `${ms(again)} beside ${ms(scanned)}: ${(scanned / again).toFixed(1)} × faster`,
      met: scanned >= 10 * again,
    },
  ];
  const groupings: GroupField[][] = [['type'], ['channel', 'direction'], ['person'], ['manager', 'source', 'day']];
  for (const fields of groupings) {
    const [a, b] = await byTurns(7, ours(fields), bare(fields));
    rows.push(row(`a month by ${fields.join(', ')}, beside the bare aggregation over the same match`, a, b, 1.5));
  }
  return rows;
}

function pictureSpec(): BarChart {
  const level = Array.from({ length: 40 }, (_, index) => ({
    keys: [`Manager number ${index}`],
    count: 200 - index,
    minutes: 0,
  }));
  const whole = { count: level.reduce((sum, { count }) => sum + count, 0), minutes: 0 };
  const counted = { whole, levels: [level], groups: 40, rows: 40, values: [], valued: 0 };
  const spec = groupChart(
    groupRows({ fields: ['manager'], counted, nameOf: (_, key) => String(key), sort: 'count' }),
    'count',
    {
      title: 'Activity: Manager',
      lines: ['November 2026', 'Contacts, 7,220 in all'],
      foot: 'Made 23 Nov 2026',
      span: String,
      coarser: { week: 'By weeks', month: 'By months' },
      others: (count) => `${count} others`,
      rest: 'other',
      number: String,
      percent: String,
      minutes: String,
      change: String,
      now: 'now',
      before: 'before',
    },
  );
  if (spec?.kind !== 'bars') throw new Error('nothing to draw');
  return spec;
}

/** The same bars at the same size, as chart.js draws them when it is asked for no more. */
function bareChart({ bars }: BarChart): Buffer {
  const canvas = createCanvas(900, 1066);
  const chart = new Chart(canvas.getContext('2d') as unknown as ChartItem, {
    type: 'bar',
    data: { labels: bars.map(({ label }) => label), datasets: [{ data: bars.map(({ value }) => value) }] },
    options: { indexAxis: 'y', animation: false, responsive: false, devicePixelRatio: 1 },
  });
  const png = canvas.toBuffer('image/png');
  chart.destroy();
  return png;
}

async function drawing(): Promise<BenchRow> {
  Chart.register(...registerables);
  const spec = pictureSpec();
  const renderer = createRenderer();
  const [ours, bare] = await byTurns(
    30,
    () => renderer.draw(spec),
    async () => bareChart(spec),
  );
  await renderer.close();
  return row('a picture, asked of the thread, beside bare chart.js with the stock encoder', ours, bare, 0.5);
}

/** Groups of a report by client and day: more than a card lists. */
const GROUPS_WANTED = GROUPS_LIMIT;

/** The longest that counting a report of many groups, and writing all of them into a workbook, holds up the thread that answers taps. */
async function holding({ store, seeded }: BenchDatabase): Promise<BenchRow[]> {
  const fields: GroupField[] = ['organization', 'day'];
  const filter: JournalFilter = { ...freshFilter(seeded.now, ZONE), period: { kind: 'all' } };
  const query = { measure: 'activity', filter, fields, reading: { now: seeded.now, zone: ZONE } } as const;
  const renderer = createRenderer();
  let rows = 0;
  const card = async () => {
    const counted = await store.reports.count(EVERYBODY, query);
    const names = await store.reportNames.organizations((counted.levels[0] ?? []).map(({ keys }) => String(keys[0])));
    const nameOf = (_: GroupField, key: GroupKey) => names.get(String(key))?.name ?? String(key);
    flatten(groupRows({ fields, counted, nameOf, sort: 'count' }));
    rows = counted.rows;
  };
  async function* portions(): AsyncGenerator<SheetPortion, void> {
    const ids = new Set<string>();
    let read = 0;
    for await (const leaves of await store.reports.leaves(EVERYBODY, query)) {
      for (const { keys } of leaves) ids.add(String(keys[0]));
      yield { leaves };
      // No workbook has more groups.
      read += leaves.length;
      if (read >= GROUPS_LIMIT) break;
    }
    const all = [...ids];
    for (let from = 0; from < all.length; from += 1000) {
      const entries = await store.reportNames.organizations(all.slice(from, from + 1000));
      yield { field: 'organization', entries: [...entries] };
    }
  }
  const workbook = () => renderer.sheet(sheetPlan(fields, seeded.now), portions());
  const held = async (what: string, step: () => Promise<unknown>): Promise<BenchRow> => {
    const { longest, took } = await holds(step);
    return {
      what: `${what} of ${rows} groups: the longest it holds the event loop`,
      aim: 'at most 20 ms, of 50,000 groups',
      measured: `${ms(longest)} within ${ms(took)}`,
      met: longest <= 20 && rows >= GROUPS_WANTED,
    };
  };
  const measured = [await held('a report', card), await held('a workbook', workbook)];
  await renderer.close();
  return measured;
}

const ROUNDS = 3;

/**
 * The longest that a step holds the event loop, in milliseconds, in the calmest of some rounds: whatever else the machine
 * does is part of each, and a pause of the step's own is in all of them.
 */
async function holds(step: () => Promise<unknown>): Promise<{ longest: number; took: number }> {
  await step();
  let calmest = { longest: Number.POSITIVE_INFINITY, took: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const begun = performance.now();
    await step();
    const took = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 20));
    delay.disable();
    const longest = delay.max / 1e6;
    if (longest < calmest.longest) calmest = { longest, took };
  }
  return calmest;
}

/** The reports with a layout of their own, counted, listed, and made ready to be drawn and written. */
async function layouts({ store, seeded }: BenchDatabase): Promise<BenchRow[]> {
  const user = await store.users.get(seeded.manager(0));
  if (!user) throw new Error('no reader');
  const reader = { kit: { store } as Kit, user, t: texts[user.language], at: seeded.now };
  const rows: BenchRow[] = [];
  for (const view of views) {
    const settings = withView({ ...freshSettings(seeded.now, user.zone), period: { kind: 'year', back: 0 } }, view);
    const { longest, took } = await holds(async () => {
      const outcome = await runReport(reader, { ...settings, period: { kind: 'year', back: 0 } });
      if ('refused' in outcome) throw new Error(outcome.refused);
      await resultCard(reader, { settings, revision: 1 }, outcome, 0);
      sheetOf(reader, outcome.found);
    });
    rows.push({
      what: `a year's report "${reader.t.report.views[view]}": the longest it holds the event loop`,
      aim: 'at most 20 ms',
      measured: `${ms(longest)} within ${ms(took)}`,
      met: longest <= 20,
    });
  }
  return rows;
}

/** A workbook of groups whose words do not matter. */
function sheetPlan(fields: readonly GroupField[], now: Date): SheetSpec {
  const { report } = texts.en;
  const { none, gone, retired } = report;
  return {
    name: 'Bench',
    language: 'en',
    head: ['Bench'],
    table: {
      fields,
      sort: 'count',
      compared: false,
      axis: { now, zone: ZONE },
      words: { group: report.group, total: report.total, columns: report.sheetColumns },
      names: { none, gone, retired, coded: {} },
    },
    beside: { name: 'Picture' },
  };
}

const TAPPERS = 5;
const REPORTS = 20;

/**
 * The time of taps of some users while nothing else happens, and while reports of others are being drawn: each of another
 * month, and all of the same one.
 */
async function taps({ uri, seeded }: BenchDatabase, { size }: BenchContext): Promise<BenchRow[]> {
  const stub = await startTelegramStub();
  const bot = await startBotProcess('../../src/main.js', {
    TELEGRAM_API_ROOT: stub.apiRoot,
    MONGODB_URI: uri,
  });
  let update = 1;
  const from = (id: number) => ({ id, is_bot: false, first_name: 'U', language_code: 'en' });
  const chat = (id: number) => ({ id, type: 'private', first_name: 'U' });
  const say = (user: number, text: string) =>
    bot.deliver({
      update_id: ++update,
      message: {
        message_id: update,
        date: 1_790_000_000,
        chat: chat(user),
        from: from(user),
        text,
        entities: [{ type: 'bot_command', offset: 0, length: text.length }],
      },
    });
  const tap = (user: number, under: number, data: string) =>
    bot.deliver({
      update_id: ++update,
      callback_query: {
        id: String(update),
        from: from(user),
        chat_instance: '1',
        data,
        message: { message_id: under, date: 1_790_000_000, chat: chat(user), text: 'x' },
      },
    });
  const tappers = Array.from({ length: TAPPERS }, (_, index) => seeded.manager(index));
  const readers = Array.from({ length: REPORTS }, (_, index) => seeded.manager(TAPPERS + index));

  /** Everybody taps about twenty times a second until it is over. */
  async function tapping(over: () => boolean): Promise<number[]> {
    const times: number[] = [];
    await Promise.all(
      tappers.map(async (user) => {
        while (!over()) {
          times.push(await tap(user, 7, 'h:help'));
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }),
    );
    return times;
  }
  const forSeconds = (seconds: number) => {
    const until = performance.now() + seconds * 1000;
    return () => performance.now() > until;
  };

  /** Presses the button of a user's newest card that does this. */
  const press = (user: number, what: string) => {
    const { data = [], message = 0 } = stub.keyboard(user) ?? {};
    return tap(user, message, data.flat().find((one) => one.startsWith(what)) ?? '');
  };
  const drawn = () => stub.sent('sendPhoto') + stub.sent('editMessageMedia');

  /** Everybody's report at once, some times; the time of the taps meanwhile. */
  async function tappingBesideReports(): Promise<number[]> {
    const times: number[] = [];
    for (let round = 0; round < Math.max(1, size(5)); round++) {
      for (const user of readers) await say(user, '/report');
      const before = drawn();
      const limit = forSeconds(60);
      const watched = tapping(() => drawn() - before >= REPORTS || limit());
      await Promise.all(readers.map((user) => press(user, 'r:show')));
      times.push(...(await watched));
    }
    return times;
  }
  /** A report every half second, each reader in turn; the time of the taps meanwhile. */
  async function tappingBesideSteadyReports(): Promise<number[]> {
    const seconds = Math.max(2, size(30));
    const watched = tapping(forSeconds(seconds));
    const asked: Promise<unknown>[] = [];
    for (let turn = 0; turn < seconds * 2; turn++) {
      const user = readers[turn % readers.length] ?? 0;
      asked.push(say(user, '/report').then(() => press(user, 'r:show')));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const times = await watched;
    await Promise.all(asked);
    return times;
  }
  const besideThem = (which: string, most: number, busy: readonly number[]): BenchRow => {
    const loaded = quantile(busy, 0.95);
    return {
      what: `p95 of taps while ${which} are counted and drawn, beside idle (${idle.length} and ${busy.length} taps)`,
      aim: `at most ${most} ×`,
      measured: `${ms(loaded)} beside ${ms(calm)}: ${(loaded / calm).toFixed(2)} ×`,
      met: loaded <= most * calm,
    };
  };

  for (const user of [...tappers, ...readers]) await say(user, '/report');
  await tapping(forSeconds(2));
  const idle = await tapping(forSeconds(Math.max(2, size(10))));
  const calm = quantile(idle, 0.95);
  const rows = [
    besideThem('two reports a second', 1.5, await tappingBesideSteadyReports()),
    besideThem(`${REPORTS} reports at once, all of one month,`, 2.5, await tappingBesideReports()),
  ];
  for (const [monthsBack, user] of readers.entries()) {
    await say(user, '/report');
    for (let back = 0; back < monthsBack; back++) await press(user, 'r:shift');
  }
  rows.push(besideThem(`${REPORTS} reports at once, each of another month,`, 2.5, await tappingBesideReports()));
  await bot.stop();
  await stub.close();
  return rows;
}

export const bench: Bench = async (context) => {
  const { database, size, say } = context;
  const sizes = { contacts: size(1_000_000), organizations: size(100_000), managers: Math.max(30, size(100)) };
  const big = await database(sizes);
  say('counting');
  const rows = await counting(big);
  say('holding the event loop');
  rows.push(...(await holding(big)), ...(await layouts(big)));
  say('drawing');
  rows.push(await drawing());
  say('taps beside drawing');
  rows.push(...(await taps(big, context)));
  return rows;
};
