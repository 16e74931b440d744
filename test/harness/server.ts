import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MongoMemoryServer } from 'mongodb-memory-server';
import { builtUrl } from '../../src/built.ts';
import { systemBinary } from '../../src/engine/mongod.ts';
import { findRuntime } from '../../src/engine/runtime.ts';

/** One MongoDB for a whole run: MONGOMS_SYSTEM_BINARY, a mongod on the path, our launcher, or a download. */
export async function startTestServer(): Promise<MongoMemoryServer> {
  if (!existsSync(builtUrl(import.meta.url, '../../src/engine/child.js'))) {
    throw new Error(
      'Child processes are started from dist, which is not built: run "npm test", or "npm run build" first.',
    );
  }
  // The embedded engine calls itself 9.0.0-alpha0; the check would warn about it at each run.
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK ??= 'false';
  return MongoMemoryServer.create({ binary: await chooseBinary() });
}
async function chooseBinary(): Promise<{ systemBinary?: string }> {
  const present = systemBinary();
  if (present.systemBinary !== undefined) return present;
  const runtime = await findRuntime((event, details) => console.log(event, details ?? ''));
  // Compiled for a benchmark, this file lies one folder deeper, under dist.
  const root = import.meta.url.endsWith('.ts') ? '../../' : '../../../';
  const launcher = fileURLToPath(new URL(`${root}bin/mongod-launcher.js`, import.meta.url));
  if (runtime.usable) return { systemBinary: launcher };
  console.log(`The embedded engine cannot run here: ${runtime.reason}. Looking for a mongod to download.`);
  return {};
}
