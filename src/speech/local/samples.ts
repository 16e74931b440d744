/** Sound as numbers: one channel, -1 to 1. */
export interface Samples {
  samples: Float32Array;
  /** So many of them are one second. */
  rate: number;
}

/** What speech needs; Opus is decoded to it, and so is what ffmpeg decodes. */
export const SPEECH_RATE = 16_000;
