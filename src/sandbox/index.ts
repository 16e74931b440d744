import Fastify from 'fastify';
import { apiServer } from './api/api-server.ts';
import { createCallLog } from './api/call-log.ts';
import { createFaults } from './api/faults.ts';
import type { Phone, Sandbox, SandboxOptions } from './types.ts';
import { keepOthersOut } from './web/own-pages.ts';
import { pageRoutes } from './web/page-routes.ts';
import { chatMessage } from './world/chat-message.ts';
import { createWorld } from './world/create-world.ts';
import { MAX_UPLOAD_BYTES } from './world/files.ts';
import { createPhone } from './world/phone.ts';
import { waitFor } from './world/signals.ts';

export type * from './types.ts';
export { DEFAULT_CAST } from './world/cast.ts';

/**
 * Starts a Bot API server for one bot, with a cast of users and a chat page to play them.
 * It listens when the promise resolves.
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { token, host = '127.0.0.1', port = 0 } = options;
  const { world, flush } = createWorld(options);
  const faults = createFaults();
  const phones = new Map<number, Phone>();
  const phone = (userId: number): Phone => {
    const known = phones.get(userId) ?? createPhone(world, world.chats.userOf(userId));
    phones.set(userId, known);
    return known;
  };

  // Polls and event streams stay open for long: closing must not wait for them.
  const app = Fastify({ forceCloseConnections: true, bodyLimit: MAX_UPLOAD_BYTES + 1024 * 1024 });
  keepOthersOut(app);
  await app.register(async (scope) => apiServer(scope, { world, token, faults }));
  await app.register(async (scope) => pageRoutes(scope, { world, phone, options }));
  options.routes?.(app);
  const url = await app.listen({ host, port });
  return {
    url,
    apiRoot: url,
    port: Number(new URL(url).port),
    bot: world.bot,
    users: world.chats.users,
    phone,
    inGroup(groupId) {
      const chat = world.chats.find(groupId);
      return chat.messages.map((stored) => chatMessage(stored, chat, world.files, world.bot.id));
    },
    fail: faults.add,
    calls: createCallLog(world.signals),
    events: world.signals,
    async polling() {
      const waits = () => world.updates.isPolling() || undefined;
      await waitFor(world.signals, ['polling'], waits, 10_000, () => 'the bot has not polled within 10 s');
    },
    async settled() {
      const done = () => world.updates.isSettled() || undefined;
      await waitFor(
        world.signals,
        ['confirmed'],
        done,
        10_000,
        () => 'the bot has not finished its updates within 10 s',
      );
    },
    async close() {
      world.webhook.close();
      world.callbacks.close();
      world.inline.close();
      await app.close();
      flush();
    },
  };
}
