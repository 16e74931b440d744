import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import { groupRows } from '../../src/domain/report/grouping.ts';
import { BARS_AT_MOST, groupChart } from '../../src/reports/chart-spec.ts';
import { createDraw } from '../../src/reports/draw.ts';
import { createRenderer } from '../../src/reports/renderer.ts';
import { leftOut } from '../harness/left-out.ts';
import { samples, wordsOf } from './samples.ts';

/** References are kept this wide: small files, and no pixel of a letter's edge counts for itself. */
const WIDTH = 300;
/** Mean difference of a channel of a pixel, of 255. Another title differs by 1.5, another bar by more. */
const TOLERANCE = 0.6;

const referenceOf = (name: string): string => fileURLToPath(new URL(`./reference/${name}.png`, import.meta.url));

async function reduced(source: Buffer | string) {
  const image = await loadImage(source);
  const height = Math.round((image.height * WIDTH) / image.width);
  const canvas = createCanvas(WIDTH, height);
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, WIDTH, height);
  return { canvas, height, pixels: context.getImageData(0, 0, WIDTH, height).data };
}

/** Mean difference of two pictures; infinite where their sizes differ. */
async function difference(a: Buffer | string, b: Buffer | string): Promise<number> {
  const [one, other] = await Promise.all([reduced(a), reduced(b)]);
  if (one.height !== other.height) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (const [index, value] of one.pixels.entries()) sum += Math.abs(value - (other.pixels[index] ?? 0));
  return sum / one.pixels.length;
}

describe('pictures', () => {
  const draw = createDraw();

  // `UPDATE_REFERENCES=1 npm test -- test/reports/draw.test.ts` draws them anew: then look at each.
  it.each(Object.keys(samples))('%s is as its reference', async (name) => {
    const spec = samples[name];
    const png = spec && draw(spec);
    if (!png) throw new Error(name);
    const reference = referenceOf(name);
    if (process.env.UPDATE_REFERENCES) {
      await writeFile(reference, (await reduced(png)).canvas.toBuffer('image/png'));
    }
    expect(await difference(png, reference)).toBeLessThan(TOLERANCE);
  });

  it('differ where one bar, or one word, differs', async () => {
    const { groups } = samples;
    if (!groups) throw new Error('no sample');
    const [first, ...bars] = groups.bars;
    const shorter = { ...groups, bars: first ? [{ ...first, value: first.value / 2 }, ...bars] : bars };
    expect(await difference(draw(shorter), referenceOf('groups'))).toBeGreaterThan(TOLERANCE);
    const other = { ...groups, title: 'Efficiency: Manager' };
    expect(await difference(draw(other), referenceOf('groups'))).toBeGreaterThan(TOLERANCE / 2);
  });

  it('tell parts as they tell the whole, and what was before the latest days before them', () => {
    const { 'minutes-stacked': hours, days } = samples;
    expect(hours?.bars[0]).toMatchObject({
      text: '60:33',
      parts: [{ value: 1400, text: '23:20' }, {}, {}, {}, {}, {}],
    });
    expect(days?.bars.map(({ others = false }) => others)).toEqual([true, ...Array(10).fill(false)]);
  });

  it('hold ten bars and the others, and nothing makes no picture', () => {
    for (const { bars } of Object.values(samples)) {
      expect(bars.filter(({ others }) => !others).length).toBeLessThanOrEqual(BARS_AT_MOST);
      expect(bars.filter(({ others }) => others).length).toBeLessThanOrEqual(1);
    }
    const none = groupRows({ fields: ['manager'], rows: [], nameOf: String, sort: 'count' });
    expect(groupChart(none, 'count', wordsOf('en'))).toBeUndefined();
  });
});

/** Priorities of this process's threads, without those that end meanwhile. */
const priorities = (): number[] =>
  readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      return [getPriority(Number(thread))];
    } catch {
      return [];
    }
  });

describe('the thread', () => {
  const render = createRenderer({ threads: 1 });
  afterAll(() => render.close());

  it('draws the same as it is drawn here, one after another', async () => {
    const names = ['groups', 'pareto-few'];
    const pictures = await Promise.all(
      names.map((name) => samples[name]).flatMap((spec) => (spec ? [render.draw(spec)] : [])),
    );
    for (const [index, name] of names.entries()) {
      expect(await difference(pictures[index] ?? '', referenceOf(name))).toBeLessThan(TOLERANCE);
    }
  });

  it('has a low priority of its own', async () => {
    if (process.platform !== 'linux')
      return leftOut('The priority of the drawing thread: Linux alone has one a thread.');
    const { groups } = samples;
    if (!groups) throw new Error('no sample');
    const own = getPriority();
    await render.draw(groups);
    expect(priorities()).toContain(Math.max(10, own));
    expect(getPriority()).toBe(own);
  });

  it('fails one task and goes on with the next', async () => {
    const { groups } = samples;
    if (!groups) throw new Error('no sample');
    // @ts-expect-error a spec that no caller can make: the thread has to survive it.
    const broken = render.draw({ ...groups, bars: undefined });
    await expect(broken).rejects.toThrow();
    expect((await render.draw(groups)).length).toBeGreaterThan(1000);
  });

  it('gives up a task that takes too long, and is replaced', async () => {
    const { groups } = samples;
    if (!groups) throw new Error('no sample');
    const hasty = createRenderer({ deadline: 1 });
    await expect(hasty.draw(groups)).rejects.toThrow('took longer');
    await hasty.close();
    await expect(hasty.draw(groups)).rejects.toThrow('stopping');
  });
});
