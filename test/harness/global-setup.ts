import type { TestProject } from 'vitest/node';
import { startTestServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the one server of this run; tests take databases of their own from `mongo.ts`. */
    mongoUri: string;
  }
}

/** Starts one MongoDB for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('mongoUri', server.getUri());
  return async () => {
    await server.stop();
  };
}
