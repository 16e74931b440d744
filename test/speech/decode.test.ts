import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { decode, soundFormatOf } from '../../src/speech/local/decode.ts';
import type { Samples } from '../../src/speech/local/samples.ts';
import { leftOut } from '../harness/left-out.ts';

const note = (name: string) => readFile(new URL(`../fixtures/speech/${name}`, import.meta.url));
const seconds = ({ samples, rate }: Samples) => samples.length / rate;
const loudest = ({ samples }: Samples) => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
if (!hasFfmpeg) leftOut('video notes: want ffmpeg on the PATH');
const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

describe('sound', () => {
  it('is told by its first bytes, whatever it is called', async () => {
    expect(soundFormatOf(await note('hello.ogg'))).toBe('opus');
    expect(soundFormatOf(await note('hello.mp3'))).toBe('mp3');
    expect(soundFormatOf(await note('round.mp4'))).toBe('other');
    expect(soundFormatOf(Buffer.from('OggS but no more'))).toBe('other');
    expect(soundFormatOf(Buffer.alloc(0))).toBe('other');
  });

  it.each(['hello.ogg', 'hello.mp3'])('of %s is decoded here', async (name) => {
    process.env.PATH = '';
    const sound = await decode(await note(name));
    expect(sound.ok).toBe(true);
    if (!sound.ok) return;
    expect(sound.value.rate).toBe(16_000);
    expect(seconds(sound.value)).toBeGreaterThan(1.8);
    expect(seconds(sound.value)).toBeLessThan(2.6);
    expect(loudest(sound.value)).toBeGreaterThan(0.05);
    expect(loudest(sound.value)).toBeLessThanOrEqual(1.1);
  });

  it.runIf(hasFfmpeg)('of a video note is decoded by ffmpeg', async () => {
    const sound = await decode(await note('round.mp4'));
    expect(sound.ok && seconds(sound.value)).toBeGreaterThan(1.8);
  });

  it('that needs an ffmpeg which is not there says so', async () => {
    process.env.PATH = '';
    expect(await decode(await note('round.mp4'))).toEqual({ ok: false, reason: 'noFfmpeg' });
  });

  it('that is cut short says what is there of it', async () => {
    const whole = await note('hello.ogg');
    const half = await decode(whole.subarray(0, whole.length / 2));
    expect(half.ok && seconds(half.value)).toBeGreaterThan(0.5);
  });

  it('that is none is unreadable', async () => {
    const head = (await note('hello.ogg')).subarray(0, 60);
    for (const bytes of [head, Buffer.concat([head, Buffer.alloc(5000, 7)]), Buffer.from('ID3nothing of the kind')]) {
      expect(await decode(bytes)).toEqual({ ok: false, reason: 'unreadable' });
    }
    // A list that leads elsewhere is no sound, and is not followed.
    if (hasFfmpeg) {
      expect(await decode(Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n'))).toMatchObject({ ok: false });
    }
  });

  it('of more than ten minutes is too long, before all of it is decoded', async () => {
    const one = await note('hello.mp3');
    const long = Buffer.concat(Array.from({ length: 320 }, () => one));
    expect(await decode(long)).toEqual({ ok: false, reason: 'tooLong' });
  });
});
