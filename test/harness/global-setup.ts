import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MongoMemoryServer } from 'mongodb-memory-server';
import type { TestProject } from 'vitest/node';
import { builtUrl } from '../../src/built.ts';
import { systemBinary } from '../../src/store/engine-mongod.ts';
import { findRuntime } from '../../src/store/engine-runtime.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the one server of this run; tests take databases of their own from `mongo.ts`. */
    mongoUri: string;
  }
}

/** Starts one MongoDB for the whole run: MONGOMS_SYSTEM_BINARY, a mongod on the path, our launcher, or a download. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(builtUrl(new URL('../../src/store/engine.ts', import.meta.url).href, './engine-child.js'))) {
    throw new Error(
      'Tests start child processes from dist, which is not built: run "npm test", or "npm run build" first.',
    );
  }
  // The embedded engine calls itself 9.0.0-alpha0; the check would warn about it at each run.
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK ??= 'false';
  const server = await MongoMemoryServer.create({ binary: await chooseBinary() });
  project.provide('mongoUri', server.getUri());
  return async () => {
    await server.stop();
  };
}

async function chooseBinary(): Promise<{ systemBinary?: string }> {
  const present = systemBinary();
  if (present.systemBinary !== undefined) return present;
  const runtime = await findRuntime((event, details) => console.log(event, details ?? ''));
  if (runtime.usable) return { systemBinary: fileURLToPath(new URL('../../bin/mongod-launcher.js', import.meta.url)) };
  console.log(`The embedded engine cannot run here: ${runtime.reason}. Looking for a mongod to download.`);
  return {};
}
