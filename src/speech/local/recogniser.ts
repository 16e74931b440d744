import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtUrl } from '../../built.ts';
import { no, type Result } from '../../domain/result.ts';
import type { InstalledModel } from '../models/model.ts';
import {
  type HearingOptions,
  type Recogniser,
  RecogniserAway,
  type Recording,
  type Transcript,
  type Unheard,
} from '../recogniser.ts';
import { transcriptOf } from '../transcript.ts';
import type { RecognitionRequest, RecognitionResult } from './child.ts';
import { watchMemory } from './memory.ts';

export interface LocalOptions {
  models: readonly InstalledModel[];
  /** Address of the module that loads models; sherpa-onnx by default. */
  engine?: URL;
  /** What the process may take, in bytes. */
  memory?: number;
  /** How long one recording may take, in milliseconds. */
  deadline?: number;
  /** How long the process stays without work, in milliseconds: models are large. */
  idle?: number;
}

const MEMORY = 2 * 1024 ** 3;
const DEADLINE = 15 * 60_000;
const IDLE = 5 * 60_000;
/** So much of what the process wrote last is told, in characters. */
const TOLD = 300;

/** Our own recogniser: models in a process of low priority that may die, one recording at a time. */
export function createLocalRecogniser(options: LocalOptions): Recogniser {
  const { models, memory = MEMORY, deadline = DEADLINE, idle = IDLE } = options;
  const engine = options.engine ?? builtUrl(import.meta.url, './sherpa.js');
  let child: ChildProcess | undefined;
  let written = '';
  let rest: NodeJS.Timeout | undefined;
  let before: Promise<unknown> = Promise.resolve();

  function running(): ChildProcess {
    clearTimeout(rest);
    if (child?.connected) return child;
    written = '';
    const started = fork(fileURLToPath(builtUrl(import.meta.url, './child.js')), [engine.href], {
      // Sound goes as bytes.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    started.stderr?.on('data', (part: Buffer) => {
      written = (written + part.toString()).slice(-TOLD);
    });
    started.on('error', () => {});
    started.unref();
    child = started;
    return started;
  }

  function end(why?: ChildProcess): void {
    (why ?? child)?.kill('SIGKILL');
    child = undefined;
  }

  /** One order, to its outcome or the end of the process. */
  function ask(order: RecognitionRequest, signal: AbortSignal): Promise<RecognitionResult> {
    const process = running();
    return new Promise((resolve, reject) => {
      const stop = (error: unknown) => {
        settle();
        end(process);
        reject(error);
      };
      const away = (reason: string) => stop(new RecogniserAway(`speech on this machine: ${reason}`));
      const answered = (outcome: RecognitionResult) => {
        settle();
        resolve(outcome);
      };
      const died = (code: number | null, by: string | null) =>
        away(`its process ended (${by ?? code}) ${written.trim().replace(/\s+/g, ' ')}`.trim());
      const calledOff = () => stop(signal.reason);
      const timer = setTimeout(() => away(`no answer within ${deadline / 1000} s`), deadline);
      const unwatch = watchMemory(process, memory, () =>
        away(`it took more than ${Math.round(memory / 1024 ** 2)} MB`),
      );
      const settle = () => {
        clearTimeout(timer);
        unwatch();
        process.off('message', answered).off('exit', died);
        signal.removeEventListener('abort', calledOff);
      };
      process.on('message', answered).on('exit', died);
      signal.addEventListener('abort', calledOff);
      process.send(order, (error) => error && away(error.message));
    });
  }

  async function hearNow(
    { bytes }: Recording,
    { language, signal }: HearingOptions,
  ): Promise<Result<Transcript, Unheard>> {
    signal.throwIfAborted();
    const model = models.find((one) => one.languages.includes(language)) ?? models[0];
    if (!model) throw new RecogniserAway('speech on this machine: there is no model');
    const outcome = await ask({ bytes, model }, signal);
    rest = setTimeout(() => end(), idle);
    rest.unref();
    if ('unheard' in outcome) return no(outcome.unheard);
    if ('failed' in outcome) throw new RecogniserAway(`speech on this machine: ${outcome.failed}`);
    return transcriptOf(outcome.text, outcome.words);
  }

  return {
    name: `${models.map(({ name }) => name).join(', ')} on this machine`,
    atOnce: 1,
    hear(recording, given) {
      const heard = before.then(() => hearNow(recording, given));
      before = heard.catch(() => {});
      return heard;
    },
    async close() {
      clearTimeout(rest);
      end();
    },
  };
}
