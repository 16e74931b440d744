/**
 * The database that comes with the program, for where no MONGODB_URI names another: MongoDB's own engine from an npm
 * package, in a child process of ours; a `mongod` where that has no build. Its files are in the data directory, which
 * belongs to one running program at a time.
 */
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../domain/reason.ts';
import { startEmbedded } from './embedded.ts';
import { EngineError } from './error.ts';
import { type DataDirLock, lockDataDir } from './lock.ts';
import { type EngineKind, markEngine, markedEngine } from './marker.ts';
import { findRuntime, type Runtime } from './runtime.ts';
import type { EngineLog } from './supervisor.ts';

export { EngineError } from './error.ts';

export interface Engine {
  /** For the driver. Stays valid when the engine dies and is started again: the driver reconnects by itself. */
  uri: string;
  kind: EngineKind;
  /** Closes the engine, within a few seconds, and gives the data directory free. */
  stop(): Promise<void>;
}

/**
 * Starts the engine over the files in `dataDir`, which is made if need be, and keeps it running until `stop`.
 *
 * A child process and its channel keep this process alive until then. On the first start of an older Linux a newer libc
 * is fetched, some seconds; after that it takes well under a second.
 *
 * @throws EngineError with a plain sentence: the directory cannot be written, another live program uses it, its data
 *   were made by an engine that cannot run here, or no engine can be had
 */
export async function startEngine(options: { dataDir: string; log: EngineLog }): Promise<Engine> {
  const dataDir = prepareDataDir(options.dataDir);
  const lock = await lockOrAdvise(dataDir);
  try {
    const engine = await startOver(dataDir, lock, advising(dataDir, options.log));
    return {
      ...engine,
      stop: async () => {
        await engine.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw isFull(dataDir)
      ? new EngineError(`${fullSentence(dataDir)} Make room and start again.`, { cause: error })
      : error;
  }
}

async function lockOrAdvise(dataDir: string): Promise<DataDirLock> {
  try {
    return await lockDataDir(dataDir);
  } catch (error) {
    if (error instanceof EngineError || !isFull(dataDir)) throw error;
    throw new EngineError(`${fullSentence(dataDir)} Make room and start again.`, { cause: error });
  }
}

/** Less than this and the engine's next write may fail, in bytes. */
const LEAST_ROOM = 1024 * 1024;
const fullSentence = (dataDir: string): string => `The disk that holds ${dataDir} is full.`;

function isFull(dataDir: string): boolean {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < LEAST_ROOM;
}

/** Says with the news of an engine that died what the operator can do about it, where that is known. */
function advising(dataDir: string, log: EngineLog): EngineLog {
  return (event, details) => {
    const died = event === 'engine.died' || event === 'engine.restart-failed';
    if (!died || !isFull(dataDir)) return log(event, details);
    const advice = `${fullSentence(dataDir)} Make room: the program goes on by itself, with everything that was saved.`;
    log(event, { ...details, advice });
  };
}

async function startOver(dataDir: string, lock: DataDirLock, log: EngineLog): Promise<Engine> {
  const marked = markedEngine(dataDir);
  const runtime = await findRuntime(log);
  const kind = chooseEngine(dataDir, marked, runtime);
  const directory = path.join(dataDir, kind);
  if (marked === undefined) markEngine(dataDir, kind, new Date());
  mkdirSync(directory, { recursive: true, mode: 0o700 });

  const startedAt = Date.now();
  log('engine.starting', { kind, directory });
  if (!runtime.usable) log('engine.embedded-not-possible', { reason: runtime.reason });
  const { uri, stop } =
    kind === 'embedded-mongodb' && runtime.usable
      ? await startEmbedded({ directory, runtime, lock, log })
      : await (await import('./mongod.ts')).startMongod({ directory, lock, log });
  log('engine.ready', { kind, milliseconds: Date.now() - startedAt });
  return { uri, kind, stop };
}

/** The engine that made the data; where there are none yet, the embedded one if it can run here. */
function chooseEngine(dataDir: string, marked: string | undefined, runtime: Runtime): EngineKind {
  const possible: EngineKind = runtime.usable ? 'embedded-mongodb' : 'mongod';
  if (marked === undefined || marked === possible) return possible;
  // A machine that has since become able to run the embedded engine goes on with the mongod it started with.
  if (marked === 'mongod' && existsSync(path.join(dataDir, 'mongod'))) return 'mongod';
  const why = runtime.usable ? '' : ` (the embedded one cannot: ${runtime.reason})`;
  throw new EngineError(
    `The data in ${dataDir} were made by the engine "${marked}", and this machine would run "${possible}"${why}, which ` +
      'cannot read them. Move them by "npm run backup" and "npm run restore", or set DATA_DIR to another folder.',
  );
}

/** Makes the directory and gives its one true path, so that two ways of writing it are one lock. */
function prepareDataDir(dataDir: string): string {
  const resolved = path.resolve(dataDir);
  try {
    mkdirSync(resolved, { recursive: true, mode: 0o700 });
    accessSync(resolved, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(resolved);
  } catch (error) {
    throw new EngineError(
      `The data directory ${resolved} cannot be used: ${reasonOf(error)}. Set DATA_DIR to a folder this user can write.`,
      { cause: error },
    );
  }
}
