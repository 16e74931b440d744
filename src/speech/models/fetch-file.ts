import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { retryDelay } from '../../domain/retry.ts';

export interface FetchOptions {
  signal?: AbortSignal;
  /** Told how far it is, in bytes; the total where the server says it. */
  progress?: (done: number, total: number | undefined) => void;
  /** How often it goes on after it broke off. */
  tries?: number;
  /** How long to wait before that, in milliseconds, after so many failures. */
  delay?: (failures: number) => number;
  /** Nothing that is fetched is larger, in bytes. */
  limit?: number;
}

/** What will not be better for trying again: the server refuses, or sends something else than a file of this size. */
export class FetchRefused extends Error {
  override name = 'FetchRefused';
}

const LIMIT = 2 * 1024 ** 3;
/** A server that is silent for so long is gone; in milliseconds. */
const SILENCE = 60_000;

/**
 * Fetches a file by way of `FILE.part`, going on from there after it broke off, also at the next call: what the server says is the
 * same file (its ETag) is not fetched twice. Returns the SHA-256 of the whole. Errors: `FetchRefused`, and the network's after the
 * last try; the part stays then.
 */
export async function fetchFile(url: string, to: string, options: FetchOptions = {}): Promise<string> {
  const { signal, tries = 5, delay = retryDelay } = options;
  for (let failures = 0; ; failures++) {
    try {
      await goOn(url, to, options);
      break;
    } catch (error) {
      if (signal?.aborted || error instanceof FetchRefused || failures + 1 >= tries) throw error;
      await sleep(delay(failures), undefined, signal ? { signal } : {});
    }
  }
  const sum = await checksumOf(`${to}.part`);
  await rename(`${to}.part`, to);
  await rm(`${to}.etag`, { force: true });
  return sum;
}

async function goOn(url: string, to: string, { signal, progress, limit = LIMIT }: FetchOptions): Promise<void> {
  const part = `${to}.part`;
  const etag = await readFile(`${to}.etag`, 'utf8').catch(() => undefined);
  const have = etag === undefined ? 0 : await sizeOf(part);
  const quiet = new AbortController();
  const response = await fetch(url, {
    headers: have > 0 && etag ? { range: `bytes=${have}-`, 'if-range': etag } : {},
    signal: AbortSignal.any([quiet.signal, ...(signal ? [signal] : [])]),
  });
  const from = startOf(response, have);
  const total = from === undefined ? undefined : totalOf(response, from);
  if (from === undefined || !response.body) throw await refusal(response, url, to);
  const now = response.headers.get('etag');
  // A weak tag, or none, does not say that the rest belongs to what is there.
  if (now && !now.startsWith('W/')) await writeFile(`${to}.etag`, now);
  else await rm(`${to}.etag`, { force: true });
  const tooLarge = () => new FetchRefused(`${nameOf(url)} is larger than ${limit} bytes`);
  if (total !== undefined && total > limit) throw tooLarge();

  let done = from;
  let silence: NodeJS.Timeout | undefined;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => quiet.abort(new Error('the server is silent')), SILENCE);
  };
  const file = await open(part, from > 0 ? 'r+' : 'w');
  try {
    listen();
    for await (const chunk of response.body) {
      listen();
      if (done + chunk.length > limit) throw tooLarge();
      // Written before it is counted: what is there when it breaks off is what was told.
      await file.write(chunk, 0, chunk.length, done);
      done += chunk.length;
      progress?.(done, total);
    }
  } finally {
    clearTimeout(silence);
    await file.close();
  }
  if (total !== undefined && done !== total)
    throw new Error(`${nameOf(url)} broke off after ${done} of ${total} bytes`);
}

/** Where what the server sends begins; undefined: it sends nothing that could be used. */
function startOf({ status, headers }: Response, have: number): number | undefined {
  if (status === 200) return 0;
  const [, from] = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '') ?? [];
  return status === 206 && Number(from) === have ? have : undefined;
}

function totalOf({ headers }: Response, from: number): number | undefined {
  const length = headers.get('content-length');
  // Of a compressed answer the length is that of what is sent, not of what comes out.
  return length === null || headers.get('content-encoding') ? undefined : from + Number(length);
}

async function refusal(response: Response, url: string, to: string): Promise<Error> {
  await response.body?.cancel().catch(() => {});
  const { status } = response;
  // What is there belongs to nothing any more: the next try starts over.
  if (status === 416 || status === 206) {
    await rm(`${to}.part`, { force: true });
    await rm(`${to}.etag`, { force: true });
    return new Error(`${nameOf(url)}: the server does not go on from where it broke off`);
  }
  const words = `${nameOf(url)}: the server answered ${status}`;
  return status >= 500 || status === 429 ? new Error(words) : new FetchRefused(words);
}

const nameOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? url;

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

/** The SHA-256 of a file, in hex. */
export async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
