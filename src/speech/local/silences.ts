import type { Samples } from './samples.ts';

/** A stretch of sound, in samples. */
export interface SoundStretch {
  from: number;
  to: number;
}

/** Recognisers are at their best below half a minute; in seconds. */
const LONGEST_STRETCH = 25;
/** A cut is looked for from here on. */
const SHORTEST_STRETCH = 8;
/** Loudness is told of so much at a time, in seconds: shorter than any pause between words. */
const FRAME = 0.03;
/** A pause is as many quiet frames in a row. */
const PAUSE = 8;
/** What is below this is silence wherever it is: the mean of squares of -50 dB. */
const FLOOR = 1e-5;

/**
 * Cuts sound where it is quietest, into stretches of at most 25 s; a stretch in which nothing is said is left out. By loudness
 * alone: it costs one pass, needs no model, and a word that is cut is worse than a stretch that is longer.
 */
export function cutAtSilences({ samples, rate }: Samples): SoundStretch[] {
  const size = Math.max(1, Math.round(FRAME * rate));
  const loudness = frames(samples, size);
  const stretches: SoundStretch[] = [];
  const limit = Math.round(LONGEST_STRETCH / FRAME);
  for (let from = 0; from < loudness.length; ) {
    const end = from + limit >= loudness.length ? loudness.length : quietest(loudness, from, from + limit);
    if (loudness.subarray(from, end).some((one) => one > FLOOR)) {
      stretches.push({ from: from * size, to: Math.min(end * size, samples.length) });
    }
    from = end;
  }
  return stretches;
}

/** The mean of squares of every frame. */
function frames(samples: Float32Array, size: number): Float32Array {
  return Float32Array.from({ length: Math.ceil(samples.length / size) }, (_, frame) => {
    const from = frame * size;
    const to = Math.min(from + size, samples.length);
    let sum = 0;
    for (let n = from; n < to; n++) sum += (samples[n] ?? 0) ** 2;
    return sum / (to - from);
  });
}

/** The middle of the quietest pause between two frames; of several as quiet, the last: fewer, longer stretches. */
function quietest(loudness: Float32Array, from: number, to: number): number {
  const first = from + Math.round(SHORTEST_STRETCH / FRAME);
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let at = to;
  for (let frame = first; frame < to; frame++) {
    sum += loudness[frame] ?? 0;
    if (frame >= first + PAUSE) sum -= loudness[frame - PAUSE] ?? 0;
    if (frame >= first + PAUSE - 1 && sum <= least) {
      least = sum;
      at = frame - PAUSE / 2 + 1;
    }
  }
  return at;
}
