import { readConfig } from './config.ts';
import { createLog, createScrub, errorText, secretsOf } from './log.ts';
import { sentenceOf } from './operator-message.ts';
import { start } from './start/index.ts';

/** No one waits longer for the program to end, in milliseconds. */
const STOP_WITHIN = 10_000;

function main(): void {
  const read = readConfig(process.env);
  if ('problems' in read) {
    console.error(`The environment is not right:\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`);
    process.exit(1);
  }
  const { config } = read;
  const scrub = createScrub(secretsOf(config));
  const log = createLog(config.sandbox ? 'warn' : config.logLevel, scrub);
  const leaving = new AbortController();

  /** Ends in good order, at whatever point the program is; the first reason counts. */
  function end(code: number): void {
    if (leaving.signal.aborted) return;
    leaving.abort();
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    void started.then((stop) => stop?.()).then(() => process.exit(code));
  }
  /** What cannot go on: a sentence for the operator, not a stack, where it is not our own fault. */
  function fail(error: unknown): void {
    if (leaving.signal.aborted) return;
    console.error(scrub(sentenceOf(error) ?? `The program failed. ${errorText(error)}`));
    end(1);
  }

  const started = start(config, { log, signal: leaving.signal, fail }).catch((error: unknown) => {
    fail(error);
    return undefined;
  });
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  process.on('unhandledRejection', (error) => log('error', 'unhandled', { error }));
  process.on('uncaughtException', fail);
}

main();
