import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtSilences } from '../../src/speech/local/silences.ts';

const rate = 1000;
/** Sound of so many seconds by loudness: `[seconds, loudness]` one after another. */
const sound = (...parts: [number, number][]): Float32Array =>
  Float32Array.from(
    parts.flatMap(([seconds, loud]) =>
      Array.from({ length: Math.round(seconds * rate) }, (_, n) => (n % 2 === 0 ? loud : -loud)),
    ),
  );
const cuts = (samples: Float32Array) =>
  cutAtSilences({ samples, rate }).map(({ from, to }) => [from / rate, to / rate] as const);

describe('long sound', () => {
  it('is cut in its pauses, and short sound is not cut', () => {
    expect(cuts(sound([20, 0.5]))).toEqual([[0, 20]]);
    const [first, second, ...more] = cuts(sound([15, 0.5], [1, 0], [20, 0.5]));
    expect(more).toEqual([]);
    expect(first?.[1]).toBeGreaterThan(15);
    expect(first?.[1]).toBeLessThan(16);
    expect(second).toEqual([first?.[1], 36]);
  });

  it('without a pause is cut all the same', () => {
    const found = cuts(sound([60, 0.5]));
    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const [from, to] of found) expect(to - from).toBeLessThanOrEqual(25.1);
  });

  it('in which nothing is said has no stretches', () => {
    expect(cuts(sound([40, 0.0001]))).toEqual([]);
    expect(cuts(new Float32Array())).toEqual([]);
  });

  it('is all there after the cuts, whatever it is', () => {
    const part = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(0.01, 0.1, 0.9));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const samples = sound(...parts);
        const found = cutAtSilences({ samples, rate });
        let at = 0;
        for (const { from, to } of found) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          expect(to - from).toBeLessThanOrEqual(25.1 * rate);
          at = to;
        }
        expect(at).toBe(samples.length);
      }),
      { numRuns: 30 },
    );
  });
});
