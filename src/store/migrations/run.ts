import { setTimeout as sleep } from 'node:timers/promises';
import type mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { newId } from '../../domain/id.ts';
import { createLeases, type Leases } from '../work/leases.ts';
import type { Migration } from './migration.ts';
import { schemaRows } from './schema-row.ts';
import { createWalk } from './walk.ts';

type Db = mongoose.mongo.Db;

const LEASE = 'migration';
const LEASE_MS = 15_000;
const RENEW_EVERY = 3000;
/** How often an instance that waits looks again, in milliseconds. */
const LOOK_EVERY = 500;

export interface MigrateOptions {
  steps: readonly Migration[];
  /** Told what happens, for the log. */
  log?: ((event: string, details: object) => void) | undefined;
  /** Gives up, with its reason. */
  signal?: AbortSignal | undefined;
}

/** Another instance has taken the migrations over, for this one was not heard of for too long. */
class TakenOver extends Error {}

/**
 * Leads the database through the steps that it has not been through, its version written after each. One instance at a
 * time does it; the others wait until it is done, or take over where its lease ran out. Resolves when the database has
 * the last step's version. Errors: those of a step and of the database; a start tries again where this one was cut off.
 */
export async function migrate(connection: Connection, db: Db, options: MigrateOptions): Promise<void> {
  const { steps, log = () => {}, signal } = options;
  const leases = createLeases(connection);
  const owner = newId();
  let told = false;
  for (;;) {
    signal?.throwIfAborted();
    if ((await versionOf(db)) >= (steps.at(-1)?.version ?? 1)) return;
    if (await leases.take(LEASE, owner, new Date(), LEASE_MS)) {
      try {
        return await asHolder(db, leases, owner, { steps, log, signal });
      } catch (error) {
        if (!(error instanceof TakenOver)) throw error;
      } finally {
        await leases.release(LEASE, owner);
      }
    }
    if (!told) log('migration.waiting', { msg: 'Another instance migrates the database.' });
    told = true;
    await sleep(LOOK_EVERY, undefined, signal ? { signal } : {});
  }
}

/** The version of what is stored. What was there before versions were written is of the first one. */
export const versionOf = async (db: Db): Promise<number> =>
  (await schemaRows(db).findOne({ _id: 'schema' }))?.version ?? 1;

async function asHolder(
  db: Db,
  leases: Leases,
  owner: string,
  {
    steps,
    log,
    signal,
  }: Required<Pick<MigrateOptions, 'steps'>> & {
    log: NonNullable<MigrateOptions['log']>;
    signal: AbortSignal | undefined;
  },
): Promise<void> {
  let lost = false;
  const renewal = setInterval(() => {
    leases.take(LEASE, owner, new Date(), LEASE_MS).then(
      (held) => {
        lost ||= !held;
      },
      // A database that is away now says so to the step itself.
      () => {},
    );
  }, RENEW_EVERY);
  const check = (): void => {
    signal?.throwIfAborted();
    if (lost) throw new TakenOver();
  };
  try {
    for (const step of steps) {
      check();
      if (step.version > (await versionOf(db))) await take(db, step, { check, log });
    }
  } finally {
    clearInterval(renewal);
  }
}

/** Does one step and writes its version. */
async function take(
  db: Db,
  { version, name, run }: Migration,
  { check, log }: { check: () => void; log: (event: string, details: object) => void },
): Promise<void> {
  const began = performance.now();
  log('migration.started', { version, name });
  await run({ db, walk: createWalk({ db, version, check, log }) });
  check();
  await schemaRows(db).updateOne(
    { _id: 'schema' },
    { $max: { version }, $unset: { migrating: true } },
    { upsert: true },
  );
  log('migration.done', { version, name, ms: Math.round(performance.now() - began) });
}
