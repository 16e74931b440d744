import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { reasonOf } from '../domain/reason.ts';
import { EngineError } from './error.ts';

const run = promisify(execFile);

/** A newer C library kept beside the system's own, which stays as it is. */
export interface PrivateLibc {
  loader: string;
  directory: string;
}

const loaders: Record<string, string> = { x64: 'ld-linux-x86-64.so.2', arm64: 'ld-linux-aarch64.so.1' };
const triplets: Record<string, string> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/** Releases whose libc is too old, and the release of the same distribution to take a newer one from. */
const newerRelease: Record<string, string> = {
  bullseye: 'trixie',
  bookworm: 'trixie',
  oldoldstable: 'trixie',
  oldstable: 'trixie',
  focal: 'noble',
  jammy: 'noble',
};

/** The private libc got by an earlier start, if any. */
export function cachedLibc(): PrivateLibc | undefined {
  const libc = libcIn(cacheFolder());
  return existsSync(libc.loader) ? libc : undefined;
}

/**
 * Gets a newer libc through apt, from the mirror this machine already uses, into the user's cache folder.
 *
 * Needs no root: apt works on folders of its own here, and packages are only unpacked, never installed. Two programs
 * may do it at once: each works in its own folder, the first rename wins.
 *
 * @throws EngineError saying why it cannot be had
 */
export async function fetchLibc(): Promise<PrivateLibc> {
  const target = cacheFolder();
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const work = await mkdtemp(`${target}.`);
  try {
    const source = await newerSource();
    const apt = await prepareApt(work, source.line);
    await tool('apt-get', [...apt, '-q', 'update'], work);
    await tool('apt-get', [...apt, '-q', 'download', `libc6/${source.release}`], work);
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new EngineError('apt-get downloaded no libc6 package.');
    await tool('dpkg', ['-x', archive, 'libc'], work);
    const unpacked = path.join(work, 'libc');
    // A cache on a noexec file system, or a loader this Node cannot live with, shows here and not at every start.
    await tool(libcIn(unpacked).loader, [...loaderArguments(libcIn(unpacked)), process.execPath, '--version'], work);
    await rename(unpacked, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
    return libcIn(target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What goes between the loader and the program it is to run. Folders it does not find a library in, it looks up as usual. */
export function loaderArguments(libc: PrivateLibc): string[] {
  return ['--library-path', libc.directory];
}

function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(base, 'sloop', `glibc-${process.arch}`);
}

function libcIn(root: string): PrivateLibc {
  const directory = path.join(root, 'usr/lib', triplets[process.arch] ?? process.arch);
  return { loader: path.join(directory, loaders[process.arch] ?? 'ld.so'), directory };
}

/**
 * A source line for the newer release on the mirror that apt is configured with here, proxies and keys included. Asked
 * by what an update would fetch: that needs no package lists, which container images come without.
 */
async function newerSource(): Promise<{ line: string; release: string }> {
  const uris = await tool('apt-get', ['--print-uris', 'update'], '/');
  for (const [, mirror, release = ''] of uris.matchAll(/^'(.+)\/dists\/([^/]+)\/InRelease'/gm)) {
    const newer = newerRelease[release];
    if (newer === undefined) continue;
    const family = newer === 'noble' ? 'ubuntu' : 'debian';
    const keyring = `/usr/share/keyrings/${family}-archive-keyring.gpg`;
    const options = existsSync(keyring) ? `[signed-by=${keyring}] ` : '';
    return { line: `deb ${options}${mirror} ${newer} main\n`, release: newer };
  }
  throw new EngineError('apt knows no Debian or Ubuntu release here that a newer libc could be taken from.');
}

/** Options that make apt use lists, caches and sources in `work` only. */
async function prepareApt(work: string, sourceLine: string): Promise<string[]> {
  const at = (name: string): string => path.join(work, name);
  for (const name of ['lists/partial', 'cache/archives/partial', 'parts']) await mkdir(at(name), { recursive: true });
  await writeFile(at('sources.list'), sourceLine);
  const options = {
    'Dir::Etc::sourcelist': at('sources.list'),
    'Dir::Etc::sourceparts': at('parts'),
    'Dir::State::lists': at('lists'),
    'Dir::Cache': at('cache'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '20',
    'APT::Default-Release': '',
    // As root, apt would download as the user _apt, who may not enter our folder.
    'APT::Sandbox::User': '',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

async function tool(command: string, args: string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      cwd,
      timeout: 180_000,
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new EngineError(`there is no ${path.basename(command)} on this machine.`, { cause: error });
    }
    throw new EngineError(`${path.basename(command)} failed: ${reasonOf(error).trim()}`, { cause: error });
  }
}
