import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';

let bot: TestBot;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const client = { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create(client, now);
  await bot.store.contacts.create(
    me,
    'hand',
    {
      status: 'planned',
      start: new Date('2026-11-24T12:00:00Z'),
      channel: 'meeting',
      direction: 'outgoing',
      manager: me.id,
      priority: 'medium',
      state: 1,
      organization: 'romashka',
      content: 'встреча',
      documents: [],
      analytics: [],
    },
    { now },
  );
  await bot.ivan.start();
});
afterAll(() => bot.stop());

const stored = () => bot.store.contacts.get(me, 'hand');
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('what is sent outside of dialogs, with no contact at hand', () => {
  it('begins a new contact', async () => {
    const { ivan } = bot;
    await ivan.voice({ bytes: Buffer.from('voice'), duration: 3 });
    await ivan.settled();
    expect(ivan.last().text).toContain('Новый контакт');
    expect(ivan.last().text).toContain('🎤 voice.ogg');
    await press(ivan, 'Отмена');
    await ivan.forward({ text: 'Пришлите счёт до пятницы', from: 'Анна' });
    await ivan.settled();
    expect(ivan.last().text).toContain('Содержание: Пришлите счёт до пятницы');
    await press(ivan, '🏢 Клиент');
    await press(ivan, 'Ромашка');
    expect((await press(ivan, 'Сохранить')).message.text).toContain('Сохранено');
  });
});

describe('what is sent while a contact is at hand', () => {
  const open = async () => {
    await bot.ivan.start('c_hand');
    await bot.ivan.settled();
  };

  it('is added to it after one confirming tap, several things together', async () => {
    const { ivan } = bot;
    await open();
    await ivan.photo({ bytes: pixel, caption: 'подписанный лист' });
    await ivan.document({ bytes: Buffer.from('paper'), name: 'акт.pdf', mime: 'application/pdf' });
    await ivan.location(55.75, 37.61);
    await ivan.settled();
    expect(ivan.last().text).toContain('Куда это добавить?');
    expect(buttonsOf(ivan).join()).toContain('Добавить к: 🟢 завтра 15:00 🤝 ООО «Ромашка»');
    await press(ivan, /Добавить к/);
    const analytics = (await stored())?.analytics ?? [];
    expect(analytics.map(({ kind }) => kind)).toEqual(['file', 'file', 'place', 'text']);
    expect(ivan.last().text).toContain('акт.pdf');
  });

  it('goes to the content where it is words', async () => {
    const { ivan } = bot;
    await open();
    await ivan.forward({ text: 'Перенесите на среду', from: 'Анна' });
    await ivan.settled();
    await press(ivan, /В содержание/);
    expect((await stored())?.content).toBe('встреча\nАнна: Перенесите на среду');
  });

  it('may be the start of a new contact, a person, or nothing', async () => {
    const { ivan } = bot;
    await open();
    const before = await stored();
    await ivan.contact({ phone_number: '+79161234567', first_name: 'Пётр', last_name: 'Ким' });
    await ivan.settled();
    await press(ivan, 'Новое лицо');
    expect(ivan.last().text).toContain('Пётр Ким');
    await pressAll(ivan, 'Отмена');
    await open();
    await ivan.voice({ bytes: Buffer.from('voice') });
    await ivan.settled();
    await press(ivan, 'Новый контакт');
    expect(ivan.last().text).toContain('📒 Новый контакт');
    expect(ivan.last().text).toContain('voice.ogg');
    await press(ivan, 'Отмена');
    expect(await stored()).toEqual(before);
  });

  it('is not at hand any more after a while', async () => {
    const { ivan } = bot;
    await open();
    bot.setNow('2026-11-23T09:16:00Z');
    await ivan.voice({ bytes: Buffer.from('voice') });
    await ivan.settled();
    expect(ivan.last().text).toContain('📒 Новый контакт');
    await press(ivan, 'Отмена');
    bot.setNow(now.toISOString());
  });

  it('is nobody else’s contact, and none that was removed', async () => {
    const { ivan } = bot;
    await open();
    await pressAll(ivan, '⋯ Ещё', '🗑 Удалить', '🗑 Удалить');
    await ivan.location(1, 2);
    await ivan.settled();
    expect(ivan.last().text).toContain('📒 Новый контакт');
    await press(ivan, 'Отмена');
    expect((await say(ivan, '/cancel')).text).toContain('нечего');
    expect(bot.faults).toEqual([]);
    if (process.env.SHOW) console.log(ivan.log());
  });
});
