import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfferedModel } from '../../src/speech/models/catalog.ts';
import { FetchRefused, fetchFile } from '../../src/speech/models/fetch-file.ts';
import { installModel, SumDiffers } from '../../src/speech/models/install.ts';
import { installedModels } from '../../src/speech/models/installed.ts';

const whole = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let dir: string;
let base: string;
let ranges: (string | undefined)[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  ranges.push(request.headers.range);
  answer(request, response);
});

/** Breaks off the answers under way. */
const breakOff = () => server.closeAllConnections();

/** A server that keeps its files as real ones do: with a tag, and with ranges. What is after `stalls` never comes. */
function serves(bytes: Buffer, { etag = '"one"', stalls = Number.POSITIVE_INFINITY } = {}): typeof answer {
  return ({ headers }, response) => {
    const [, asked] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
    const from = asked !== undefined && headers['if-range'] === etag ? Number(asked) : 0;
    if (asked !== undefined && from >= bytes.length) return void response.writeHead(416).end();
    response.writeHead(asked !== undefined && from > 0 ? 206 : 200, {
      etag,
      'content-length': bytes.length - from,
      ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (stalls >= bytes.length) response.end(bytes.subarray(from));
    else response.write(bytes.subarray(from, stalls));
  };
}

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/models/`;
});
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'sloop-models-'));
  ranges = [];
  answer = serves(whole);
  return () => rm(dir, { recursive: true, force: true });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const now = () => 0;
const fetched = (options: object = {}) =>
  fetchFile(`${base}a.onnx`, path.join(dir, 'a.onnx'), { delay: now, ...options });
/** Breaks off when so much has come. */
const breakingAt = (bytes: number) => (done: number) => {
  if (done === bytes) breakOff();
};
const there = () => readFile(path.join(dir, 'a.onnx'));

describe('the download of a file', () => {
  it('puts it in its place once it is whole, and tells its sum', async () => {
    const seen: number[] = [];
    expect(await fetched({ progress: (done: number) => seen.push(done) })).toBe(sha(whole));
    expect((await there()).equals(whole)).toBe(true);
    expect(seen.at(-1)).toBe(whole.length);
    await expect(stat(path.join(dir, 'a.onnx.part'))).rejects.toThrow();
  });

  it('goes on where it broke off', async () => {
    const stalling = serves(whole, { stalls: 100_000 });
    answer = (...given) => (ranges.length === 1 ? stalling(...given) : serves(whole)(...given));
    expect(await fetched({ progress: breakingAt(100_000) })).toBe(sha(whole));
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  it('goes on at the next call, after its tries are used up', async () => {
    answer = serves(whole, { stalls: 100_000 });
    await expect(fetched({ tries: 1, progress: breakingAt(100_000) })).rejects.toThrow();
    await expect(there()).rejects.toThrow();
    answer = serves(whole);
    expect(await fetched()).toBe(sha(whole));
    expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  it('starts over where the file is another one meanwhile, or the server knows no ranges', async () => {
    answer = serves(whole, { stalls: 100_000 });
    await expect(fetched({ tries: 1, progress: breakingAt(100_000) })).rejects.toThrow();
    const other = Buffer.from(whole).fill(7, 0, 1000);
    answer = serves(other, { etag: '"two"' });
    expect(await fetched()).toBe(sha(other));
  });

  it('starts over where what is there is more than the server has', async () => {
    await writeFile(path.join(dir, 'a.onnx.part'), Buffer.concat([whole, whole]));
    await writeFile(path.join(dir, 'a.onnx.etag'), '"one"');
    expect(await fetched()).toBe(sha(whole));
  });

  it('refuses at once what the server refuses, and what is larger than it may be', async () => {
    answer = (_request, response) => void response.writeHead(404).end();
    await expect(fetched()).rejects.toBeInstanceOf(FetchRefused);
    expect(ranges).toHaveLength(1);
    answer = serves(whole);
    await expect(fetched({ limit: 1000 })).rejects.toBeInstanceOf(FetchRefused);
    // One that does not say how large it is.
    answer = (_request, response) => void response.write(whole, () => response.end(whole));
    await expect(fetched({ limit: whole.length })).rejects.toBeInstanceOf(FetchRefused);
  });

  it('tries again what may pass', async () => {
    answer = (...given) => {
      if (ranges.length < 3) given[1].writeHead(503).end();
      else serves(whole)(...given);
    };
    expect(await fetched()).toBe(sha(whole));
  });
});

describe('a model', () => {
  const offered = (): OfferedModel => ({
    id: 'tiny',
    language: 'ru',
    model: { name: 'Tiny', languages: ['ru'], kind: 'nemo_ctc', files: { model: 'model.onnx', tokens: 'tokens.txt' } },
    licence: 'MIT',
    page: base,
    base,
    megabytes: 1,
  });

  it('is there when all of its files are', async () => {
    answer = ({ url }, response) => void (url?.endsWith('.txt') ? response.writeHead(404).end() : response.end(whole));
    await expect(installModel(offered(), dir)).rejects.toThrow('tokens.txt');
    expect(await installedModels(dir)).toEqual([]);
    answer = serves(whole);
    const sums: unknown[] = [];
    const folder = await installModel(offered(), dir, { report: (_file, state) => 'sum' in state && sums.push(state) });
    // The one that was there is not fetched twice.
    expect(sums).toEqual([{ sum: sha(whole), isFirst: true }]);
    expect(await installedModels(dir)).toEqual([{ ...offered().model, folder }]);
  });

  it('refuses a file that is not the one that was fetched first, and leaves what is there', async () => {
    const folder = await installModel(offered(), dir);
    const file = path.join(folder, 'model.onnx');
    answer = serves(Buffer.from('something else'), { etag: '"two"' });
    await installModel(offered(), dir);
    // What is whole is not asked for again; what was damaged is, and is refused.
    await writeFile(file, 'half');
    await expect(installModel(offered(), dir)).rejects.toBeInstanceOf(SumDiffers);
    expect(await readFile(file, 'utf8')).toBe('half');
    answer = serves(whole);
    await installModel(offered(), dir);
    expect((await readFile(file)).equals(whole)).toBe(true);
  });

  it('of one’s own is what its description says; a folder without one is none', async () => {
    await writeFile(path.join(dir, 'sums.json'), '{}');
    expect(await installedModels(dir)).toEqual([]);
    expect(await installedModels(path.join(dir, 'nowhere'))).toEqual([]);
  });
});
