import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { createMail } from '../../src/mail/index.ts';
import { createMailServer, type MailServer } from '../../src/sandbox/mail/index.ts';
import { openStore } from '../../src/store/index.ts';
import type { Bench, BenchContext } from './bench.ts';

const ADDRESS = 'office@sloop.test';
const AIM = 0.7;

const letterOf = (index: number): Buffer =>
  Buffer.from(
    [
      `From: Client ${index} <client${index % 500}@company${index % 200}.example>`,
      `To: ${ADDRESS}`,
      `Subject: Letter number ${index}`,
      'Date: Mon, 23 Nov 2026 10:00:00 +0300',
      `Message-ID: <bench-${index}@company.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Hello,\r\n\r\n${'please send the offer and the contract. '.repeat(60)}\r\n\r\nRegards\r\n`,
    ].join('\r\n'),
  );

/** What anybody's loop of imapflow and mailparser does: fetches and parses, and forgets. Letters a second. */
async function bare(server: MailServer, count: number): Promise<number> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: server.imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user: ADDRESS, pass: server.password },
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
async function ours({ emptyDatabase }: BenchContext, server: MailServer, deliver: () => void, count: number) {
  const store = await openStore({ uri: emptyDatabase() });
  const mail = await createMail({
    store,
    now: () => new Date(),
    log: () => {},
    given: {
      source: 'sandbox',
      address: ADDRESS,
      imap: { host: '127.0.0.1', port: server.imapPort, security: 'none' },
      login: ADDRESS,
      password: server.password,
      folder: 'INBOX',
    },
    arrived: () => {},
    tell: async () => {},
  });
  const rows = store.connection.collection('letters');
  mail.start();
  while ((await store.mailboxes.health()).size === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  deliver();
  const first = process.memoryUsage().rss;
  const began = performance.now();
  await mail.fetchNow();
  let memory = first;
  while ((await rows.countDocuments({})) < count) {
    memory = Math.max(memory, process.memoryUsage().rss);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const rate = count / ((performance.now() - began) / 1000);
  await mail.stop();
  await store.close();
  return { rate, grown: (memory - first) / 1024 / 1024 };
}

/** Letters a second taken in, beside a bare loop over the same letters in the same run. */
export const bench: Bench = async (context) => {
  const count = context.quick ? 300 : context.size(10_000);
  const server = await createMailServer({ address: ADDRESS });
  try {
    context.say(`${count} letters`);
    const deliver = () => {
      for (let i = 0; i < count; i++) server.deliver(letterOf(i));
    };
    const { rate, grown } = await ours(context, server, deliver, count);
    const floor = await bare(server, count);
    return [
      {
        what: `letters taken in a second, of ${count}`,
        aim: `at least ${AIM} of a bare imapflow + mailparser loop`,
        measured: `${Math.round(rate)} (bare ${Math.round(floor)}, ${(rate / floor).toFixed(2)})`,
        met: rate >= AIM * floor,
      },
      { what: 'memory grown meanwhile, with the server in it', aim: '', measured: `${Math.round(grown)} MB` },
    ];
  } finally {
    await server.close();
  }
};
