import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Engine, startEngine } from '../../src/engine/index.ts';
import { identify } from '../../src/engine/process.ts';

/** An empty data directory, with a space in its name, gone when the test is over. */
export function dataDirectory(): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'engine test '));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return path.join(parent, 'data');
}

/** An engine that stops with the test, unless the test has stopped it. */
export async function start(dataDir: string, events: string[] = []): Promise<Engine> {
  const engine = await startEngine({ dataDir, log: (event) => events.push(event) });
  onTestFinished(() => engine.stop());
  return engine;
}

/** A driver's client that is closed with the test. */
export function connect(uri: string): MongoClient {
  const client = new MongoClient(uri);
  onTestFinished(() => client.close());
  return client;
}

/** The numbers that `engine-program.js` inserted, as the engine at `uri` has them. */
export async function storedNumbers(uri: string): Promise<number[]> {
  const rows = await connect(uri)
    .db('journal')
    .collection<{ _id: number }>('contacts')
    .find()
    .sort({ _id: 1 })
    .toArray();
  return rows.map((row) => row._id);
}

const line = z.object({
  uri: z.string().optional(),
  acknowledged: z.number().optional(),
  error: z.string().optional(),
});

export interface Program {
  process: ChildProcess;
  /** The numbers acknowledged so far. */
  acknowledged: number[];
  /** Resolves when so many more inserts are acknowledged. */
  inserts(count: number): Promise<void>;
  error(): string | undefined;
}

/** Runs `engine-program.js` until its engine is up or has refused to start. */
export async function runProgram(dataDir: string, ...options: 'insert'[]): Promise<Program> {
  const file = fileURLToPath(new URL('./program.js', import.meta.url));
  const child = spawn(process.execPath, [file, dataDir, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  let error: string | undefined;
  const lines = createInterface(child.stdout);
  lines.on('line', (text) => {
    const said = line.parse(JSON.parse(text));
    if (said.acknowledged !== undefined) acknowledged.push(said.acknowledged);
    error ??= said.error;
  });
  await once(lines, 'line');
  const program: Program = {
    process: child,
    acknowledged,
    inserts: async (count) => {
      const wanted = acknowledged.length + count;
      while (acknowledged.length < wanted) await once(lines, 'line');
    },
    error: () => error,
  };
  onTestFinished(() => endProgram(program, dataDir));
  return program;
}

/** Kills a program of ours as a power button would, and waits until all it said has been read. */
export async function killProgram(program: Program): Promise<void> {
  const closed = once(program.process, 'close');
  program.process.kill('SIGKILL');
  await closed;
}

/** Kills it unless the test has, and lets its engine end before the files are taken away. */
async function endProgram(program: Program, dataDir: string): Promise<void> {
  if (program.process.signalCode !== null || program.error() !== undefined) return;
  const pid = enginePid(dataDir);
  await killProgram(program);
  await untilGone(pid);
}

/** The process that holds the engine of a data directory. */
export function enginePid(dataDir: string): number {
  const lock = z.object({ engine: z.object({ pid: z.number() }) });
  return lock.parse(JSON.parse(readFileSync(path.join(dataDir, 'engine.lock'), 'utf8'))).engine.pid;
}

/** Waits until there is no such process any more; the test's own time limit says how long. */
export async function untilGone(pid: number): Promise<void> {
  while (identify(pid) !== undefined) await sleep(10);
}
