import { readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLocalRecogniser, type LocalOptions } from '../../src/speech/local/recogniser.ts';
import { saidOf } from '../../src/speech/local/sherpa.ts';
import type { InstalledModel } from '../../src/speech/models/model.ts';
import { type Recogniser, RecogniserAway } from '../../src/speech/recogniser.ts';

const fixture = (name: string) => new URL(`../fixtures/speech/${name}`, import.meta.url);
const bytes = await readFile(fixture('hello.ogg'));
const recording = { bytes, name: 'voice.ogg' };
const options = (language: 'ru' | 'en' = 'ru', signal = new AbortController().signal) => ({ language, signal });
const model = (folder: string, languages: InstalledModel['languages'] = ['ru', 'en']): InstalledModel => ({
  name: folder,
  languages,
  kind: 'nemo_ctc',
  files: { tokens: 'tokens.txt', model: 'model.onnx' },
  folder,
});

let recogniser: Recogniser | undefined;
/** With an engine of the test's, unless it is to be the real one. */
function start(models: readonly InstalledModel[], more: Partial<LocalOptions> = {}): Recogniser {
  recogniser = createLocalRecogniser({ models, engine: new URL('./engine.js', import.meta.url), ...more });
  return recogniser;
}
afterEach(() => recogniser?.close());

const pidOf = (text: string): number => Number(/at (\d+)$/.exec(text)?.[1]);

describe('the recogniser on this machine', () => {
  it('hears in a process of its own, of low priority, by the model of the language', async () => {
    const { hear, name } = start([model('english', ['en']), model('russian', ['ru'])]);
    expect(name).toBe('english, russian on this machine');
    const [ru, en] = await Promise.all([hear(recording, options('ru')), hear(recording, options('en'))]);
    expect(ru).toMatchObject({
      value: { text: expect.stringContaining('russian heard 2 seconds'), unsure: ['seconds'] },
    });
    expect(en).toMatchObject({ value: { text: expect.stringContaining('english heard 2 seconds') } });
    const pids = [ru, en].map((heard) => (heard.ok ? pidOf(heard.value.text) : 0));
    expect(pids[0]).toBe(pids[1]);
    expect(pids[0]).not.toBe(process.pid);
    if (process.platform === 'linux') expect(getPriority(pids[0] ?? 0)).toBe(10);
  });

  it('tells what cannot be heard, and goes on', async () => {
    const { hear } = start([model('any')]);
    expect(await hear({ bytes: Buffer.from('OggS OpusHead'), name: 'x' }, options())).toEqual({
      ok: false,
      reason: 'unreadable',
    });
    expect(await hear(recording, options())).toMatchObject({ ok: true });
  });

  it.each([
    ['broken', /no such model/],
    ['deadly', /its process ended \(3\)/],
    ['dying', /its process ended \(SIGSEGV\)/],
  ])('is away where the model is %s, and hears the next recording', async (what, reason) => {
    const { hear } = start([model(what, ['ru']), model('good', ['en'])]);
    const failure = await hear(recording, options('ru')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RecogniserAway);
    expect(String(failure)).toMatch(reason);
    expect(await hear(recording, options('en'))).toMatchObject({ ok: true });
  });

  it('ends the process of a recording that is called off, of one that takes too long, of one that takes too much', async () => {
    const calledOff = new AbortController();
    const first = start([model('endless')]);
    const heard = first.hear(recording, options('ru', calledOff.signal));
    setTimeout(() => calledOff.abort(new Error('called off')), 300);
    await expect(heard).rejects.toThrow('called off');
    await first.close();
    await expect(start([model('endless')], { deadline: 300 }).hear(recording, options())).rejects.toThrow(/no answer/);
    if (process.platform !== 'linux') return;
    const greedy = start([model('greedy')], { memory: 400 * 1024 ** 2 });
    await expect(greedy.hear(recording, options())).rejects.toThrow(/took more than 400 MB/);
  });

  it('with sherpa-onnx itself is away where the model is not there, or is none', async () => {
    const folder = path.dirname(fixture('hello.ogg').pathname);
    const real = (files: InstalledModel['files'], kind: InstalledModel['kind']) =>
      createLocalRecogniser({ models: [{ ...model(folder), kind, files }] });
    for (const [files, kind] of [
      [{ tokens: 'nothing.txt', encoder: 'a.onnx', decoder: 'b.onnx', joiner: 'c.onnx' }, 'nemo_transducer'],
      [{ tokens: 'hello.ogg', model: 'hello.mp3' }, 'nemo_ctc'],
      [{ tokens: 'hello.ogg', encoder: 'hello.mp3', decoder: 'hello.mp3' }, 'whisper'],
    ] as const) {
      recogniser = real(files, kind);
      await expect(recogniser.hear(recording, options())).rejects.toBeInstanceOf(RecogniserAway);
      await recogniser.close();
    }
  });
});

describe('what sherpa-onnx says of a stretch', () => {
  it('is its text, and its words with the least probability of their tokens', () => {
    const logs = [-0.1, -2, -0.1, -0.05];
    expect(saidOf({ text: 'Волкова довольна', tokens: ['▁Вол', 'кова', '▁до', 'вольна'], ys_log_probs: logs })).toEqual(
      {
        text: 'Волкова довольна',
        words: [
          { word: 'Волкова', probability: Math.exp(-2) },
          { word: 'довольна', probability: Math.exp(-0.1) },
        ],
      },
    );
    expect(saidOf({ text: 'да', tokens: [' да'] })).toEqual({ text: 'да', words: [] });
  });
});
