import type { Log } from '../domain/log.ts';
import { reasonOf } from '../domain/reason.ts';
import type { Call } from '../telegram/transport/api.ts';
import { faultKind, retryAfter, telegramRefusal } from '../telegram/transport/errors.ts';
import { type StartTrouble, untilReached } from './retry.ts';

/** The Bot API, telling once when Telegram does not know the token (any more): nothing works from then on. */
export function noticingRevocation(call: Call, revoked: (error: unknown) => void): Call {
  return async (method, params, signal) => {
    try {
      return await call(method, params, signal);
    } catch (error) {
      if (telegramRefusal(error)?.code === 401) revoked(error);
      throw error;
    }
  };
}

/** The Bot API as the start needs it: Telegram out of reach is waited for. */
export function patientCall(
  call: Call,
  apiRoot: string,
  waiting: { log: Log; signal?: AbortSignal | undefined },
): Call {
  const troubleOf = (error: unknown): StartTrouble | undefined => {
    if (faultKind(error) !== 'later') return undefined;
    const seconds = retryAfter(error);
    const sentence =
      `Telegram cannot be reached at ${apiRoot}. Is the network up, and may this machine reach it? It is tried again ` +
      `until it answers. (${reasonOf(error)})`;
    return { event: 'telegram.unreachable', sentence, pause: seconds && seconds * 1000 };
  };
  return (method, params, signal) => untilReached(() => call(method, params, signal), troubleOf, waiting);
}
