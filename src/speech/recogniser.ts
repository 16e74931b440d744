import type { Result } from '../domain/result.ts';
import type { Language } from '../domain/user.ts';

/** Sound as it came: a voice note, the sound of a video note, an audio file. */
export interface Recording {
  bytes: Buffer;
  name: string;
  mime?: string;
}

/** What was heard. */
export interface Transcript {
  text: string;
  /** Words of it that the recogniser itself is not sure of, as they stand in the text. */
  unsure: readonly string[];
}

export interface HearingOptions {
  /** What the speaker most likely speaks. */
  language: Language;
  /** Names that are likely to be said; a recogniser that cannot take any passes over them. */
  hints?: readonly string[];
  signal: AbortSignal;
}

/**
 * Why a recording will never be heard, however often it is tried: nothing is said in it, it is too long, it is no sound, what
 * would decode it is not there, the recogniser does not want it.
 */
export type Unheard = 'silence' | 'tooLong' | 'unreadable' | 'noFfmpeg' | 'refused';

/** The recogniser is out of reach, broken or badly set up: the same recording may be heard later. */
export class RecogniserAway extends Error {
  override name = 'RecogniserAway';
}

/** One of several ways to make text of speech. */
export interface Recogniser {
  /** For the operator: what it is, and where it runs. */
  name: string;
  /** How many recordings it can take side by side. */
  atOnce: number;
  /**
   * Errors: `RecogniserAway`, and what the signal was aborted with. What can be told for good is no error but a reason.
   */
  hear(recording: Recording, options: HearingOptions): Promise<Result<Transcript, Unheard>>;
  close(): Promise<void>;
}

/** The longest recording that is heard, in seconds. */
export const LONGEST_RECORDING = 600;
/** The longest text that is taken from a recogniser, in UTF-16 units: ten minutes of a quick speaker, twice. */
export const TRANSCRIPT_LIMIT = 20_000;
/** So many unsure words are told apart; with more of them the whole text is unsure. */
export const UNSURE_LIMIT = 40;
