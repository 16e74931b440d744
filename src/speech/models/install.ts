import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { OfferedModel } from './catalog.ts';
import { checksumOf, type FetchOptions, fetchFile } from './fetch-file.ts';
import { DESCRIPTION } from './model.ts';

/** The sums of what was fetched first, by address; they stay when a model is taken away. */
const SUMS = 'sums.json';
const sumsSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

export interface InstallOptions extends Omit<FetchOptions, 'progress'> {
  /** Told of each file as it comes, and of its sum once it is there. */
  report?: (
    file: string,
    state: { done: number; total: number | undefined } | { sum: string; isFirst: boolean },
  ) => void;
}

/** A file is not the one that was fetched first. */
export class SumDiffers extends Error {
  override name = 'SumDiffers';
}

/**
 * Fetches the files of a model into a folder of its own under `dir`, each under its name once it is whole, and describes it when all
 * are there. A file whose sum is not that of the first download is refused. Errors: `SumDiffers`, `FetchRefused`, the network's.
 */
export async function installModel(
  { id, model, base }: OfferedModel,
  dir: string,
  { report, ...options }: InstallOptions = {},
): Promise<string> {
  const folder = path.join(dir, id);
  await mkdir(folder, { recursive: true });
  const sums = await readSums(dir);
  for (const name of Object.values(model.files).filter((one) => one !== undefined)) {
    const url = new URL(name, base).href;
    const file = path.join(folder, name);
    const known = sums[url];
    const there = await checksumOf(file).catch(() => undefined);
    if (known !== undefined && there === known) continue;
    const fetched = await fetchFile(url, `${file}.new`, {
      ...options,
      progress: (done, total) => report?.(name, { done, total }),
    });
    await keep({ dir, sums, url, name, fetched }, file);
    report?.(name, { sum: fetched, isFirst: known === undefined });
  }
  await writeFile(path.join(folder, DESCRIPTION), `${JSON.stringify(model, null, 2)}\n`);
  return folder;
}

interface Fetched {
  dir: string;
  sums: Record<string, string>;
  url: string;
  name: string;
  fetched: string;
}

async function keep({ dir, sums, url, name, fetched }: Fetched, file: string): Promise<void> {
  const known = sums[url];
  if (known !== undefined && known !== fetched) {
    await rm(`${file}.new`, { force: true });
    throw new SumDiffers(
      `${name} is not the file that was fetched first: its SHA-256 is ${fetched}, that of the first download was ${known}. ` +
        `Nothing was changed. If its publisher has replaced it, take its line out of ${path.join(dir, SUMS)} and fetch again.`,
    );
  }
  // The sum is noted before the file has its name: a file under its name always has one.
  sums[url] = fetched;
  await writeFile(path.join(dir, SUMS), `${JSON.stringify(sums, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

async function readSums(dir: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(dir, SUMS), 'utf8').catch(() => '{}');
  return sumsSchema.parse(JSON.parse(text));
}
