#!/usr/bin/env node
/**
 * The embedded engine behind mongod's command line, so that mongodb-memory-server runs it as it would run a mongod.
 * Takes --dbpath and --port, ignores the rest; needs a built `dist`.
 */
import { createServer, connect } from 'node:net';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../dist/src/engine/embedded.js';
import { lockDataDir } from '../dist/src/engine/lock.js';
import { findRuntime } from '../dist/src/engine/runtime.js';

const { values } = parseArgs({
  options: { dbpath: { type: 'string' }, port: { type: 'string' }, version: { type: 'boolean' } },
  strict: false,
});

if (values.version) {
  console.log('db version v9.0.0-alpha0');
} else {
  await serve(String(values.dbpath), Number(values.port)).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

/** Runs the engine over `directory` and hands what comes in at `port` on to its socket. */
async function serve(directory, port) {
  const log = (event, details) => console.error(event, JSON.stringify(details ?? {}));
  const runtime = await findRuntime(log);
  if (!runtime.usable) throw new Error(`The embedded engine cannot run here: ${runtime.reason}`);
  const lock = await lockDataDir(directory);
  const engine = await startEmbedded({ directory, runtime, lock, log });

  const server = createServer({ noDelay: true }, (client) => {
    const socket = connect(engine.socketPath);
    client.pipe(socket).pipe(client);
    // An end that fails takes the other one with it; the driver connects anew.
    client.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('error', () => client.destroy()).on('close', () => client.destroy());
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      server.close();
      await engine.stop();
      lock.release();
      process.exit(0);
    });
  }
  server.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => console.log(`waiting for connections on port ${port}`));
}
