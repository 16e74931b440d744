import { expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST } from '../../src/sandbox/index.ts';
import { openStore } from '../../src/store/index.ts';
import { freshDatabase } from '../harness/mongo.ts';
import { startProgram } from '../harness/program.ts';
import { startLoopback } from './loopback.ts';

const TOKEN = '702:test-token-test-token-test-token-test';
const [administrator] = DEFAULT_CAST;

it('hears a note once over kill -9 while it is heard, and again after it was delivered', {
  timeout: 240_000,
}, async () => {
  const db = await freshDatabase();
  const sandbox = await createSandbox({ token: TOKEN });
  const server = await startLoopback();
  const anna = sandbox.phone(administrator?.id ?? 0);
  const env = {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    ADMIN_IDS: String(anna.user.id),
    SPEECH_URL: server.url,
    DEFAULT_LANGUAGE: 'ru',
  };
  let program = startProgram(env);
  await program.says('started');
  const store = await openStore({ uri: db.uri });
  const patience = { timeout: 90_000, interval: 100 };
  await anna.start();
  await anna.settled();

  const asked = new Promise<void>((resolve) => {
    server.answer = () => resolve();
  });
  const { message_id: after } = await anna.voice({ bytes: Buffer.from('note'), duration: 2 });
  await asked;
  await program.end('SIGKILL');
  server.says('звонок в банк насчет кредита');
  program = startProgram(env);
  await anna.sees(/насчет кредита/, { after, timeout: patience.timeout });
  await expect.poll(() => store.notes.unheard(), patience).toBe(0);

  // As if it had been killed between the delivery and its note of it.
  await program.end('SIGKILL');
  const due = { $set: { due: new Date(), lease: null }, $unset: { done: true as const } };
  await store.connection.collection('voiceNotes').updateMany({}, due);
  program = startProgram(env);
  await program.says('started');
  await expect.poll(() => store.notes.unheard(), patience).toBe(0);
  await program.end('SIGTERM');
  expect(anna.messages().filter(({ text }) => text.includes('насчет кредита'))).toHaveLength(1);
  expect(server.asked).toHaveLength(2);

  await store.close();
  await server.close();
  await sandbox.close();
  await db.drop();
});
