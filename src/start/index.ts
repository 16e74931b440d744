import { setImmediate as nextTurn } from 'node:timers/promises';
import { tellOfAlarm } from '../../scenes/admin/alarm.ts';
import { settleRoles } from '../../scenes/admin/role-origins.ts';
import { feedWords } from '../../scenes/calendar/calendar-feed.ts';
import { commands, program } from '../../scenes/index.ts';
import type { Config } from '../config.ts';
import { seedDemo } from '../demo/index.ts';
import type { Log } from '../domain/log.ts';
import { warmPatterns } from '../domain/text/pattern.ts';
import { feedPath } from '../http/feed.ts';
import { createServer } from '../http/server.ts';
import type { WatchState } from '../mail/index.ts';
import { createMetrics } from '../metrics.ts';
import { createRenderer } from '../reports/renderer.ts';
import { createBot } from '../telegram/bot.ts';
import type { Kit } from '../telegram/context.ts';
import type { UpdatesHealth } from '../telegram/health-desk.ts';
import { setDescriptions, setMenu, setMenuOf } from '../telegram/messages/command-menu.ts';
import { createCall, createPacedCall } from '../telegram/transport/api.ts';
import { createFetchFile } from '../telegram/transport/fetch-file.ts';
import { createFlood } from '../telegram/transport/flood-limit.ts';
import { createHandOff } from '../telegram/transport/hand-off.ts';
import { movingDown } from '../telegram/transport/moving-down.ts';
import { createUpdates } from '../telegram/transport/updates.ts';
import { createCalendarFeed } from '../transfer/calendar-feed.ts';
import { startAlarms } from './alarms.ts';
import { watchClock } from './clock-watch.ts';
import { openDatabase } from './database.ts';
import { createClockWatch, createHealth } from './health.ts';
import { type Bell, joinMail, sandboxMailbox } from './mail.ts';
import { SANDBOX_TOKEN, startSandbox } from './sandbox.ts';
import { startReader, startSpeech } from './speech.ts';
import { startSweep } from './sweep.ts';
import { noticingRevocation, patientCall } from './telegram.ts';
import { type Undo, undoAll } from './undo.ts';
import { pollUpdates, serveWebhook } from './updates.ts';
import { startBackground, startJobs, waitingIn } from './work.ts';

/** What the wiring takes from outside besides the configuration. */
export interface Surroundings {
  log: Log;
  /** The clock; tests set it. */
  now?: () => Date;
  /** Gives up a start that still waits for something. */
  signal?: AbortSignal;
  /** Told what makes going on impossible once it serves: the token was revoked. */
  fail?: (error: unknown) => void;
}

/**
 * Wires the program together and starts it: the one place that knows all the parts. Resolves when it serves, with the
 * function that ends it in good order. What was started before a failure is ended again.
 */
export async function start(config: Config, surroundings: Surroundings): Promise<Undo> {
  const undo: Undo[] = [];
  const stop = undoAll(undo, surroundings.log);
  try {
    await launch(config, surroundings, undo);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function launch(
  config: Config,
  { log, now = () => new Date(), signal, fail = () => {} }: Surroundings,
  undo: Undo[],
): Promise<void> {
  const store = await openDatabase(config, { log, signal }, undo);
  const metrics = createMetrics();
  let botName = '';
  const feed = createCalendarFeed({
    store,
    now,
    words: feedWords,
    // The sandbox's bot is in no one's Telegram.
    ...(!config.sandbox && { link: (id: string) => `https://t.me/${botName}?start=c_${id}` }),
  });
  let mailboxes = (): Map<string, WatchState> => new Map();
  const routing = {
    probes: { database: () => store.ping() },
    mailboxes: () => Object.fromEntries([...mailboxes()].map(([address, { word }]) => [address, word])),
    metrics: () => metrics.text(store.ping),
    feed,
  };
  const play = config.sandbox ? await startSandbox(config, routing, undo) : undefined;

  const token = config.token ?? SANDBOX_TOKEN;
  const apiRoot = play?.sandbox.apiRoot ?? config.apiRoot;
  const clock = createClockWatch();
  const counted = metrics.counted(createCall(token, apiRoot, clock.heard));
  const call = noticingRevocation(counted, fail);
  const early = patientCall(counted, apiRoot, { log, signal });
  const me = await early('getMe', {});
  botName = me.username;
  const administrators = play ? play.sandbox.users.slice(0, 1).map(({ id }) => id) : config.administrators;
  if (play) await seedDemo(store, play.players, config.zone, now());

  const paced = createPacedCall(call, { perSecond: play ? 1000 : config.messagesPerSecond, patience: 30_000 });
  const render = createRenderer();
  undo.push(() => render.close());
  const { handOff, later, drained } = createHandOff(log);
  undo.push(() => drained());
  let site = config.publicUrl ?? play?.sandbox.url.replace(/\/+$/, '') ?? '';
  const kit: Kit = {
    store,
    feedAddress: (user, secret) => `${site}${feedPath(user, secret)}`,
    call: paced.call,
    render,
    handOff,
    later,
    fetchFile: createFetchFile(apiRoot, token),
    now,
    handlerLimit: config.handlerLimit,
    log,
    botName,
    zone: config.zone,
    administrators: new Set(administrators),
  };
  const bell: Bell = { ring: () => {}, letter: metrics.letter, letterCame: metrics.letterCame };
  const { mail, desk, source: letters } = await joinMail(config, kit, bell, play && sandboxMailbox(play.postOffice));
  mailboxes = mail.state;
  kit.mail = desk;
  const bot = createBot({ token, apiRoot, me, kit, program });
  const updates = createUpdates(bot, kit, metrics.update, createFlood(config.floodLimit));
  undo.push(() => updates.drained());
  await setMenu(early, Object.keys(commands));
  // Telegram lets a bot change these only so often; one that has to keep yesterday's words starts all the same.
  await setDescriptions(paced.call).catch((error: unknown) => log('warn', 'descriptions.refused', { error }));
  await settleRoles(kit);
  for (const one of await store.users.administrators()) await setMenuOf(paced.call, one);
  // Their names are wanted where nothing can be waited for.
  await store.dictionaries.list('channel');

  startReader(config.reader, kit, undo);
  await startSpeech(config.speech, kit, updates, undo);
  startJobs(kit, undo);
  startSweep(kit, undo);
  watchClock(kit, undo);
  const background = startBackground(
    kit,
    { call, letters, others: paced.recent, reminded: metrics.reminded, arrived: movingDown(kit, updates, undo) },
    undo,
  );
  bell.ring = background.wake;
  metrics.watch({
    waiting: () => updates.waiting,
    answers: paced.waiting,
    background: background.state,
    mailboxes: mail.state,
  });
  let comes = (): UpdatesHealth => ({ by: 'webhook' });
  const health = createHealth({
    store,
    config,
    now,
    updates: () => comes(),
    clockAhead: clock.ahead,
    queues: () => ({ users: updates.waiting, answers: paced.waiting(), background: waitingIn(background) }),
  });
  kit.health = health.desk;
  if (!play) startAlarms(kit, { look: health.troubles, tell: tellOfAlarm(kit) }, undo);
  mail.start();
  undo.push(() => mail.stop());

  // Neither a start nor the first line waits for it.
  void warmPatterns(nextTurn);

  const { publicUrl, webhookSecret } = config;
  if (publicUrl && webhookSecret && !play) {
    return serveWebhook({ ...config, publicUrl, webhookSecret }, routing, { call: early, updates, log }, undo);
  }
  if (!play) {
    const server = await createServer({ ...config, ...routing });
    undo.push(() => server.close());
    site ||= server.address;
    await early('deleteWebhook', {});
  }
  comes = await pollUpdates(kit, call, updates, undo);
  log('info', 'started', { updates: 'polling', bot: botName });
  if (play)
    console.log(
      `\nSloop is afloat. Open ${play.sandbox.url} in a browser; write letters to it at ${play.sandbox.url}/mail\n`,
    );
}
