import { pino } from 'pino';
import type { Log } from './telegram/context.ts';

/** Structured logs, one JSON object a line. What must never be written is taken out here, whoever logs it. */
export function createLog(level: string): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['token', 'password', '*.token', '*.password', 'error.on', 'error.response'], remove: true },
    serializers: { error: pino.stdSerializers.err },
  });
  return (name, event, details) => logger[name]({ event, ...details });
}
