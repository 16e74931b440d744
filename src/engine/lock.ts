import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { EngineError } from './error.ts';
import { endProcess, identify, isRunning } from './process.ts';

const processId = z.object({ pid: z.number().int().positive(), stamp: z.string() });
const claimFile = z.object({ program: processId, engine: processId.optional(), runDir: z.string().optional() });
type Claim = z.infer<typeof claimFile>;

/** Our claim on a data directory, for as long as this program runs. */
export interface DataDirLock {
  /** Where this program keeps the engine's socket; a later start removes it if this one cannot. */
  usesRunDir(runDir: string): void;
  /** Notes the engine's process, so that the next start can end it should it be left behind. */
  engineStarted(pid: number): void;
  release(): void;
}

/**
 * Claims `dataDir` for this program, ending an engine that a dead program left behind.
 *
 * The claim is what makes a refusal readable. That two engines never open the same files is the engine's own doing: it
 * locks them, and a lock of the operating system goes with its process.
 *
 * @throws EngineError naming the pid when another live program holds the claim
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const file = path.join(dataDir, 'engine.lock');
  const us = identify(process.pid);
  if (us === undefined) throw new EngineError('The system does not tell about running processes (is /proc mounted?).');
  const claim: Claim = { program: us };

  while (!publish(file, claim)) {
    const found = readClaim(file);
    if (found !== undefined && isRunning(found.program)) {
      const holder = found.program.pid === process.pid ? 'by this very program' : `by process ${found.program.pid}`;
      throw new EngineError(
        `The data directory ${dataDir} is in use ${holder}. Stop it first, or set DATA_DIR to another folder.`,
      );
    }
    if (found !== undefined) await cleanUpAfter(found);
    rmSync(file, { force: true });
  }

  const update = (change: Partial<Claim>): void => {
    Object.assign(claim, change);
    replace(file, claim);
  };
  return {
    usesRunDir: (runDir) => update({ runDir }),
    engineStarted: (pid) => {
      const engine = identify(pid);
      if (engine !== undefined) update({ engine });
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Puts the claim in place whole or not at all; false if there is one already. */
function publish(file: string, claim: Claim): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, claim: Claim): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600 });
  renameSync(draft, file);
}

function readClaim(file: string): Claim | undefined {
  try {
    return claimFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined; // Unreadable or just gone: no one's.
  }
}

async function cleanUpAfter(claim: Claim): Promise<void> {
  if (claim.engine !== undefined) await endProcess(claim.engine);
  // Only ever a folder of the kind we make: a claim edited by hand must not make us delete anything else.
  if (claim.runDir !== undefined && path.basename(claim.runDir).startsWith(runDirPrefix)) {
    rmSync(claim.runDir, { recursive: true, force: true });
  }
}

/** Start of the name of the private folders that hold an engine's socket. */
export const runDirPrefix = 'sloop-';
