import { randomInt } from 'node:crypto';
import type { UserFromGetMe } from '@grammyjs/types';
import { runMethod } from '../api/api-server.ts';
import { createUpdateQueue } from '../api/updates.ts';
import { createWebhook } from '../api/webhook.ts';
import type { SandboxOptions } from '../types.ts';
import { createBotProfile } from './about.ts';
import { createCallbacks } from './callbacks.ts';
import { DEFAULT_CAST } from './cast.ts';
import { createChats } from './chats.ts';
import { createCommands } from './commands.ts';
import { createSandboxFiles, memoryBytes } from './files.ts';
import { createInline } from './inline.ts';
import { createJsonWriter, loadJson } from './json-file.ts';
import { createSignals } from './signals.ts';
import { folderBytes, type SavedState } from './state-file.ts';
import type { World } from './world.ts';

const CALLBACK_TIMEOUT = 15_000;
const firstRetry = 250;
const longestRetry = 10_000;

/** Puts the parts of a sandbox together, with what an earlier run left. */
export function createWorld(options: SandboxOptions): { world: World; flush: () => void } {
  const { token, users = DEFAULT_CAST, stateFile, now = () => new Date() } = options;
  const { callbackTimeout = CALLBACK_TIMEOUT, webhookRetryDelay = defaultDelay } = options;
  const saved = stateFile === undefined ? undefined : loadJson<SavedState>(stateFile);
  const signals = createSignals();
  const bot = botOf(token);
  const chats = createChats({
    users,
    bot,
    signals,
    now,
    firstMessageId: saved?.nextMessageId ?? randomInt(1000, 1_000_000),
    saved: saved?.chats ?? [],
    acquainted: options.acquainted ?? [],
    groups: options.groups ?? [],
  });
  const bytes = stateFile === undefined ? memoryBytes() : folderBytes(`${stateFile}.files`);
  const updates = createUpdateQueue(signals, saved?.nextUpdateId ?? randomInt(1e8, 9e8), saved?.pending ?? []);
  const world: World = {
    bot,
    chats,
    files: createSandboxFiles(bytes, saved?.files ?? []),
    updates,
    callbacks: createCallbacks(now, callbackTimeout),
    inline: createInline(now, callbackTimeout),
    commands: createCommands(saved?.commands ?? []),
    webhook: createWebhook({
      updates,
      signals,
      now,
      retryDelay: webhookRetryDelay,
      runReply: async (method, params) => {
        await runMethod(world, method, { params, uploads: new Map() }, new AbortController().signal);
      },
    }),
    signals,
    about: createBotProfile(saved?.descriptions),
    now,
    knownUser: chats.knownUser,
  };
  if (stateFile === undefined) return { world, flush: () => undefined };
  const writer = createJsonWriter(stateFile, () => snapshotOf(world));
  for (const event of ['chat', 'queued', 'confirmed', 'called'] as const) signals.on(event, writer.changed);
  return { world, flush: writer.flush };
}

const defaultDelay = (attempt: number): number => Math.min(firstRetry * 2 ** (attempt - 1), longestRetry);

const snapshotOf = (world: World): SavedState => ({
  version: 1,
  ...world.chats.snapshot(),
  ...world.updates.snapshot(),
  files: world.files.snapshot(),
  commands: world.commands.snapshot(),
  descriptions: world.about.snapshot(),
});

function botOf(token: string): UserFromGetMe {
  const id = Number(/^(\d+):[\w-]+$/u.exec(token)?.[1]);
  if (!Number.isSafeInteger(id)) throw new Error('a bot token looks like 123456:letters-and-digits');
  return {
    id,
    is_bot: true,
    first_name: 'Sloop',
    username: 'sloop_sandbox_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
