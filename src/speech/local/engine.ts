import type { InstalledModel } from '../models/model.ts';
import type { HeardWord } from '../transcript.ts';
import type { Samples } from './samples.ts';

/** What one stretch of sound says. */
export interface HeardText {
  text: string;
  words: HeardWord[];
}

/** A model that has been loaded. */
export interface Loaded {
  hear(samples: Samples): Promise<HeardText>;
}

/** What loads models: sherpa-onnx, or in tests what stands for it. A module exports it as `engine`. */
export interface SpeechEngine {
  load(model: InstalledModel): Promise<Loaded>;
}
