import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { createMail } from '../../src/mail/index.ts';
import { openStore } from '../../src/store/index.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { startBotProcess } from './bot-process.ts';
import type { MailboxOrder, MailboxTold } from './bots/mailbox.ts';
import { after, p95, pacedTaps, preparePacedTaps, tapsTold } from './paced-taps.ts';
import { startTelegramStub } from './telegram-stub.ts';

const ADDRESS = 'office@sloop.test';
const AIM = 0.7;
const BODY = 'please send the offer and the contract. '.repeat(60);
/** Memory is looked at from here on: until then buffers and pools are filled for the first time. */
const WARM = 0.2;
/** Megabytes that count as none, of a process whose garbage collector is free to choose its moment. */
const FLAT = 64;
const LOOK_EVERY = 50;
/** So many of each kind of bad letter. */
const ROUNDS = 3;

/** The mailbox in a process of its own, for both sides alike. */
async function startMailbox() {
  const child = fork(fileURLToPath(new URL('./bots/mailbox.js', import.meta.url)), [ADDRESS, BODY]);
  const [told] = (await once(child, 'message')) as [MailboxTold];
  return {
    ...told,
    /** Resolves with how many lie there then. */
    async deliver(order: MailboxOrder): Promise<number> {
      child.send(order);
      const [count] = (await once(child, 'message')) as [number];
      return count;
    },
    async stop(): Promise<void> {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
type BenchMailbox = Awaited<ReturnType<typeof startMailbox>>;

/** What anybody's loop of imapflow and mailparser does: fetches and parses, and forgets. Letters a second. */
async function bare({ imapPort, password }: BenchMailbox, count: number): Promise<number> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: ADDRESS, pass: password },
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  await client.mailboxOpen('INBOX');
  const began = performance.now();
  let read = 0;
  for await (const { source } of client.fetch('1:*', { source: true })) {
    if (source) await simpleParser(source);
    read += 1;
  }
  const seconds = (performance.now() - began) / 1000;
  await client.logout();
  if (read < count) throw new Error(`only ${read} of ${count} letters were read`);
  return read / seconds;
}

/** The same letters taken in by us: parsed, judged, matched, stored, their ringing ordered. Letters a second. */
async function ours({ emptyDatabase }: BenchContext, mailbox: BenchMailbox, count: number) {
  const store = await openStore({ uri: emptyDatabase() });
  const given = {
    source: 'sandbox',
    address: ADDRESS,
    imap: { host: '127.0.0.1', port: mailbox.imapPort, security: 'none' },
    login: ADDRESS,
    password: mailbox.password,
    folder: 'INBOX',
  } as const;
  const open = () =>
    createMail({ store, now: () => new Date(), log: () => {}, given, arrived: () => {}, tell: async () => {} });
  const pause = () => sleep(LOOK_EVERY);
  // Connected once, so that what is delivered next is new; then away until it all lies there, as for the bare loop.
  const once = await open();
  once.start();
  while ((await store.mailboxes.health()).size === 0) await pause();
  await once.stop();
  await mailbox.deliver({ numbered: count });

  const rows = store.connection.collection('letters');
  const mail = await open();
  const began = performance.now();
  mail.start();
  let [warm, most] = [0, 0];
  for (let there = 0; there < count; await pause()) {
    there = await rows.estimatedDocumentCount();
    const memory = process.memoryUsage.rss() / 1024 / 1024;
    if (there < count * WARM) warm = memory;
    most = Math.max(most, memory);
  }
  const rate = count / ((performance.now() - began) / 1000);
  await mail.stop();
  await store.close();
  return { rate, warm, most };
}

/** Letters a second taken in, beside a bare loop over the same letters in the same run; and what memory does meanwhile. */
async function intake(context: BenchContext): Promise<BenchRow[]> {
  const count = context.quick ? 300 : context.size(10_000);
  const mailbox = await startMailbox();
  try {
    context.say(`${count} letters`);
    const { rate, warm, most } = await ours(context, mailbox, count);
    const floor = await bare(mailbox, count);
    return [
      {
        what: `letters taken in a second, of ${count}`,
        aim: `at least ${AIM} of a bare imapflow + mailparser loop`,
        measured: `${Math.round(rate)} (bare ${Math.round(floor)}, ${(rate / floor).toFixed(2)})`,
        met: rate >= AIM * floor,
      },
      {
        what: `memory over ${count} letters, from a fifth of them on`,
        aim: `flat: at most ${FLAT} MB more`,
        measured: `${Math.round(warm)} MB, at most ${Math.round(most)} MB`,
        met: most - warm <= FLAT,
      },
    ];
  } finally {
    await mailbox.stop();
  }
}

/** Taps while letters come that were made to stop a program, beside taps in quiet. */
async function besideBadLetters({ emptyDatabase, quick, say }: BenchContext): Promise<BenchRow[]> {
  const [stub, mailbox] = await Promise.all([startTelegramStub(), startMailbox()]);
  const uri = emptyDatabase();
  const store = await openStore({ uri });
  await preparePacedTaps(store);
  const bot = await startBotProcess('../../src/main.js', {
    TELEGRAM_API_ROOT: stub.apiRoot,
    MONGODB_URI: uri,
    IMAP_URL: `imap://${encodeURIComponent(ADDRESS)}:${mailbox.password}@127.0.0.1:${mailbox.imapPort}/INBOX`,
  });
  await pacedTaps(bot, after(quick ? 1 : 5));
  say('quiet');
  const quiet = await pacedTaps(bot, after(quick ? 2 : 15));
  say('bad letters');
  const begun = performance.now();
  let over = false;
  const taking = (async () => {
    let count = 0;
    for (let round = 0; round < (quick ? 1 : ROUNDS); round++) count = await mailbox.deliver('bad');
    const boxes = store.connection.collection('mailboxes');
    while (Number((await boxes.findOne())?.lastUid ?? 0) < count) await sleep(LOOK_EVERY);
    over = true;
    return count;
  })();
  const meanwhile = await pacedTaps(bot, () => over);
  const count = await taking;
  const seconds = (performance.now() - begun) / 1000;
  const memory = bot.memory();
  await bot.stop();
  await store.close();
  await mailbox.stop();
  stub.close();
  return [
    { what: 'taps in quiet', aim: '', measured: tapsTold(quiet) },
    {
      what: `taps while ${count} bad letters come, in ${seconds.toFixed(0)} s`,
      aim: 'p95 at most 2 × quiet',
      measured: `${tapsTold(meanwhile)}: ${(p95(meanwhile) / p95(quiet)).toFixed(2)} ×, ${Math.round(memory)} MB`,
      met: p95(meanwhile) <= 2 * p95(quiet),
    },
  ];
}

export const bench: Bench = async (context) => [...(await intake(context)), ...(await besideBadLetters(context))];
