import type { Config } from '../config.ts';
import { createServer, type RoutesOptions } from '../http/server.ts';
import { ALLOWED_UPDATES } from '../telegram/bot.ts';
import type { Kit } from '../telegram/context.ts';
import type { UpdatesHealth } from '../telegram/health-desk.ts';
import type { Call } from '../telegram/transport/api.ts';
import { createElection } from '../telegram/transport/leader-election.ts';
import { createPoller } from '../telegram/transport/poller.ts';
import type { Updates } from '../telegram/transport/updates.ts';
import type { Undo } from './undo.ts';

/** Takes updates by the webhook, at an HTTP server of our own. */
export async function serveWebhook(
  config: Config & { publicUrl: string; webhookSecret: string },
  routing: RoutesOptions,
  { call, updates, log }: { call: Call; updates: Updates; log: Kit['log'] },
  undo: Undo[],
): Promise<void> {
  const { publicUrl, webhookSecret: secret } = config;
  const webhook = { path: '/telegram', secret, accept: updates.accept };
  const server = await createServer({ ...config, ...routing, webhook });
  undo.push(() => server.close());
  await call('setWebhook', {
    url: `${publicUrl}${webhook.path}`,
    secret_token: secret,
    allowed_updates: ALLOWED_UPDATES,
  });
  log('info', 'started', { updates: 'webhook', address: server.address });
}

/** Asks Telegram for updates, in the one instance that holds the poller's lease. Resolves with what tells how that goes. */
export async function pollUpdates(
  { store, now, log }: Kit,
  call: Call,
  updates: Updates,
  undo: Undo[],
): Promise<() => UpdatesHealth> {
  let here = false;
  const poller = createPoller({
    call,
    handle: updates.insist,
    aside: store.updatesAside,
    allowed: ALLOWED_UPDATES,
    log: (event, details) => log('warn', event, details),
  });
  const election = createElection({
    leases: store.leases,
    name: 'poller',
    now,
    start() {
      here = true;
      poller.start();
    },
    async stop() {
      here = false;
      await poller.stop();
      await updates.drained();
      // What was finished is told, so that it does not come again to the instance that polls next.
      await poller.confirm();
    },
    log: (event, details) => log('info', event, details),
  });
  await election.run();
  undo.push(() => election.end());
  return () => {
    const silentFor = poller.silentFor();
    return { by: 'polling', here, ...(silentFor !== undefined && { silentFor }) };
  };
}
