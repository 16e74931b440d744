import type { InstalledModel } from '../models/model.ts';
import type { HeardWord } from '../transcript.ts';
import type { Samples } from './samples.ts';

/** What one stretch of sound says. */
export interface Said {
  text: string;
  words: HeardWord[];
}

/** A model that has been loaded. */
export interface Loaded {
  hear(samples: Samples): Promise<Said>;
}

/** What loads models: sherpa-onnx, or in tests what stands for it. A module exports it as `engine`. */
export interface Engine {
  load(model: InstalledModel): Promise<Loaded>;
}
