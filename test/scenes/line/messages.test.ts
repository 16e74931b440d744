import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, say } from '../../harness/phone.ts';

/** Lines that come as something else than a typed message, and messages that are changed afterwards. */

let bot: TestBot;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
const reached = { phones: [], emails: [] };
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const { organizations, persons } = bot.store;
  await organizations.create({ id: 'romashka', name: 'ООО «Ромашка»', addresses: [], ...reached }, now);
  await organizations.create({ id: 'vector', name: 'АО «Вектор»', addresses: [], ...reached }, now);
  const written = { organization: 'vector', telegram: '@olga_v' };
  await persons.create({ id: 'olga', name: 'Ольга Волкова', ...written, ...reached }, now);
  await persons.create({ id: 'anna', name: 'Анна Петрова', organization: 'romashka', ...reached }, now);
  await bot.ivan.start();
});
afterAll(() => bot.stop());

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const latest = async (): Promise<Contact | undefined> => {
  const found = await bot.store.contacts.between(me, me.id, new Date('2026-11-01'), new Date('2027-01-01'), 100);
  return found.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.revision - b.revision).at(-1);
};
const saved = async (): Promise<Contact | undefined> => {
  await press(bot.ivan, 'Сохранить');
  await press(bot.ivan, 'Открыть');
  const id = bot.ivan
    .last()
    .data.flat()
    .find((data) => data?.startsWith('ce:list:'))
    ?.split(':')[2];
  return bot.store.contacts.get(me, id ?? '');
};
/** Nothing is at hand: what was saved last is not where the next message belongs. */
const later = (minutes: number) => bot.setNow(new Date(now.getTime() + minutes * 60_000).toISOString());

describe('a caption', () => {
  it('is read as a line is; the photo goes to its contact', async () => {
    await bot.ivan.photo({ bytes: pixel, caption: 'встреча с Вектором вчера в 12:00, подписали акт' });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('· АО «Вектор»');
    expect(bot.ivan.last().text).toContain('вчера 12:00');
    expect(await saved()).toMatchObject({
      organization: 'vector',
      channel: 'meeting',
      said: 'встреча с Вектором вчера в 12:00, подписали акт',
      analytics: [{ kind: 'file' }],
    });
  });

  it('is added to a draft that is open, with what it brings, and can be taken back', async () => {
    later(20);
    await say(bot.ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    await bot.ivan.photo({ bytes: pixel, caption: 'вот он' });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('Содержание: обсудить договор\nвот он');
    expect(bot.ivan.last().text).toContain('photo.jpg');
    await press(bot.ivan, 'Вернуть назад');
    expect(bot.ivan.last().text).not.toContain('вот он');
    await press(bot.ivan, 'Отмена');
  });
});

describe('a venue', () => {
  it('keeps its title and address', async () => {
    later(30);
    await bot.ivan.venue({ latitude: 55.75, longitude: 37.61, title: 'Кафе «Ель»', address: 'Тверская, 1' });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('📍 Кафе «Ель», Тверская, 1, 55.75000, 37.61000');
    await press(bot.ivan, 'Отмена');
  });
});

describe('a forwarded message', () => {
  it('from a person known by Telegram came in by a messenger, with the author in what was said', async () => {
    later(40);
    const from = { id: 555, first_name: 'Оля', username: 'olga_v', language_code: 'ru' };
    await bot.ivan.forward({ text: 'Пришлите счёт до пятницы', from });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('· АО «Вектор»');
    expect(bot.ivan.last().text).toContain('Мессенджер, входящий');
    expect(await saved()).toMatchObject({
      persons: ['olga'],
      organization: 'vector',
      channel: 'messenger',
      direction: 'incoming',
      content: 'Пришлите счёт до пятницы',
      said: 'Оля: Пришлите счёт до пятницы',
    });
  });

  it('from one who bears a name of the directory is a guess, marked and settled by a tap', async () => {
    later(60);
    await bot.ivan.forward({ text: 'Добрый день, ждём прайс', from: 'Анна Петрова' });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('❔ 👤 Лицо: Анна Петрова');
    await press(bot.ivan, '👤 Нет');
    expect(bot.ivan.last().text).not.toContain('Лицо');
    await press(bot.ivan, 'Отмена');
  });

  it('from somebody unknown keeps the name, and offers to add the person', async () => {
    later(80);
    await bot.ivan.forward({ text: 'Здравствуйте, сколько стоит доставка?', from: 'Семён Н.' });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('Семён Н.: Здравствуйте');
    expect(buttonsOf(bot.ivan)).toContain('✅ Сохранить без клиента');
    await press(bot.ivan, 'Новое лицо «Семён Н.»');
    expect(bot.ivan.last().text).toContain('Будет добавлено лицо «Семён Н.»');
    const contact = await saved();
    const person = await bot.store.persons.get(me, contact?.persons?.[0] ?? '');
    expect(person?.name).toBe('Семён Н.');
  });
});

describe('a message that is changed', () => {
  it('is read again while its draft is open; what was chosen by hand stays', async () => {
    later(100);
    const { message_id: message } = await bot.ivan.send('звонок Ромашка завтра 15:00 обсудить договор');
    await bot.ivan.settled();
    await press(bot.ivan, '📝 Содержание');
    await say(bot.ivan, 'цена');
    await bot.ivan.edit(message, 'звонок Ромашка завтра 16:30 обсудить договор');
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('завтра 16:30');
    expect(bot.ivan.last().text).toContain('Содержание: цена');
    await press(bot.ivan, 'Отмена');
  });

  it('offers to change the contact that it became', async () => {
    later(120);
    const { message_id: message } = await bot.ivan.send('звонок Ромашка завтра 15:00 обсудить договор');
    await bot.ivan.settled();
    await saved();
    await bot.ivan.edit(message, 'звонок Ромашка завтра 17:00 обсудить договор и цену');
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('Сообщение исправлено. Изменить контакт?');
    expect(bot.ivan.last().text).toContain('Начало: завтра 15:00 → завтра 17:00');
    await press(bot.ivan, '✏️ Изменить');
    expect(bot.ivan.last().text).toContain('Содержание: обсудить договор и цену');
    expect((await latest())?.said).toBeDefined();
    expect(bot.faults).toEqual([]);
  });
});
