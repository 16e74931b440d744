import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { groupRows } from '../../src/domain/report/grouping.ts';
import { scaleOf } from '../../src/reports/chart-size.ts';
import { BARS_AT_MOST, groupChart } from '../../src/reports/chart-spec.ts';
import { createDraw } from '../../src/reports/draw.ts';
import { createRenderer } from '../../src/reports/renderer.ts';
import { leftOut } from '../harness/left-out.ts';
import { countedOf } from './counted.ts';
import { difference, keepReference, referenceOf, TOLERANCE } from './reference.ts';
import { samples, wordsOf } from './samples.ts';

describe('pictures', () => {
  const draw = createDraw();

  // `UPDATE_REFERENCES=1 npm test -- test/reports/draw.test.ts` draws them anew: then look at each.
  it.each(Object.keys(samples))('%s is as its reference', async (name) => {
    const spec = samples[name];
    const png = spec && draw(spec).png;
    if (!png) throw new Error(name);
    await keepReference(name, png);
    expect(await difference(png, referenceOf(name))).toBeLessThan(TOLERANCE);
  });

  it('differ where one bar, or one word, differs', async () => {
    const { groups } = samples;
    if (groups?.kind !== 'bars') throw new Error('no sample');
    const [first, ...bars] = groups.bars;
    const shorter = { ...groups, bars: first ? [{ ...first, value: first.value / 2 }, ...bars] : bars };
    expect(await difference(draw(shorter).png, referenceOf('groups'))).toBeGreaterThan(TOLERANCE);
    const other = { ...groups, title: 'Efficiency: Manager' };
    expect(await difference(draw(other).png, referenceOf('groups'))).toBeGreaterThan(TOLERANCE / 2);
  });

  it('tell parts as they tell the whole, beside the period before too', () => {
    const { 'minutes-stacked': hours, 'compared-stacked': compared } = samples;
    expect(hours).toMatchObject({
      bars: [{ text: '60:33', parts: [{ value: 1400, text: '23:20' }, {}, {}, {}, {}, {}] }, {}, {}, {}],
    });
    if (compared?.kind !== 'bars') throw new Error('no sample');
    expect(compared.bars.every(({ parts, before }) => parts !== undefined && before !== undefined)).toBe(true);
    expect(compared.legend.at(-1)?.tone).toBe('before');
  });

  it('have time as an axis: every span in its order, and days as weeks where there are too many', () => {
    const { days, months, 'many-days': weeks, 'days-stacked': stacked } = samples;
    if (days?.kind !== 'time' || months?.kind !== 'time' || weeks?.kind !== 'time' || stacked?.kind !== 'time') {
      throw new Error('no axis of time');
    }
    expect(days.points).toHaveLength(30);
    expect(days.points.filter(({ value }) => value === 0).length).toBeGreaterThan(0);
    expect(months.points.map(({ before }) => before)).toEqual(
      Array.from({ length: 12 }, (_, i) => 20 + ((i * 6) % 17)),
    );
    expect(weeks.points).toHaveLength(58);
    expect(weeks.lines.at(-1)).toBe('Дней много: по неделям');
    const total = (points: typeof weeks.points) => points.reduce((sum, { value }) => sum + value, 0);
    expect(total(weeks.points)).toBe(
      Array.from({ length: 400 }, (_, i) => (i % 7 < 5 ? 3 + ((i * 13) % 9) : 0)).reduce((sum, one) => sum + one, 0),
    );
    // What has no type is grey, and in no colour of a type.
    expect(stacked.legend.map(({ tone }) => tone)).toContain('missing');
  });

  it('turn groups by time within groups into an axis of time', () => {
    const rows = ['2026-11-02', '2026-11-05'].flatMap((day) =>
      ['Ann', 'Bob'].map((name, index) => {
        const counts = { count: 2 + index, minutes: 0 };
        return { keys: [name, day], ...counts, once: counts };
      }),
    );
    const counts = groupRows({
      fields: ['manager', 'day'],
      counted: countedOf(['manager', 'day'], rows),
      nameOf: (_, key) => String(key),
      sort: 'count',
    });
    const spec = groupChart(counts, 'count', wordsOf('en'));
    if (spec?.kind !== 'time') throw new Error('no axis of time');
    expect(spec.points.map(({ label, value }) => [label, value])).toEqual([
      ['11-02', 5],
      ['11-03', 0],
      ['11-04', 0],
      ['11-05', 5],
    ]);
    expect(spec.legend.map(({ text }) => text)).toEqual(['Bob', 'Ann']);
  });

  it('hold ten bars and the others; of classes the heads, and the rest of each', () => {
    for (const spec of Object.values(samples)) {
      if (!('bars' in spec)) continue;
      const others = spec.bars.filter((bar) => bar.others);
      expect(spec.bars.length - others.length).toBeLessThanOrEqual(spec.kind === 'pareto' ? 14 : BARS_AT_MOST);
      expect(others.length).toBeLessThanOrEqual(spec.kind === 'pareto' ? 3 : 1);
    }
    const { 'pareto-many': many } = samples;
    if (many?.kind !== 'pareto') throw new Error('no sample');
    expect(many.bars.filter((bar) => bar.others).map(({ tone }) => tone)).toEqual(['A', 'B', 'C']);
    expect(many.curve.at(0)).toEqual({ rank: 0, share: 0 });
    expect(many.curve.at(-1)?.share).toBeCloseTo(1);
  });

  it('are drawn torn where one bar is a giant among the others', () => {
    const { giant } = samples;
    if (giant?.kind !== 'bars') throw new Error('no sample');
    expect(scaleOf(giant.bars).max).toBeLessThan(giant.bars[0]?.value ?? 0);
    expect(scaleOf(giant.bars).max).toBeGreaterThan(giant.bars[1]?.value ?? 0);
  });

  it('of nothing there is none', () => {
    const none = groupRows({ fields: ['manager'], counted: countedOf(['manager'], []), nameOf: String, sort: 'count' });
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
    const broken = render.draw({ ...groups, lines: undefined });
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
