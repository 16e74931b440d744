import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../../src/sandbox/index.ts';
import { freshDatabase, type TestDatabase } from '../../harness/mongo.ts';
import { say } from '../../harness/phone.ts';
import { type Program, startProgram } from '../../harness/program.ts';

const TOKEN = '704:elected-token-elected-token-elected-token';
let sandbox: Sandbox;
let db: TestDatabase;
const programs: Program[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
  db = await freshDatabase();
});
afterAll(async () => {
  for (const program of programs) await program.end('SIGTERM');
  await sandbox.close();
  await db.drop();
});

async function launch(): Promise<Program> {
  const program = startProgram({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    ADMIN_IDS: String(DEFAULT_CAST[0]?.id),
    DEFAULT_TIMEZONE: 'Europe/Moscow',
  });
  programs.push(program);
  await program.says('"started"');
  return program;
}

describe('two instances on long polling', () => {
  it('poll one at a time; the other takes over when the first ends or is killed', async () => {
    const first = await launch();
    const second = await launch();
    const anna = sandbox.phone(DEFAULT_CAST[0]?.id ?? 0);
    await anna.start();
    await anna.settled();
    expect(second.lines.join('\n')).not.toContain('lease.taken","name":"poller');

    await first.end('SIGTERM');
    await say(anna, '/cancel');
    await second.says('lease.taken","name":"poller');

    await launch();
    await second.end('SIGKILL');
    await anna.send('/help');
    await anna.sees('/plan', { timeout: 30_000 });
    await anna.settled();
  }, 60_000);
});
