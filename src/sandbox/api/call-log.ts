import type { ApiCall, CallLog } from '../types.ts';
import { PATIENCE, type Signals, waitFor } from '../world/signals.ts';

const KEPT = 1000;

/** Remembers the latest Bot API calls for tests. */
export function createCallLog(signals: Signals): CallLog {
  let calls: ApiCall[] = [];
  signals.on('called', (call) => {
    calls.push(call);
    if (calls.length > KEPT) calls.shift();
  });
  return {
    list: (method) => calls.filter((call) => method === undefined || call.method === method),
    next(match, { timeout = PATIENCE } = {}) {
      const wanted = typeof match === 'string' ? (call: ApiCall) => call.method === match : match;
      const known = new Set(calls);
      const find = () => calls.find((call) => !known.has(call) && wanted(call));
      const seen = () =>
        calls
          .filter((call) => !known.has(call))
          .map((call) => call.method)
          .join(', ');
      return waitFor(
        signals,
        ['called'],
        find,
        timeout,
        () => `no call of ${match} in ${timeout} ms, only: ${seen() || 'none'}`,
      );
    },
    clear: () => {
      calls = [];
    },
  };
}
