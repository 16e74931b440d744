import type { Language } from '../../domain/user.ts';
import type { Model } from './model.ts';

/** A model that is recommended: where it comes from, and what may be done with it. */
export interface OfferedModel {
  id: string;
  language: Language;
  model: Model;
  licence: string;
  /** The page that tells of it, and of its authors. */
  page: string;
  /** What its files stand under. */
  base: string;
  /** About so much is fetched, in megabytes. */
  megabytes: number;
}

const HOST = 'https://huggingface.co/csukuangfj';

/**
 * The models that `npm run speech` fetches. No sums stand here, for their publishers state none beside them: the sum of the first
 * download is kept, and told.
 */
export const catalog: readonly OfferedModel[] = [
  {
    id: 'gigaam-v3-ru',
    language: 'ru',
    model: {
      name: 'GigaAM v3 e2e RNNT, int8',
      languages: ['ru'],
      kind: 'nemo_transducer',
      files: {
        encoder: 'encoder.int8.onnx',
        decoder: 'decoder.onnx',
        joiner: 'joiner.onnx',
        tokens: 'tokens.txt',
      },
    },
    licence: 'MIT',
    page: 'https://huggingface.co/ai-sage/GigaAM-v3',
    base: `${HOST}/sherpa-onnx-nemo-transducer-punct-giga-am-v3-russian-2025-12-16/resolve/main/`,
    megabytes: 232,
  },
  {
    id: 'whisper-base-en',
    language: 'en',
    model: {
      name: 'Whisper base.en, int8',
      languages: ['en'],
      kind: 'whisper',
      files: {
        encoder: 'base.en-encoder.int8.onnx',
        decoder: 'base.en-decoder.int8.onnx',
        tokens: 'base.en-tokens.txt',
      },
    },
    licence: 'MIT',
    page: 'https://github.com/openai/whisper',
    base: `${HOST}/sherpa-onnx-whisper-base.en/resolve/main/`,
    megabytes: 161,
  },
];
