import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../src/mail/watch/connection.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';

let mailbox: EmbeddedMailbox;
beforeAll(async () => {
  mailbox = await embeddedMailbox();
});
afterAll(() => mailbox.stop());

/** Bytes in use after garbage was collected: buffers are given back only after the objects that held them, a turn later. */
async function used(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  for (let round = 0; round < 4; round++) {
    if (typeof collect === 'function') collect();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it('keeps nothing of what it has fetched, however long the connection lives', async () => {
  const size = 300_000;
  await mailbox.deliver(rawLetter({ subject: 'large', text: 'long line\r\n'.repeat(size / 11) }));
  const { hostname, port, username, password } = new URL(mailbox.imapUrl);
  const access = {
    imap: { host: hostname, port: Number(port), security: 'none' as const },
    login: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
  const connection = await connect(access, () => {});
  const { client, run } = connection;
  await run(() => client.mailboxOpen('INBOX'));
  const fetch = async () => {
    const letters = await run(() => client.fetchAll('1:*', { source: true }));
    expect(letters.at(-1)?.source?.length).toBeGreaterThan(size * 0.9);
  };
  for (let round = 0; round < 5; round++) await fetch();
  const before = await used();
  const rounds = 40;
  for (let round = 0; round < rounds; round++) await fetch();
  expect((await used()) - before).toBeLessThan((rounds * size) / 4);
  expect(client.listenerCount('close')).toBeLessThan(5);
  await connection.close();
});
