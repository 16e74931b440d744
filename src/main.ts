import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { start } from './start.ts';
import { EngineError } from './store/engine.ts';

/** No one waits longer for the program to end, in milliseconds. */
const STOP_WITHIN = 10_000;

/** A start that cannot be: a sentence for the operator, not a stack. */
const sentenceOf = (error: unknown): string | undefined => {
  if (error instanceof EngineError) return error.message;
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && error.code === 'EADDRINUSE')
    return 'The port is taken: set PORT to another one, or to 0 for any free one.';
  if ('code' in error && error.code === 401)
    return 'Telegram does not know this BOT_TOKEN: copy it from BotFather again.';
  if ('code' in error && error.code === 14031)
    return `The disk of the database is nearly full (${error.message}): make room and start again.`;
  if (error.name.includes('ServerSelection')) return `MongoDB cannot be reached at MONGODB_URI: ${error.message}`;
  return undefined;
};

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if ('problems' in read) {
    console.error(`The environment is not right:\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`);
    process.exit(1);
  }
  const { config } = read;
  const log = createLog(config.sandbox ? 'warn' : config.logLevel);
  process.on('unhandledRejection', (error) => log('error', 'unhandled', { error }));
  try {
    const stop = await start(config, { log });
    let stopping = false;
    const end = (): void => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN).unref();
      void stop().then(() => process.exit(0));
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence) console.error(sentence);
    else console.error('The start failed:', error);
    process.exit(1);
  }
}

await main();
