import path from 'node:path';
import type { Config } from '../config.ts';
import { letterFor } from '../demo/index.ts';
import { type RoutesOptions, routes } from '../http/server.ts';
import { MissingPackage } from '../missing-package.ts';
import type { Sandbox, SandboxUser } from '../sandbox/index.ts';
import type { MailServer } from '../sandbox/mail/index.ts';
import type { Undo } from './undo.ts';

/** The sandbox's bot; it exists nowhere else. */
export const SANDBOX_TOKEN = '1:sandbox-sandbox-sandbox-sandbox-sandbox';
const SANDBOX_ADDRESS = 'office@sloop.example';
/** The administrator and the managers; the one who comes after them is a stranger. */
const PLAYERS = 3;
/** The first letter comes so long after Start, in milliseconds: after a look around. */
const LETTER_AFTER = 8000;

/**
 * The sandbox with its mailbox, on one address: chat, letters, and the program's own routes.
 * @throws MissingPackage where the packages that only the sandbox needs were left out on installing
 */
export async function startSandbox(
  { dataDir, host, port }: Config,
  routing: RoutesOptions,
  undo: Undo[],
): Promise<{ sandbox: Sandbox; postOffice: MailServer; players: readonly SandboxUser[] }> {
  const { createSandbox, DEFAULT_CAST, createMailServer, mailRoutes, compose } = await loadSandbox();
  const stateFile = path.join(dataDir, 'sandbox-mail.json');
  const postOffice = await createMailServer({ address: SANDBOX_ADDRESS, stateFile });
  undo.push(() => postOffice.close());
  const players = DEFAULT_CAST.slice(0, PLAYERS);
  const sandbox = await createSandbox({
    token: SANDBOX_TOKEN,
    host,
    port,
    users: DEFAULT_CAST,
    acquainted: players.map(({ id }) => id),
    tour: true,
    mailPage: '/mail/mail.html',
    stateFile: path.join(dataDir, 'sandbox.json'),
    routes(app) {
      routes(app, routing);
      app.register(async (scope) => mailRoutes(scope, postOffice));
    },
  });
  undo.push(() => sandbox.close());
  onFirstStart(sandbox, (user) => {
    const letter = letterFor(players.findIndex(({ id }) => id === user));
    if (!letter) return;
    const { from, subject, text } = letter;
    const deliver = async () =>
      postOffice.deliver(await compose({ from: from.address, name: from.name, subject, text }, SANDBOX_ADDRESS));
    setTimeout(() => void deliver(), LETTER_AFTER).unref();
  });
  return { sandbox, postOffice, players };
}

/** Tells of everybody who presses Start for the first time. */
function onFirstStart({ events, phone }: Sandbox, began: (user: number) => void): void {
  events.on('chat', (user, change) => {
    if (change.kind !== 'message') return;
    const [first, ...more] = phone(user)
      .messages()
      .filter(({ from }) => from === 'user');
    if (more.length === 0 && first?.message_id === change.messageId && first.text === '/start') began(user);
  });
}

/** Loaded only here: what the sandbox is made of has no place in the memory of a bot at work. */
async function loadSandbox() {
  try {
    return { ...(await import('../sandbox/index.ts')), ...(await import('../sandbox/mail/index.ts')) };
  } catch (error) {
    throw MissingPackage.from(error, 'The sandbox') ?? error;
  }
}
