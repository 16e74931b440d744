import { TelegramError } from 'telegraf';
import { isAway } from '../../store/errors.ts';

/**
 * What a failure means for us. Sorted once, here; everybody else asks for the kind.
 *
 * - `expected`: happens in good order (the card shows that already, the query is too old to answer)
 * - `blocked`: the user does not want to hear from us
 * - `refused`: Telegram says no for a reason of ours
 * - `later`: Telegram asks us to slow down, or has trouble of its own, or cannot be reached
 * - `away`: the database cannot be reached; the update can be handled again
 * - `busy`: another instance holds this user's session
 * - `ours`: a fault in this program
 */
export type FaultKind = 'expected' | 'blocked' | 'refused' | 'later' | 'away' | 'busy' | 'ours';

/** Somebody else holds the session, or took it over while we worked: the update has to come again. */
export class SessionBusy extends Error {
  constructor() {
    super('the session is held elsewhere');
    this.name = 'SessionBusy';
  }
}

const EXPECTED = [
  'message is not modified',
  'message to delete not found',
  "message can't be deleted",
  'query is too old',
  'message to edit not found',
  "message can't be edited",
];
const BLOCKED = [
  'bot was blocked by the user',
  'user is deactivated',
  "bot can't initiate conversation",
  'chat not found',
];

export function faultKind(error: unknown): FaultKind {
  if (error instanceof SessionBusy) return 'busy';
  if (error instanceof TelegramError) return refusalKind(error);
  if (error instanceof Error && ['FetchError', 'AbortError', 'TimeoutError'].includes(error.name)) return 'later';
  if (isAway(error)) return 'away';
  return 'ours';
}

function refusalKind(error: TelegramError): FaultKind {
  const says = (words: readonly string[]) => words.some((word) => error.description.includes(word));
  if (error.code === 429 || error.code >= 500) return 'later';
  if (says(EXPECTED)) return 'expected';
  if (says(BLOCKED)) return 'blocked';
  return 'refused';
}

/** Whether Telegram refuses to change this message any more, so that a new one has to be sent. */
export const cannotEdit = (error: unknown): boolean =>
  error instanceof TelegramError &&
  ['message to edit not found', "message can't be edited", 'there is no text in the message to edit'].some((word) =>
    error.description.includes(word),
  );

export const isUnchanged = (error: unknown): boolean =>
  error instanceof TelegramError && error.description.includes('message is not modified');

/** What Telegram answered instead of doing what a method asked. */
export interface TelegramRefusal {
  code: number;
  description: string;
  method?: string | undefined;
}

/** The refusal that an error tells of; undefined: it is something else, as a connection that broke. */
export function telegramRefusal(error: unknown): TelegramRefusal | undefined {
  if (!(error instanceof TelegramError)) return undefined;
  const { code, description, on } = error;
  return { code, description, method: on && 'method' in on ? String(on.method) : undefined };
}

/** Seconds Telegram asks us to wait, if it does. */
export const retryAfter = (error: unknown): number | undefined =>
  error instanceof TelegramError && error.code === 429 ? (error.parameters?.retry_after ?? 1) : undefined;
