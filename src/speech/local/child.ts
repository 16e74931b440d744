import { reasonOf } from '../../domain/reason.ts';
import { lowerPriority } from '../../low-priority.ts';
import type { InstalledModel } from '../models/model.ts';
import type { Unheard } from '../recogniser.ts';
import type { HeardWord } from '../transcript.ts';
import { decode } from './decode.ts';
import type { Loaded, SpeechEngine } from './engine.ts';
import { cutAtSilences } from './silences.ts';

/*
 * The process that hears. What it loads is native, holds its thread for seconds, and may end the process: so it is one of
 * its own, of low priority, started with the address of the engine as its argument.
 */

/** What the program asks of it: one recording, heard by one model. */
export interface RecognitionRequest {
  bytes: Uint8Array;
  model: InstalledModel;
}

export type RecognitionResult = { text: string; words: HeardWord[] } | { unheard: Unheard } | { failed: string };

const loaded = new Map<string, Promise<Loaded>>();

async function hear({ bytes, model }: RecognitionRequest, engine: SpeechEngine): Promise<RecognitionResult> {
  const sound = await decode(Buffer.from(bytes));
  if (!sound.ok) return { unheard: sound.reason };
  const ready = loaded.get(model.folder) ?? engine.load(model);
  loaded.set(model.folder, ready);
  const recogniser = await ready.catch((error: unknown) => {
    loaded.delete(model.folder);
    throw error;
  });
  const { samples, rate } = sound.value;
  const said: string[] = [];
  const words: HeardWord[] = [];
  for (const { from, to } of cutAtSilences(sound.value)) {
    const one = await recogniser.hear({ samples: samples.subarray(from, to), rate });
    said.push(one.text);
    words.push(...one.words);
  }
  return { text: said.join(' '), words };
}

async function main(): Promise<void> {
  // Before anything is loaded: threads that are started later are as low.
  lowerPriority();
  const { engine } = (await import(process.argv[2] ?? '')) as { engine: SpeechEngine };
  process.on('message', (order: RecognitionRequest) => {
    void hear(order, engine)
      .catch((error: unknown): RecognitionResult => ({ failed: reasonOf(error) }))
      .then((outcome) => process.send?.(outcome));
  });
  process.on('disconnect', () => process.exit(0));
}

void main();
