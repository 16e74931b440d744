import path from 'node:path';
import type { Config } from '../config.ts';
import { type RoutesOptions, routes } from '../http/server.ts';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../sandbox/index.ts';
import { type MailServer, mailRoutes } from '../sandbox/mail/index.ts';
import { startPostOffice } from './mail.ts';
import type { Undo } from './undo.ts';

/** The sandbox's bot; it exists nowhere else. */
export const SANDBOX_TOKEN = '1:sandbox-sandbox-sandbox-sandbox-sandbox';

/** The sandbox with its mailbox, on one address: chat, letters, and the program's own routes. */
export async function startSandbox(
  { dataDir, host, port }: Config,
  routing: RoutesOptions,
  undo: Undo[],
): Promise<{ sandbox: Sandbox; postOffice: MailServer }> {
  const postOffice = await startPostOffice(dataDir);
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
