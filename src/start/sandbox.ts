import path from 'node:path';
import type { Config } from '../config.ts';
import { type RoutesOptions, routes } from '../http/server.ts';
import { MissingPackage } from '../missing-package.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { MailServer } from '../sandbox/mail/index.ts';
import type { Undo } from './undo.ts';

/** The sandbox's bot; it exists nowhere else. */
export const SANDBOX_TOKEN = '1:sandbox-sandbox-sandbox-sandbox-sandbox';
const SANDBOX_ADDRESS = 'office@sloop.example';

/**
 * The sandbox with its mailbox, on one address: chat, letters, and the program's own routes.
 * @throws MissingPackage where the packages that only the sandbox needs were left out on installing
 */
export async function startSandbox(
  { dataDir, host, port }: Config,
  routing: RoutesOptions,
  undo: Undo[],
): Promise<{ sandbox: Sandbox; postOffice: MailServer }> {
  const { createSandbox, DEFAULT_CAST, createMailServer, mailRoutes } = await loadSandbox();
  const stateFile = path.join(dataDir, 'sandbox-mail.json');
  const postOffice = await createMailServer({ address: SANDBOX_ADDRESS, stateFile });
  undo.push(() => postOffice.close());
  const sandbox = await createSandbox({
    token: SANDBOX_TOKEN,
    host,
    port,
    users: DEFAULT_CAST,
    stateFile: path.join(dataDir, 'sandbox.json'),
    routes(app) {
      routes(app, routing);
      app.register(async (scope) => mailRoutes(scope, postOffice));
    },
  });
  undo.push(() => sandbox.close());
  return { sandbox, postOffice };
}

/** Loaded only here: what the sandbox is made of has no place in the memory of a bot at work. */
async function loadSandbox() {
  try {
    return { ...(await import('../sandbox/index.ts')), ...(await import('../sandbox/mail/index.ts')) };
  } catch (error) {
    throw MissingPackage.from(error, 'The sandbox') ?? error;
  }
}
