import type { Log } from '../domain/log.ts';
import { createLocalRecogniser } from './local/recogniser.ts';
import { installedModels } from './models/installed.ts';
import type { Recogniser } from './recogniser.ts';
import { createRemoteRecogniser } from './remote.ts';

export interface SpeechSettings {
  /** A server with the OpenAI-compatible interface. It comes before models of our own. */
  remote?: { url: string; key?: string | undefined; model: string };
  /** Whether names of the directory go to the recogniser. */
  hints: boolean;
  /** Where models of our own recogniser lie. */
  dir: string;
}

/** The recogniser that the settings and the machine allow; undefined: there is none, and voice notes stay files. */
export async function chooseRecogniser(
  { remote, hints, dir }: SpeechSettings,
  log: Log,
): Promise<Recogniser | undefined> {
  const models = remote ? [] : await installedModels(dir);
  const chosen = remote
    ? createRemoteRecogniser({ ...remote, sendsHints: hints })
    : models.length > 0
      ? createLocalRecogniser({ models })
      : undefined;
  log('info', 'speech.recogniser', { name: chosen?.name ?? 'none' });
  return chosen;
}

export { createHearing } from './hearing.ts';
export { namesLikelySaid } from './hints.ts';
