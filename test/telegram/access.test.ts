import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { buttonsOf, press, say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot();
  await bot.anna.start();
  await bot.anna.settled();
  await press(bot.anna, 'Москва');
});
afterAll(() => bot.stop());

describe('access', () => {
  it('lets the administrator in by ADMIN_IDS and asks for the time zone', async () => {
    const user = await bot.store.users.get(bot.anna.user.id);
    expect(user).toMatchObject({ role: 'administrator', access: 'active', zone: 'Europe/Moscow', zoneChosen: true });
  });

  it('shows a stranger nothing but the offer to ask', async () => {
    const { stranger, ivan } = bot;
    const saved = await bot.store.contacts.create(
      { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' },
      'secret-contact',
      {
        status: 'planned',
        start: new Date('2026-11-24T09:00:00Z'),
        channel: 'phone',
        direction: 'outgoing',
        manager: ivan.user.id,
        priority: 'medium',
        state: 1,
        content: 'тайна',
        documents: [],
        analytics: [],
      },
      { now: new Date('2026-11-23T09:00:00Z') },
    );
    expect(saved.created).toBe(true);
    await stranger.start('c_secret-contact');
    await stranger.settled();
    const card = stranger.last();
    expect(card.text).toContain('You need access');
    for (const command of ['/new', '/today', '/settings', 'call Acme tomorrow']) {
      expect((await say(stranger, command)).text).toContain('You need access');
    }
    for (const data of ['c:open:secret-contact', 'h:new', `a:approve:${stranger.user.id}`, 't:page:0', 'f:x:1:save']) {
      expect((await stranger.tapData(card.message_id, data)).text).toBe('No access.');
    }
    expect(await stranger.inline('a')).toEqual([]);
    expect(stranger.log()).not.toContain('тайна');
    expect(await bot.store.users.get(stranger.user.id)).toBeUndefined();
  });

  it('rings the administrators once, and on approval asks for the time zone', async () => {
    const { stranger, anna } = bot;
    await press(stranger, 'Ask for access');
    expect(stranger.last().text).toContain('The administrators have your request');
    await say(stranger, '/start');
    expect(stranger.last().text).toContain('already');
    const rung = await anna.sees('Просит доступ: John Smith');
    expect(anna.messages().filter(({ text }) => text.includes('Просит доступ'))).toHaveLength(1);
    await anna.tap('Принять', { message: rung.message_id });
    await anna.sees('принят (Анна Орлова)');
    await stranger.sees('You have access now');
    expect(buttonsOf(stranger)).toContain('London');
    await press(stranger, 'Another city');
    await say(stranger, 'Nowhereville');
    expect(stranger.last().text).toContain('I know no such city');
    await say(stranger, 'Tokyo');
    expect(stranger.last().text).toContain('Tokyo');
    expect(await bot.store.users.get(stranger.user.id)).toMatchObject({
      access: 'active',
      role: 'manager',
      zone: 'Asia/Tokyo',
    });
  });

  it('answers a request once', async () => {
    const { anna } = bot;
    const decided = anna.messages().find(({ text }) => text.includes('принят'));
    const answer = await anna.tapData(decided?.message_id ?? 0, `a:decline:${bot.stranger.user.id}`);
    expect(answer.text).toBe('На этот запрос уже ответили.');
    expect(await bot.store.users.get(bot.stranger.user.id)).toMatchObject({ access: 'active' });
  });

  it('lets no manager decide, nor touch what is another manager’s', async () => {
    const { mary } = bot;
    await mary.start('c_secret-contact');
    await mary.settled();
    expect(mary.last().text).toContain('тайна');
    for (const label of ['Happened', 'Move', 'Cancel contact', 'Edit', 'Remove']) {
      expect(mary.last().buttons.flat().join()).not.toContain(label);
    }
    const at = mary.last().message_id;
    expect((await mary.tapData(at, `a:approve:${mary.user.id}`)).text).toBe('No access.');
    expect((await mary.tapData(at, 'c:restore:secret-contact:1')).text).toBe('There is no such contact.');
    expect((await mary.tapData(at, 'c:move:secret-contact:1')).text).toContain('Another manager');
    expect(bot.faults).toEqual([]);
  });

  it('takes a city for the time zone from somebody who has not chosen one, without a tap', async () => {
    const { mary } = bot;
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: mary.user.id }, { $set: { zoneChosen: false } });
    await mary.start();
    await say(mary, '/cancel');
    expect((await say(mary, 'Novosibirsk')).text).toContain('Novosibirsk, ');
    expect(await bot.store.users.get(mary.user.id)).toMatchObject({ zone: 'Asia/Novosibirsk', zoneChosen: true });
    // For somebody who has chosen one a city is a word like others.
    await say(mary, 'Samara');
    expect(await bot.store.users.get(mary.user.id)).toMatchObject({ zone: 'Asia/Novosibirsk' });
  });
});
