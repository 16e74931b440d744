import { Agent, FormData, request } from 'undici';
import { z } from 'zod';
import { boundedText } from '../bounded-body.ts';
import { reasonOf } from '../domain/reason.ts';
import { no, type Result } from '../domain/result.ts';
import { type HearingOptions, type Recogniser, RecogniserAway, type Recording, type Unheard } from './recogniser.ts';
import { type HeardWord, transcriptOf } from './transcript.ts';

export interface RemoteOptions {
  /** Base of the interface, `https://host/v1`, or the whole address of its transcriptions. */
  url: string;
  key?: string | undefined;
  /** The name that the server knows its model by. */
  model: string;
  /** Whether names of the directory may leave the house with the sound. */
  sendsHints?: boolean;
  /** How long one recording may take, in milliseconds. */
  deadline?: number;
}

/** Of ten minutes on a slow machine. In milliseconds. */
const DEADLINE = 180_000;
const CONNECT_WITHIN = 10_000;
/** An answer is text with times for its words: more than this is none. In bytes. */
const ANSWER_LIMIT = 1024 * 1024;
const PROMPT_LIMIT = 600;
/** Recordings under way at one server. */
const AT_ONCE = 3;

/** What a server says of a word (with a probability, where it tells one) and of a stretch of speech. Anything else is passed over. */
const answerSchema = z.object({
  text: z.string(),
  words: z
    .array(z.object({ word: z.string(), probability: z.number().optional() }))
    .catch([])
    .default([]),
  segments: z
    .array(z.object({ text: z.string(), avg_logprob: z.number().optional() }))
    .catch([])
    .default([]),
});

/** A stretch of speech whose mean log probability is lower than this is a guess. */
const GUESSED = -1;

/** A recogniser behind the OpenAI-compatible `/v1/audio/transcriptions`: somebody's service, or a server of one's own. */
export function createRemoteRecogniser({
  url,
  key,
  model,
  sendsHints,
  deadline = DEADLINE,
}: RemoteOptions): Recogniser {
  const address = transcriptionsOf(url);
  const agent = new Agent({ connect: { timeout: CONNECT_WITHIN }, headersTimeout: deadline, bodyTimeout: deadline });
  // Some models answer in plain JSON only; that is learned once.
  let format: 'verbose_json' | 'json' = 'verbose_json';

  async function ask(recording: Recording, options: HearingOptions): Promise<{ status: number; body: string }> {
    const limit = AbortSignal.timeout(deadline);
    try {
      const { statusCode, body } = await request(address, {
        method: 'POST',
        dispatcher: agent,
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        body: formOf(recording, options, { model, format, sendsHints: sendsHints === true }),
        signal: AbortSignal.any([options.signal, limit]),
      });
      return { status: statusCode, body: await boundedText(body, ANSWER_LIMIT) };
    } catch (error) {
      options.signal.throwIfAborted();
      const reason = limit.aborted ? `no answer within ${deadline / 1000} s` : codeOf(error);
      throw new RecogniserAway(`${new URL(address).host}: ${reason}`);
    }
  }

  async function hear(recording: Recording, options: HearingOptions): ReturnType<Recogniser['hear']> {
    const { status, body } = await ask(recording, options);
    if (status === 400 && format === 'verbose_json' && body.includes('response_format')) {
      format = 'json';
      return hear(recording, options);
    }
    if (status === 200) return heard(body, address);
    return refusal(status, address);
  }

  return {
    name: `${model} at ${new URL(address).host}`,
    atOnce: AT_ONCE,
    hear,
    close: () => agent.destroy(),
  };
}

function transcriptionsOf(url: string): string {
  const base = new URL(url);
  const path = base.pathname.replace(/\/{1,100}$/, '');
  base.pathname = path.endsWith('/audio/transcriptions') ? path : `${path || '/v1'}/audio/transcriptions`;
  return base.href;
}

function formOf(
  { bytes, name, mime }: Recording,
  { language, hints = [] }: HearingOptions,
  { model, format, sendsHints }: { model: string; format: string; sendsHints: boolean },
): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type: mime ?? 'audio/ogg' }), fileName(name));
  form.append('model', model);
  form.append('language', language);
  form.append('response_format', format);
  if (format === 'verbose_json') form.append('timestamp_granularities[]', 'word');
  if (sendsHints && hints.length > 0) form.append('prompt', hints.join(', ').slice(0, PROMPT_LIMIT));
  return form;
}

/** Servers tell the format by the name's ending; what people call their files is no one's business there. */
const fileName = (name: string): string => `note${/\.[a-z0-9]{1,5}$/i.exec(name)?.[0].toLowerCase() ?? '.ogg'}`;

function heard(body: string, address: string): Result<{ text: string; unsure: readonly string[] }, Unheard> {
  let parsed: ReturnType<typeof answerSchema.safeParse>;
  try {
    parsed = answerSchema.safeParse(JSON.parse(body));
  } catch {
    throw new RecogniserAway(`${new URL(address).host}: the answer is no JSON`);
  }
  if (!parsed.success) throw new RecogniserAway(`${new URL(address).host}: the answer holds no text`);
  const { text, words, segments } = parsed.data;
  const told = words.flatMap(({ word, probability }) => (probability === undefined ? [] : [{ word, probability }]));
  return transcriptOf(text, told.length > 0 ? told : ofSegments(segments));
}

/** Where words have no probability of their own, those of a guessed stretch are all unsure. */
const ofSegments = (segments: readonly { text: string; avg_logprob?: number | undefined }[]): HeardWord[] =>
  segments
    .filter(({ avg_logprob: mean = 0 }) => mean < GUESSED)
    .flatMap(({ text }) => text.split(/\s+/u).map((word) => ({ word, probability: 0 })));

/** The recording itself is refused, or the server cannot, now or as it is set up: then it is tried again. */
function refusal(status: number, address: string): Result<never, Unheard> {
  if (status === 413) return no('tooLong');
  if (status === 415 || status === 422 || status === 400) return no('refused');
  throw new RecogniserAway(`${new URL(address).host} answered ${status}`);
}

/** What went wrong on the way, without the address, which may hold a key. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error);
