import path from 'node:path';
import { Telegram } from 'telegraf';
import { takeAttachment } from '../scenes/attach.ts';
import { scenes } from '../scenes/index.ts';
import { quickEntry } from '../scenes/quick-entry.ts';
import type { Config } from './config.ts';
import { seedDemo } from './demo.ts';
import { feedPath } from './http/feed.ts';
import { createServer, type RoutesOptions, routes } from './http/server.ts';
import { createJobs } from './jobs/index.ts';
import { jobKinds } from './jobs/kinds.ts';
import { createMetrics } from './metrics.ts';
import { createContactReminders } from './reminders/contact-reminders.ts';
import { createDigests } from './reminders/digests.ts';
import { createScheduledReports } from './reminders/scheduled-reports.ts';
import { createRenderer } from './reports/renderer.ts';
import { createSandbox, DEFAULT_CAST } from './sandbox/index.ts';
import { type MailServer, mailRoutes } from './sandbox/mail/index.ts';
import { sendNotice } from './screens/digest.ts';
import { greet } from './screens/doorstep.ts';
import { tappedOldDialog } from './screens/drafts.ts';
import { feedWords } from './screens/feed.ts';
import { takeMessage } from './screens/free-message.ts';
import { takeImportFile } from './screens/import.ts';
import { commands, isOpen, screens } from './screens/index.ts';
import { answerInline, takeDroppedCard } from './screens/inline.ts';
import { tellOfJob } from './screens/job-card.ts';
import { jobViews } from './screens/job-views.ts';
import { createExports } from './screens/journal-export.ts';
import { replyToLetter } from './screens/outgoing.ts';
import { takePhoneCard } from './screens/phone-card.ts';
import { sendReminders } from './screens/reminder.ts';
import { sendDueReport } from './screens/report-scheduled.ts';
import { firstEntries } from './seeds.ts';
import { type Bell, joinMail, sandboxMailbox, startPostOffice } from './start-mail.ts';
import { type Engine, startEngine } from './store/engine.ts';
import { openStore } from './store/index.ts';
import { readSecretKey } from './store/secret-key.ts';
import { createCall, createPacedCall } from './telegram/api.ts';
import { createBackground, sourceOf } from './telegram/background.ts';
import { ALLOWED_UPDATES, createBot } from './telegram/bot.ts';
import type { Kit, Log } from './telegram/context.ts';
import { createElected } from './telegram/elected.ts';
import { createFileCopier } from './telegram/file-copier.ts';
import { bytesOf, createFetchFile } from './telegram/files.ts';
import { createFlood } from './telegram/flood.ts';
import { createHandOff } from './telegram/hand-off.ts';
import { setMenu, setMenuOf } from './telegram/menu.ts';
import { createPoller } from './telegram/poller.ts';
import { createUpdates } from './telegram/updates.ts';
import { createCalendarFeed } from './transfer/calendar-feed.ts';

/** The sandbox's bot; it exists nowhere else. */
const SANDBOX_TOKEN = '1:sandbox-sandbox-sandbox-sandbox-sandbox';

/** What is undone at the end, the last started first. */
type Undo = () => Promise<unknown>;

/** What the wiring takes from outside besides the configuration. */
export interface Surroundings {
  log: Log;
  /** The clock; tests set it. */
  now?: () => Date;
}

/**
 * Wires the program together and starts it: the one place that knows all the parts. Resolves when it serves, with the
 * function that ends it in good order. What was started before a failure is ended again.
 */
export async function start(config: Config, surroundings: Surroundings): Promise<Undo> {
  const { log } = surroundings;
  const undo: Undo[] = [];
  const stop: Undo = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch((error) => log('error', 'stop.failed', { error }));
  };
  try {
    await launch(config, surroundings, undo);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function launch(config: Config, { log, now = () => new Date() }: Surroundings, undo: Undo[]): Promise<void> {
  const engine = config.mongodbUri ? undefined : await startEmbedded(config, log);
  if (engine) undo.push(() => engine.stop());
  // Over a server of one's own a key has to be given, for every instance needs the same.
  const secretKey = config.secretKey || engine ? await readSecretKey(config.secretKey, config.dataDir) : undefined;
  const store = await openStore({
    uri: config.mongodbUri ?? engine?.uri ?? '',
    secretKey,
    ...(engine && { name: 'sloop' }),
  });
  undo.push(() => store.close());
  // The embedded engine has one owner: whoever held a session before is gone.
  if (engine)
    await Promise.all([
      store.sessions.clearLeases(),
      store.jobs.clearLeases(),
      store.leases.clear(),
      store.savedReports.clearLeases(),
      store.mailboxes.clearLeases(),
    ]);
  await store.dictionaries.seed(firstEntries);

  const metrics = createMetrics();
  const probes = { database: () => store.ping() };
  const numbers = () => metrics.text(store.ping);
  const feed = createCalendarFeed({
    store,
    now,
    words: feedWords,
    // The sandbox's bot is in nobody's Telegram.
    ...(!config.sandbox && { link: (id: string) => `https://t.me/${me.username}?start=c_${id}` }),
  });
  const routing = { probes, metrics: numbers, feed };
  const postOffice = config.sandbox ? await startPostOffice(config) : undefined;
  if (postOffice) undo.push(() => postOffice.close());
  const sandbox = config.sandbox ? await startSandbox(config, routing, postOffice) : undefined;
  if (sandbox) undo.push(() => sandbox.close());
  const token = config.token ?? SANDBOX_TOKEN;
  const apiRoot = sandbox?.apiRoot ?? config.apiRoot;
  const telegram = new Telegram(token, { apiRoot, webhookReply: false });
  const call = metrics.counted(createCall(telegram));
  const me = await call('getMe', {});

  const administrators = sandbox ? sandbox.users.slice(0, 1).map(({ id }) => id) : config.administrators;
  if (sandbox) await seedDemo(store, sandbox.users.slice(0, 3), config.zone, now());
  const paced = createPacedCall(call, { perSecond: sandbox ? 1000 : config.messagesPerSecond, patience: 30_000 });
  const fetchFile = createFetchFile(apiRoot, token);
  let site = config.publicUrl ?? sandbox?.url.replace(/\/+$/, '') ?? '';
  const feedAddress = (user: number, secret: string) => `${site}${feedPath(user, secret)}`;
  const render = createRenderer();
  undo.push(() => render.close());
  const { handOff, drained } = createHandOff(log);
  undo.push(() => drained());
  const kit: Kit = {
    store,
    feedAddress,
    call: paced.call,
    render,
    handOff,
    fetchFile,
    now,
    log,
    botName: me.username,
    zone: config.zone,
    administrators: new Set(administrators),
  };
  const bell: Bell = { ring: () => {} };
  const { mail, desk, source: letters } = await joinMail(config, kit, bell, postOffice && sandboxMailbox(postOffice));
  kit.mail = desk;
  const program = {
    scenes,
    screens,
    commands,
    isOpen,
    doorstep: { greet },
    message: takeMessage([takeDroppedCard, takeImportFile, takeAttachment, takePhoneCard, quickEntry]),
    inline: answerInline,
    oldDialog: tappedOldDialog,
    reply: replyToLetter,
  };
  const bot = createBot({ token, apiRoot, me, kit, program });
  const updates = createUpdates(bot, kit, metrics.update, createFlood(config.floodLimit));
  undo.push(() => updates.drained());
  await setMenu(call, Object.keys(commands));
  const exports = createExports(kit);
  const jobs = createJobs({
    store,
    kinds: [...jobKinds({ store, now, file: (file) => bytesOf(kit, file) }), exports.kind],
    now,
    log,
    notify: tellOfJob(kit, { ...jobViews, export: exports.view }),
  });
  for (const one of await store.users.administrators()) await setMenuOf(paced.call, one);
  // Their names are wanted where nothing can be waited for.
  await store.dictionaries.list('channel');
  jobs.start();
  undo.push(() => jobs.stop());
  const background = createBackground({
    sources: [
      sourceOf(createContactReminders(store), sendReminders(kit)),
      sourceOf(createDigests(store), sendNotice(kit)),
      sourceOf(createScheduledReports(store), sendDueReport(kit)),
      letters,
    ],
    call,
    lease: store.leases,
    now,
    log,
    blocked: (user) => store.users.setReachable(user, false),
    others: paced.recent,
  });
  background.start();
  metrics.watch({ waiting: () => updates.waiting, background: background.state });
  undo.push(() => background.stop());
  bell.ring = background.wake;
  mail.start();
  undo.push(() => mail.stop());
  const copier = createFileCopier(kit);
  copier.start();
  undo.push(() => copier.stop());

  if (config.webhookSecret && config.publicUrl && !sandbox) {
    const webhook = { path: '/telegram', secret: config.webhookSecret, accept: updates.accept };
    const server = await createServer({ ...config, ...routing, webhook });
    undo.push(() => server.close());
    await call('setWebhook', {
      url: `${config.publicUrl}/telegram`,
      secret_token: config.webhookSecret,
      allowed_updates: ALLOWED_UPDATES,
    });
    log('info', 'started', { updates: 'webhook', address: server.address });
    return;
  }
  if (!sandbox) {
    const server = await createServer({ ...config, ...routing });
    undo.push(() => server.close());
    site ||= server.address;
    await call('deleteWebhook', {});
  }
  const poller = createPoller({
    call,
    handle: updates.accept,
    allowed: ALLOWED_UPDATES,
    log: (event, details) => log('warn', event, details),
  });
  const stopPolling = async () => {
    await poller.stop();
    await updates.drained();
    // What was finished is told, so that it does not come again to whoever polls next.
    await poller.confirm();
  };
  const elected = createElected({
    leases: store.leases,
    name: 'poller',
    now,
    start: poller.start,
    stop: stopPolling,
    log: (event, details) => log('info', event, details),
  });
  await elected.run();
  undo.push(() => elected.end());
  log('info', 'started', { updates: 'polling', bot: me.username });
  if (sandbox)
    console.log(`\nSloop is afloat. Open ${sandbox.url} in a browser; write letters to it at ${sandbox.url}/mail\n`);
}

const startEmbedded = ({ dataDir }: Config, log: Log): Promise<Engine> =>
  startEngine({ dataDir, log: (event, details) => log('info', event, details) });

const startSandbox = ({ dataDir, host, port }: Config, routing: RoutesOptions, postOffice?: MailServer) =>
  createSandbox({
    token: SANDBOX_TOKEN,
    host,
    port,
    users: DEFAULT_CAST,
    stateFile: path.join(dataDir, 'sandbox.json'),
    routes(app) {
      routes(app, routing);
      if (postOffice) app.register(async (scope) => mailRoutes(scope, postOffice));
    },
  });
