import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { EngineError } from './error.ts';

/** The engines that keep data in a folder of ours. Their files differ: one cannot read the other's. */
export type EngineKind = 'embedded-mongodb' | 'mongod';

const marker = z.object({ engine: z.string(), made: z.string() });

/**
 * Which engine made the data in `dataDir`; `undefined` where there are none yet.
 *
 * @throws EngineError if the marker cannot be read: guessing could put new data beside the old
 */
export function markedEngine(dataDir: string): string | undefined {
  const file = markerFile(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new EngineError(`${file}, which names the engine of the data beside it, cannot be read.`, { cause: error });
  }
  try {
    return marker.parse(JSON.parse(text)).engine;
  } catch (error) {
    throw new EngineError(
      `${file} is damaged: it should hold {"engine": "embedded-mongodb" or "mongod", "made": a date}.`,
      { cause: error },
    );
  }
}

/** Writes the marker, before the engine makes its first file. */
export function markEngine(dataDir: string, engine: EngineKind, now: Date): void {
  const file = markerFile(dataDir);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ engine, made: now.toISOString() })}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function markerFile(dataDir: string): string {
  return path.join(dataDir, 'engine.json');
}
