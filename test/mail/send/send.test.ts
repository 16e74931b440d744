import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingLetter } from '../../../src/domain/letter/outgoing.ts';
import { createSender } from '../../../src/mail/send/send.ts';
import type { Store } from '../../../src/store/index.ts';
import { startBot } from '../../harness/bot.ts';
import { embeddedMailbox } from '../../harness/mailbox.ts';
import { type SmtpScript, startSmtp } from '../../harness/smtp.ts';
import { withStore } from '../../harness/store.ts';

const HOUR = 3_600_000;
let store: Store;
let now: Date;
let told: string[];
let ends: (() => Promise<void>)[] = [];
withStore((opened) => {
  store = opened;
});
beforeEach(() => {
  now = new Date('2026-11-23T09:00:00Z');
  told = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

/** A mailbox whose letters leave by a server of its own. */
async function mailbox(id: string, script: SmtpScript = {}) {
  const server = await startSmtp(script);
  ends.push(() => server.close());
  const { address } = server;
  const settings = { address: 'office@sloop.test', imap: address, smtp: address, login: 'office', folder: 'INBOX' };
  await store.mailboxes.save(id, { ...settings, duty: [], showExcluded: false });
  return server;
}

async function order(id: string, more: Partial<OutgoingLetter> = {}): Promise<void> {
  const letter = { author: 1, mailbox: id, to: 'anna@romashka.example', subject: 's', text: 't', files: [] };
  const state = 'waiting';
  await store.outgoing.order({ id, messageId: `<${id}@sloop.test>`, references: [], state, ...letter, ...more }, now);
}

function startSender({ patience, trouble }: { patience?: number; trouble?: () => void } = {}) {
  const sender = createSender({
    store,
    now: () => now,
    log: () => {},
    accessOf: async () => undefined,
    async smtpLoginOf() {
      trouble?.();
      return { user: 'office', password: 'secret' };
    },
    tell: async ({ kind }) => void told.push(kind),
    ...(patience !== undefined && { patience }),
  });
  ends.push(() => sender.stop());
  return sender;
}

describe('a letter that the server has whole', () => {
  it.each<[string, SmtpScript['letter']]>([
    ['closes', (socket) => void socket.end()],
    ['resets the connection', (socket) => void socket.resetAndDestroy()],
    ['closes in the middle of its answer', (socket) => void socket.end('25')],
    ['is silent', () => {}],
  ])('is not sent again when the server %s instead of answering', async (id, letter) => {
    const server = await mailbox(id, letter ? { letter } : {});
    const sender = startSender({ patience: 500 });
    await order(id);
    for (let round = 0; round < 3; round++) {
      await sender.run();
      now = new Date(now.getTime() + HOUR);
    }
    expect(server.letters).toHaveLength(1);
    expect((await store.outgoing.get(id))?.state).toBe('unknown');
    expect(told).toEqual(['unknown']);
  });

  it('waits where the server says so', async () => {
    const server = await mailbox('busy', { letter: (socket) => void socket.write('451 later\r\n') });
    const sender = startSender();
    await order('busy');
    await sender.run();
    now = new Date(now.getTime() + HOUR);
    await sender.run();
    expect(server.letters).toHaveLength(2);
    expect((await store.outgoing.get('busy'))?.state).toBe('waiting');
  });
});

it.each<[string, string, boolean]>([
  ['has named its recipient', 'RCPT', false],
  ['may begin', 'DATA', false],
  ['is under way, and a large one', 'DATA', true],
])('a letter that %s when the connection breaks waits, and is sent later', async (_name, at, begun) => {
  let broken = false;
  const id = `${at}-${begun}`;
  const server = await mailbox(id, {
    command(socket, line) {
      if (broken || !line.startsWith(at)) return false;
      broken = true;
      if (begun) socket.write('354 go on\r\n', () => socket.once('data', () => socket.resetAndDestroy()));
      else socket.resetAndDestroy();
      return true;
    },
  });
  const sender = startSender();
  const file = { name: 'large.bin', mime: 'application/octet-stream', id: `large-${id}` };
  const bytes = Buffer.alloc(begun ? 8_000_000 : 10, 7);
  await store.files.put(bytes, file);
  await order(id, { files: [{ ...file, size: bytes.length }] });
  await sender.run();
  expect((await store.outgoing.get(id))?.state).toBe('waiting');
  now = new Date(now.getTime() + HOUR);
  await sender.run();
  expect((await store.outgoing.get(id))?.state).toBe('sent');
  expect(server.letters).toHaveLength(1);
  expect(told).toEqual(['delayed', 'sent']);
});

describe('a letter that cannot be made ready', () => {
  it('is refused where a file of it is gone, and those after it leave', async () => {
    await mailbox('gone');
    await order('gone', { files: [{ id: 'nothing', name: 'act.pdf', mime: 'application/pdf', size: 1 }] });
    await order('after', { mailbox: 'gone' });
    await startSender().run();
    expect(told).toEqual(['refused', 'sent']);
    expect(await store.outgoing.get('gone')).toMatchObject({ state: 'refused', trouble: 'file' });
  });

  it('waits where that may pass', async () => {
    await mailbox('away');
    await order('away');
    let away = true;
    const sender = startSender({
      trouble() {
        if (away) throw new Error('the database is away');
      },
    });
    await sender.run();
    expect((await store.outgoing.get('away'))?.state).toBe('waiting');
    away = false;
    now = new Date(now.getTime() + HOUR);
    await sender.run();
    expect((await store.outgoing.get('away'))?.state).toBe('sent');
    expect(told).toEqual(['sent']);
  });
});

describe('a server that keeps a letter waiting', () => {
  it('holds up no other mailbox, and not the end of the program', async () => {
    const [slow] = await Promise.all([mailbox('slow', { letter: () => {} }), mailbox('swift')]);
    await order('slow');
    await order('slow-too', { mailbox: 'slow' });
    const sender = startSender();
    const running = sender.run();
    await expect.poll(() => slow.letters.length).toBe(1);
    await order('swift');
    void sender.run();
    await expect.poll(async () => (await store.outgoing.get('swift'))?.state).toBe('sent');
    await sender.stop();
    await running;
    expect((await store.outgoing.get('slow'))?.state).toBe('unknown');
    expect((await store.outgoing.get('slow-too'))?.state).toBe('waiting');
    expect(told).toEqual(['sent', 'unknown']);
  });

  it('holds up nothing else that is done with mail', async () => {
    const [slow, imap] = await Promise.all([startSmtp({ letter: () => {} }), embeddedMailbox()]);
    const smtp = `smtp://office:secret@127.0.0.1:${slow.address.port}`;
    const bot = await startBot({ env: { IMAP_URL: imap.imapUrl, SMTP_URL: smtp, MAIL_FROM: 'office@sloop.test' } });
    ends.push(slow.close, imap.stop, bot.stop);
    const letter = { author: bot.ivan.user.id, mailbox: 'environment', to: 'anna@romashka.example', subject: 's' };
    const rest = { text: 't', files: [], messageId: '<held@sloop.test>', references: [], state: 'waiting' as const };
    await bot.store.outgoing.order({ id: 'held', ...letter, ...rest }, new Date(0));
    await expect.poll(() => slow.letters.length, { timeout: 15_000 }).toBe(1);
    // Nobody is there, which is found out at once.
    const nowhere = {
      address: 'sales@sloop.test',
      imap: { ...slow.address, port: 1 },
      login: 'sales',
      folder: 'INBOX',
    };
    await bot.store.mailboxes.save('new', { ...nowhere, duty: [], showExcluded: false });
    await expect.poll(async () => (await bot.store.mailboxes.health()).has('new'), { timeout: 15_000 }).toBe(true);
  });
});

it('says for whom of those that were to get a copy the server does not take it', async () => {
  const server = await mailbox('copies', {
    command(socket, line) {
      if (!/^RCPT TO:<gone@/i.test(line)) return false;
      socket.write('550 5.1.1 no such user\r\n');
      return true;
    },
  });
  await order('copied', { mailbox: 'copies', cc: ['boris@romashka.example', 'gone@romashka.example'] });
  await startSender().run();
  expect([server.letters.length, told.at(-1)]).toEqual([1, 'sent']);
  const { state, notFor } = (await store.outgoing.get('copied')) ?? {};
  expect([state, notFor]).toEqual(['sent', [{ address: 'gone@romashka.example', detail: '550 5.1.1 no such user' }]]);
});
