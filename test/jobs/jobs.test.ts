import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createJobs, type JobKind } from '../../src/jobs/index.ts';
import type { Job, Store } from '../../src/store/index.ts';
import type { JobRow } from '../../src/store/work/jobs.ts';
import type { TestDatabase } from '../harness/mongo.ts';
import { withStore } from '../harness/store.ts';

let db: TestDatabase;
let store: Store;
withStore((opened, database) => {
  store = opened;
  db = database;
});

interface Item {
  _id: number;
  tries: number;
}
const items = () => store.connection.collection<Item>('items');
let clock = new Date('2026-11-23T09:00:00Z');
let told: Job[] = [];
let logged: string[] = [];
let levels: string[] = [];
beforeEach(async () => {
  await items().deleteMany({});
  await store.connection.collection('jobs').deleteMany({});
  told = [];
  logged = [];
  levels = [];
  clock = new Date('2026-11-23T09:00:00Z');
});

const TOTAL = 60;
const count: JobKind = {
  kind: 'count',
  async run(job, step) {
    const total = Number(job.params.total);
    for (let at = Number(job.cursor ?? 0); at < total; at += 5) {
      for (let n = at; n < at + 5; n++) await items().updateOne({ _id: n }, { $inc: { tries: 1 } }, { upsert: true });
      await step({ cursor: at + 5, done: at + 5, total, counts: { counted: at + 5 } });
    }
  },
};
const runner = (kinds: JobKind[], now = () => clock, notify = async (job: Job): Promise<void> => void told.push(job)) =>
  createJobs({
    store,
    kinds,
    now,
    log(level, event) {
      logged.push(event);
      levels.push(level);
    },
    notify,
    tickMs: 50,
    renewMs: 20,
  });
const add = (id: string, kind = 'count') => store.jobs.add({ id, kind, by: 7, params: { total: TOTAL } }, clock);
const tries = async () => (await items().find().sort({ _id: 1 }).toArray()).map((item) => item.tries);
const ended = async (id: string): Promise<Job> => {
  for (;;) {
    const row = await store.connection.collection<{ _id: string; due: Date | null }>('jobs').findOne({ _id: id });
    const job = await store.jobs.get(id);
    if (row?.due === null && job) return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('jobs', () => {
  it('starts one at once when it is added here, does each item once and tells the end', async () => {
    const jobs = runner([count]);
    jobs.start();
    await add('one');
    await add('one');
    expect(await ended('one')).toMatchObject({ outcome: 'done', progress: { done: TOTAL, total: TOTAL } });
    expect(await tries()).toEqual(Array(TOTAL).fill(1));
    expect(told.filter(({ outcome }) => outcome !== undefined)).toHaveLength(1);
    expect(told.at(-1)?.progress.counts).toEqual({ counted: TOTAL });
    await jobs.stop();
  });

  it('leaves a job in the middle when the program ends, and the next one goes on', async () => {
    const first = runner([
      {
        kind: 'count',
        run: (job, step) =>
          count.run(job, async (at) => {
            await step(at);
            if (at.done === 20) void first.stop();
          }),
      },
    ]);
    first.start();
    await add('two');
    while ((await store.jobs.get('two'))?.progress.done !== 20) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.stop();
    const second = runner([count]);
    second.start();
    await ended('two');
    expect(logged).not.toContain('job.failed');
    expect((await tries()).length).toBe(TOTAL);
    // What was begun after the last step is done again, no more.
    expect((await tries()).filter((n) => n > 1).length).toBeLessThanOrEqual(5);
    await second.stop();
  });

  it('goes on elsewhere after kill -9, from the last step', async () => {
    await add('three');
    const file = fileURLToPath(new URL('./job-program.js', import.meta.url));
    const child = spawn(process.execPath, [file, db.uri], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    for await (const line of createInterface(child.stdout)) if (line === '33') break;
    child.kill('SIGKILL');
    await closed;
    const left = await store.jobs.get('three');
    expect(left?.outcome).toBeUndefined();
    expect(left?.progress.done).toBeGreaterThanOrEqual(30);

    // Its lease stands until it has run out by everybody's clock.
    clock = new Date(Date.now() + 60_000);
    const jobs = runner([count]);
    jobs.start();
    expect(await ended('three')).toMatchObject({ outcome: 'done' });
    const done = await tries();
    expect(done).toHaveLength(TOTAL);
    expect(done.filter((n) => n > 1).length).toBeLessThanOrEqual(5);
    await jobs.stop();
  });

  it('never runs one job twice at a time', async () => {
    const both = [runner([count]), runner([count])];
    for (const jobs of both) jobs.start();
    await Promise.all(['a', 'b', 'c'].map((id) => add(id)));
    await Promise.all(['a', 'b', 'c'].map((id) => ended(id)));
    expect(await tries()).toEqual(Array(TOTAL).fill(3));
    for (const jobs of both) await jobs.stop();
  });

  it('keeps a job that takes longer than its lease, in a step and while its end is told', async () => {
    let release = () => {};
    const hold = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    let runs = 0;
    const slow: JobKind = {
      kind: 'slow',
      async run() {
        runs += 1;
        await hold();
      },
    };
    const tell = async (job: Job) => {
      told.push(job);
      await hold();
    };
    const both = [runner([slow], undefined, tell), runner([slow], undefined, tell)];
    for (const jobs of both) jobs.start();
    const until = async () =>
      (await store.connection.collection<JobRow>('jobs').findOne({ _id: 'long' }))?.lease?.until.getTime() ?? 0;
    /** Two leases go by, two thirds of one at a time, the next when it has been prolonged. */
    const outlive = async () => {
      for (let n = 0; n < 3; n++) {
        clock = new Date(clock.getTime() + 20_000);
        await expect.poll(until).toBe(clock.getTime() + 30_000);
      }
    };
    await add('long', 'slow');
    await expect.poll(() => runs).toBe(1);
    await outlive();
    release();
    await expect.poll(() => told.length).toBe(1);
    await outlive();
    release();
    expect(await ended('long')).toMatchObject({ outcome: 'done' });
    expect([runs, told.length]).toEqual([1, 1]);
    for (const jobs of both) await jobs.stop();
  });

  it('tries a faulty one again after a while, gives up in the end, and goes on when it is wanted again', async () => {
    let broken = true;
    const bad: JobKind = {
      kind: 'bad',
      async run(job, step) {
        if (job.cursor === undefined) await step({ cursor: 'half way' });
        if (broken) throw new Error('no luck');
        await step({ counts: { [String(job.cursor)]: 1 } });
      },
    };
    const jobs = runner([bad], () => {
      clock = new Date(clock.getTime() + 700_000);
      return clock;
    });
    jobs.start();
    await add('bad', 'bad');
    expect(await ended('bad')).toMatchObject({ outcome: 'failed', reason: 'no luck' });
    expect(logged.filter((event) => event === 'job.failed').length).toBe(8);
    expect(told.at(-1)).toMatchObject({ outcome: 'failed' });
    broken = false;
    await add('bad', 'bad');
    const done = await ended('bad');
    expect(done).toMatchObject({ outcome: 'done', progress: { counts: { 'half way': 1 } } });
    expect(done.reason).toBeUndefined();
    await jobs.stop();
  });

  it('that meets a database that is away is tried again, and is no fault', async () => {
    let away = true;
    const jobs = runner([
      {
        kind: 'cut',
        async run() {
          if (away) throw new mongoose.mongo.MongoNetworkError('connection closed');
        },
      },
    ]);
    await add('cut', 'cut');
    jobs.start();
    await expect.poll(() => logged).toContain('job.failed');
    expect(levels).not.toContain('error');
    away = false;
    clock = new Date('2026-11-23T09:01:00Z');
    await expect.poll(() => logged).toContain('job.ended');
    await jobs.stop();
  });

  it('is stopped by its user and nobody else', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const jobs = runner([
      {
        kind: 'slow',
        async run(_job, step) {
          await step({ done: 1, total: 2 });
          await held;
          await step({ done: 2, total: 2 });
        },
      },
    ]);
    jobs.start();
    await add('slow', 'slow');
    while ((await store.jobs.get('slow'))?.progress.done !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await store.jobs.stop('slow', 8, clock)).toBe(false);
    expect(await store.jobs.stop('slow', 7, clock)).toBe(true);
    release();
    expect(await ended('slow')).toMatchObject({ outcome: 'stopped', progress: { done: 1 } });
    expect(await store.jobs.stop('slow', 7, clock)).toBe(false);
    await jobs.stop();
  });
});
