import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtUrl } from '../built.ts';
import type { ChildMessage } from './child.ts';
import { EngineError } from './error.ts';
import { type DataDirLock, runDirPrefix } from './lock.ts';
import { uriOptions } from './options.ts';
import { choosePlansByTrial } from './planner.ts';
import type { Runtime } from './runtime.ts';
import { type EngineLog, type EngineProcess, type Launch, supervise } from './supervisor.ts';

/** What a running engine is to its starter. */
export interface RunningEngine {
  uri: string;
  /** The unix socket it listens on; stays the same when the engine is started again. */
  socketPath: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where the engine keeps its files. */
  directory: string;
  runtime: Extract<Runtime, { usable: true }>;
  lock: DataDirLock;
  log: EngineLog;
}

/** A close that takes longer than this is cut short; the child has a shorter limit of its own. */
const stopLimit = 5000;
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;
/** What the engine's package adds to its temporary folder. */
const packageSuffix = '/embedded-mongodb-XXXXXX/mongodb.sock';

/**
 * Runs MongoDB's engine in a child process, under supervision, reached through a unix socket that only this user can
 * open. The package chooses a new socket path at each start, so the driver is given a link that follows it.
 */
export async function startEmbedded({ directory, runtime, lock, log }: EmbeddedOptions): Promise<RunningEngine> {
  const runDir = makeRunDir();
  lock.usesRunDir(runDir);
  // The driver takes a host for a socket by this ending.
  const socketPath = path.join(runDir, 'mongodb.sock');

  const launch: Launch = async (signal) => {
    clearRunDir(runDir);
    const child = forkChild(directory, runDir, runtime);
    try {
      if (child.pid !== undefined) lock.engineStarted(child.pid);
      const started = await untilReady(child, signal);
      await choosePlansByTrial(started.socket, log);
      point(socketPath, started.socket);
      return started.process;
    } catch (error) {
      // Left alone, it would keep the files from the next one.
      child.kill('SIGKILL');
      throw error;
    }
  };
  try {
    const supervised = await supervise(launch, log);
    return {
      uri: `mongodb://${encodeURIComponent(socketPath)}/?${uriOptions}`,
      socketPath,
      stop: async () => {
        await supervised.stop();
        rmSync(runDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(runDir, { recursive: true, force: true });
    throw error;
  }
}

/** A new folder that only this user can enter (mkdtemp makes it 0700), with a path short enough for a socket in it. */
function makeRunDir(): string {
  const length = path.join(tmpdir(), `${runDirPrefix}XXXXXX`).length + packageSuffix.length;
  const base = length <= longestSocketPath ? tmpdir() : '/tmp';
  return mkdtempSync(path.join(base, runDirPrefix));
}

/** Removes what killed engines left. The link goes too: it must not lead to a socket no one listens on. */
function clearRunDir(runDir: string): void {
  for (const name of readdirSync(runDir)) rmSync(path.join(runDir, name), { recursive: true, force: true });
}

function point(link: string, target: string): void {
  symlinkSync(target, `${link}.new`);
  renameSync(`${link}.new`, link);
}

function forkChild(directory: string, runDir: string, runtime: EmbeddedOptions['runtime']): ChildProcess {
  return fork(fileURLToPath(builtUrl(import.meta.url, './child.js')), [directory], {
    execPath: runtime.execPath,
    execArgv: runtime.execArgv,
    // What is meant for the bot's own Node (a debugger's port, a loader of the test runner) must not reach the child.
    env: { ...process.env, TMPDIR: runDir, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** Waits for the child's one message, or its end. */
async function untilReady(
  child: ChildProcess,
  signal: AbortSignal,
): Promise<{ process: EngineProcess; socket: string }> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const abandon = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', abandon, { once: true });
  try {
    if (signal.aborted) abandon();
    const message = await Promise.race([firstMessage(child), exited.then(() => undefined)]);
    if (message !== undefined && 'ready' in message && child.pid !== undefined) {
      const stop = (): Promise<void> => stopChild(child, exited);
      return { process: { pid: child.pid, exited, stop }, socket: message.ready };
    }
    await exited;
    throw failure(message !== undefined && 'failed' in message ? message.failed : complaint.trim());
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}

async function firstMessage(child: ChildProcess): Promise<ChildMessage> {
  const [message]: ChildMessage[] = await once(child, 'message');
  return message ?? { failed: 'it said nothing' };
}

function failure(reason: string): EngineError {
  if (reason.includes('DBPathInUse')) {
    return new EngineError(`Another program has the database files open: ${reason}`);
  }
  return new EngineError(`The database engine did not start: ${reason || 'it ended without a word'}`);
}

async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.connected) child.send('stop', () => {});
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  await exited;
  clearTimeout(limit);
}
