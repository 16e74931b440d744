import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lockDataDir } from '../../src/engine/lock.ts';
import { startMongod } from '../../src/engine/mongod.ts';
import { connect, dataDirectory, enginePid, untilGone } from './fixtures.ts';

// Our launcher stands in for a mongod: the command line, the port and the signals are the same.
const launcher = fileURLToPath(new URL('../../bin/mongod-launcher.js', import.meta.url));

it('runs the mongod it is given, again at the same port when it dies, over files that stay', async () => {
  vi.stubEnv('MONGOMS_SYSTEM_BINARY', launcher);
  vi.stubEnv('MONGOMS_SYSTEM_BINARY_VERSION_CHECK', 'false');
  onTestFinished(() => void vi.unstubAllEnvs());
  const dataDir = dataDirectory();
  const directory = `${dataDir}/mongod`;
  mkdirSync(directory, { recursive: true });

  const lock = await lockDataDir(dataDir);
  const mongod = await startMongod({ directory, lock, log: () => {} });
  onTestFinished(() => mongod.stop());
  const contacts = connect(mongod.uri).db('journal').collection('contacts');
  await contacts.insertOne({ subject: 'before' });

  const killed = enginePid(dataDir);
  process.kill(killed, 'SIGKILL');
  await untilGone(killed);
  await expect.poll(() => contacts.countDocuments().catch(() => 0), { timeout: 20_000 }).toBe(1);
  expect(enginePid(dataDir)).not.toBe(killed);

  const last = enginePid(dataDir);
  await mongod.stop();
  await untilGone(last);
});
