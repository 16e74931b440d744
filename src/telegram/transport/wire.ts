import { TelegramError } from 'telegraf';
import { type Dispatcher, Pool } from 'undici';
import { deadline } from './deadline.ts';

/** An idle connection is kept so long, unless the server says otherwise. In milliseconds. */
const IDLE_LIMIT = 30_000;

/** One call of the Bot API. `limit` is in milliseconds, over all of it. */
export interface WireCall {
  method: string;
  params: object;
  limit: number;
  signal?: AbortSignal | undefined;
}

/** The network's trouble, under the names that telegraf's client gives it: one place sorts both. */
class NetworkError extends Error {
  constructor(
    override readonly name: 'FetchError' | 'AbortError',
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** The body of every answer of the Bot API. */
type Answer = { ok: true; result: unknown } | { ok: false; error_code: number; description: string };

/**
 * The Bot API over kept connections, JSON there and back: what every answer goes through, and therefore close to the
 * socket; telegraf's own client takes several times the processor time. `root` is the address that the method's name is
 * appended to. Errors: telegraf's `TelegramError`, a `FetchError`, or an `AbortError` for what took too long or was called
 * off. None of them tells the address, which holds the token. `dated` hears what time each answer tells.
 */
export function createWire(root: URL, dated: (date: string) => void = () => {}): (call: WireCall) => Promise<unknown> {
  const pool = new Pool(root.origin, {
    keepAliveTimeout: IDLE_LIMIT,
    // Each call has a limit of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const headers = { 'content-type': 'application/json' };
  return (call) =>
    new Promise((resolve, reject) => {
      const request = { path: root.pathname + call.method, headers, body: JSON.stringify(call.params) };
      pool.dispatch({ ...request, method: 'POST' }, exchange(call, dated, resolve, reject));
    });
}

/** Gathers the answer to one call, and ends it when it takes too long or is not wanted any more. */
function exchange(
  { method, limit, signal }: WireCall,
  dated: (date: string) => void,
  resolve: (result: unknown) => void,
  reject: (error: Error) => void,
): Dispatcher.DispatchHandler {
  const parts: Buffer[] = [];
  let status = 0;
  let statusText = '';
  let controller: Dispatcher.DispatchController | undefined;
  let stopped: Error | undefined;

  const stop = (): void => {
    stopped = new NetworkError('AbortError', `${method} was called off, or took too long`, 'ABORTED');
    end();
    reject(stopped);
    controller?.abort(stopped);
  };
  const callOff = deadline(limit, stop);
  const end = (): void => {
    callOff();
    signal?.removeEventListener('abort', stop);
  };
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop);

  return {
    onRequestStart(started) {
      controller = started;
      // Called off while it waited for its connection.
      if (stopped) started.abort(stopped);
    },
    onResponseStart(_controller, code, { date }, text = '') {
      if (typeof date === 'string') dated(date);
      status = code;
      statusText = text;
    },
    onResponseData(_controller, part) {
      parts.push(part);
    },
    onResponseEnd() {
      end();
      if (status >= 500) return reject(new TelegramError({ error_code: status, description: statusText }));
      const answer = read(parts);
      if (!answer) return reject(new NetworkError('FetchError', `${method}: the answer is no JSON`, 'UNREADABLE'));
      if (!answer.ok) return reject(new TelegramError(answer, { method }));
      resolve(answer.result);
    },
    onResponseError(_controller, error) {
      end();
      const code = 'code' in error ? String(error.code) : error.name;
      reject(new NetworkError('FetchError', `${method}: ${error.message || code}`, code));
    },
  };
}

function read(parts: readonly Buffer[]): Answer | undefined {
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return undefined;
  }
}
