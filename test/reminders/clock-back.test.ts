import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  // A day ahead of the Monday that it is.
  bot = await startBot({ now: '2026-11-24T09:00:00Z' });
  await bot.ivan.start();
  await bot.ivan.settled();
});
afterAll(() => bot.stop());

it('rings for what was planned while the clock was ahead, and does what was ordered then', async () => {
  const { ivan, store } = bot;
  await say(ivan, 'звонок в банк 25.11.2026 10:00, обсудить кредит');
  await press(ivan, /Сохранить/);
  // Planned for what was past by that clock: nothing rings.
  const [contact] = await store.connection.collection('contacts').find({}).toArray();
  const start = new Date('2026-11-23T10:00:00Z');
  const revision = Number(contact?.revision);
  const now = new Date('2026-11-24T09:00:00Z');
  const viewer = { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' } as const;
  await store.contacts.change(viewer, String(contact?._id), { key: 'moved', revision, now }, { start });
  const job = { id: 'ordered', kind: 'replan' as const, by: ivan.user.id, params: { manager: ivan.user.id } };
  await store.jobs.add(job, new Date('2026-11-25T09:00:00Z'));
  bot.setNow('2026-11-23T09:00:00Z');
  // Noticed within seconds, and computed again.
  await expect
    .poll(async () => (await store.connection.collection('contacts').findOne({}))?.due?.at, { timeout: 20_000 })
    .toEqual(new Date('2026-11-23T09:45:00Z'));
  await expect
    .poll(() => store.connection.collection('jobs').countDocuments({ kind: 'replan', due: { $ne: null } }), {
      timeout: 20_000,
    })
    .toBe(0);
  bot.setNow('2026-11-23T09:45:00Z');
  await ivan.sees(/Через 15 минут[\s\S]*кредит/);
  expect(bot.faults).toEqual([]);
});
