import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { startProxy } from '../harness/proxy.ts';

let bot: TestBot;
let proxy: Awaited<ReturnType<typeof startProxy>>;
beforeAll(async () => {
  const { hostname, port } = new URL(inject('mongoUri'));
  proxy = await startProxy(hostname, Number(port));
  const name = `test-${randomBytes(6).toString('hex')}`;
  bot = await startBot({
    now: '2026-11-23T09:00:00Z',
    mongodbUri: `mongodb://127.0.0.1:${proxy.port}/${name}?directConnection=true`,
  });
  await bot.ivan.start();
  await bot.ivan.settled();
});
afterAll(async () => {
  await bot.stop();
  await proxy.close();
});

const plan = (content: string, start: string) =>
  bot.store.contacts.create(
    { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' },
    content,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager: bot.ivan.user.id,
      priority: 'medium',
      state: 1,
      content,
      documents: [],
      analytics: [],
    },
    { now: new Date('2026-11-23T09:00:00Z') },
  );

const told = (content: string) => bot.ivan.messages().filter(({ text }) => text.includes(content)).length;

describe('with MongoDB away', () => {
  it('a reminder waits, and one that was just sent is not sent again', async () => {
    const { ivan, sandbox } = bot;
    await plan('first', '2026-11-23T10:00:00Z');
    await plan('second', '2026-11-23T11:00:00Z');
    await plan('third', '2026-11-23T12:00:00Z');

    // Gone between the sending and the noting of it.
    const sent = new Promise<void>((resolve) => {
      sandbox.events.on('called', function cut({ method, params }) {
        if (method !== 'sendMessage' || !String(params.text).includes('first')) return;
        sandbox.events.off('called', cut);
        proxy.cut();
        resolve();
      });
    });
    bot.setNow('2026-11-23T09:45:00Z');
    await sent;
    // Due while it is away.
    bot.setNow('2026-11-23T10:45:00Z');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    proxy.restore();
    await ivan.sees('second', { timeout: 30_000 });
    bot.setNow('2026-11-23T11:45:00Z');
    await ivan.sees(/third/, { timeout: 10_000 });
    // The first is told of again only as overdue, as the second is by now: each in one message.
    const leads = ivan.messages().filter(({ text }) => text.includes('first') && text.includes('⏰ Через'));
    expect(leads).toHaveLength(1);
    expect(told('third')).toBe(1);
    expect(told('second')).toBeLessThanOrEqual(2);
    // A job may have met the outage: it is logged, and done again.
    expect(bot.faults.filter((fault) => !JSON.stringify(fault).includes('job.failed'))).toEqual([]);
  }, 60_000);
});
