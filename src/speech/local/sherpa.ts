import path from 'node:path';
import type { Decoded } from 'sherpa-onnx-node';
import type { InstalledModel } from '../models/model.ts';
import type { HeardWord } from '../transcript.ts';
import type { HeardText, SpeechEngine } from './engine.ts';

/** What the binding answers, as far as it is used. `ys_log_probs`: of every token, where a model tells it. */

/** One thread: the other processor answers people. */
const THREADS = 1;

/** The files of a model as the binding wants them, by how it is built. */
function modelConfig({ folder, kind, files }: InstalledModel): object {
  const at = (name: string | undefined): string => (name === undefined ? '' : path.join(folder, name));
  const { encoder, decoder, joiner, model, tokens } = files;
  const common = { tokens: at(tokens), numThreads: THREADS, provider: 'cpu', debug: false };
  switch (kind) {
    case 'nemo_transducer':
    case 'transducer':
      return {
        ...common,
        transducer: { encoder: at(encoder), decoder: at(decoder), joiner: at(joiner) },
        modelType: kind,
      };
    case 'nemo_ctc':
      return { ...common, nemoCtc: { model: at(model) } };
    case 'whisper':
      return {
        ...common,
        whisper: { encoder: at(encoder), decoder: at(decoder), task: 'transcribe', tailPaddings: -1 },
      };
  }
}

/** sherpa-onnx. Loaded only in the process that hears: what is wrong with a model may end the process it is loaded in. */
export const engine: SpeechEngine = {
  async load(model) {
    const { OfflineRecognizer } = await import('sherpa-onnx-node');
    const recogniser = await OfflineRecognizer.createAsync({
      featConfig: { sampleRate: 16_000, featureDim: 80 },
      modelConfig: modelConfig(model),
      decodingMethod: 'greedy_search',
    });
    return {
      async hear({ samples, rate }) {
        const stream = recogniser.createStream();
        stream.acceptWaveform({ samples, sampleRate: rate });
        return saidOf(await recogniser.decodeAsync(stream));
      },
    };
  },
};

/** The words with how sure each is: as sure as its least sure token. */
export function saidOf({ text, tokens = [], ys_log_probs: logs = [] }: Decoded): HeardText {
  if (tokens.length === 0 || logs.length !== tokens.length) return { text, words: [] };
  const words: HeardWord[] = [];
  tokens.forEach((token, index) => {
    const probability = Math.exp(logs[index] ?? 0);
    const last = words.at(-1);
    // A token that begins a word has a space before it, or the mark that stands for one.
    if (!last || /^[\s▁]/u.test(token)) words.push({ word: token.replace(/^[\s▁]/u, ''), probability });
    else words[words.length - 1] = { word: last.word + token, probability: Math.min(last.probability, probability) };
  });
  return { text, words };
}
