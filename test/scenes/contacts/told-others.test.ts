import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../../harness/phone.ts';

/* What somebody does to another's contact: the other is told of it, once, and whoever did it can take it back. */

let bot: TestBot;
let anna: Phone;
let ivan: Phone;
let mary: Phone;
let head: Viewer;
beforeAll(async () => {
  // A Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z' });
  ({ anna, ivan, mary } = bot);
  for (const phone of [anna, ivan, mary]) await phone.start();
  await say(anna, 'Москва');
  await bot.sandbox.settled();
  head = { id: anna.user.id, role: 'administrator', ownOnly: false, access: 'active' };
});
afterAll(() => bot.stop());

const ids = new Map<string, string>();

/** A call of Ivan's that he planned himself; its words tell it from the others. Resolves with the link to it. */
async function planned(content: string): Promise<string> {
  const id = `told-${ids.size}`;
  ids.set(content, id);
  const me: Viewer = { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  await bot.store.contacts.create(
    me,
    id,
    {
      status: 'planned',
      start: new Date('2026-11-25T12:00:00Z'),
      channel: 'phone',
      direction: 'outgoing',
      manager: ivan.user.id,
      priority: 'medium',
      state: 1,
      documents: [],
      analytics: [],
      content,
    } satisfies ContactFields,
    { now: new Date('2026-11-01T09:00:00Z') },
  );
  return `/start c_${id}`;
}
const told = (phone: Phone, words: string) =>
  phone.messages().filter(({ from, text }) => from === 'bot' && text.includes(words));
const get = (content: string) => bot.store.contacts.get(head, ids.get(content) ?? '');

it('moves it: its manager is told what it was, and opens it', async () => {
  await say(anna, await planned('смета'));
  const { message } = await press(anna, 'Перенести');
  expect(message.text).toContain('смета');
  await press(anna, 'Завтра');
  expect(buttonsOf(anna)[0]).toBe('↩️ Вернуть назад');
  const news = await ivan.sees('Ваш контакт перенесён');
  expect(news.text).toContain('Анна Орлова');
  expect(news.text).toContain('Было: ');
  await ivan.tap('Открыть', { message: news.message_id });
  await ivan.settled();
  expect(ivan.last().text).toContain('смета');
});

it('cancels it, and takes that back within a minute: the same message says so', async () => {
  await say(anna, await planned('отгрузка'));
  await pressAll(anna, 'Отменить контакт');
  await say(anna, 'склад закрыт');
  const news = await ivan.sees('Ваш контакт отменён');
  expect(news.text).toContain('склад закрыт');
  bot.setNow('2026-11-23T09:00:30Z');
  await press(anna, '↩️ Вернуть назад');
  expect(await get('отгрузка')).toMatchObject({ status: 'planned' });
  const undone = await ivan.sees('Возвращено, как было');
  expect(undone.message_id).toBe(news.message_id);
  expect(told(ivan, 'отгрузка')).toHaveLength(1);
});

it('does not take it back any more after a minute', async () => {
  await say(anna, await planned('образцы'));
  await pressAll(anna, 'Отменить контакт', 'Пропустить');
  await ivan.sees(/отменён[\s\S]*образцы/);
  bot.setNow('2026-11-23T09:02:00Z');
  await press(anna, '↩️ Вернуть назад');
  expect(await get('образцы')).toMatchObject({ status: 'cancelled' });
});

it('hands it over: who gets it and who had it are told, and both again when it is taken back', async () => {
  await say(anna, await planned('поставка'));
  await pressAll(anna, 'Изменить', 'Менеджер', 'Mary Stone');
  const given = await mary.sees('A contact was handed over to you');
  const taken = await ivan.sees('Ваш контакт теперь ведёт Mary Stone');
  await press(anna, '↩️ Вернуть назад');
  expect(await get('поставка')).toMatchObject({ manager: ivan.user.id });
  expect((await mary.sees('Undone')).message_id).toBe(given.message_id);
  await ivan.sees((message) => message.message_id === taken.message_id && message.text.includes('Возвращено'));
});

it('plans the next one for its manager: told once, without a sound in quiet hours', async () => {
  bot.setNow('2026-11-23T20:00:00Z');
  const sent = bot.sandbox.calls.next(
    ({ method, params }) => method === 'sendMessage' && String(params.text).includes('Вам запланирован контакт'),
  );
  await say(anna, await planned('источник'));
  await press(anna, 'Запланировать следующий');
  await press(anna, 'Пропустить');
  await say(anna, 'послезавтра в 15:00');
  await say(anna, 'продолжение');
  await press(anna, 'Сохранить');
  expect(anna.last().text).toContain('Узнают: Иван Петров');
  expect((await ivan.sees('Вам запланирован контакт')).text).toContain('продолжение');
  expect((await sent).params.disable_notification).toBe(true);
  await press(anna, '↩️ Вернуть назад');
  await ivan.sees('Возвращено, как было');
  expect(told(ivan, 'продолжение')).toHaveLength(1);
});

it('moves it to so soon that its reminder comes at once: that is told, and nothing else', async () => {
  bot.setNow('2026-11-24T09:00:00Z');
  await say(anna, await planned('срочно'));
  await press(anna, 'Перенести');
  await say(anna, 'сегодня в 12:10');
  await ivan.sees(/Через 10 минут[\s\S]*срочно/);
  // The day's digest may list it, too; nothing else tells of it.
  expect(told(ivan, 'срочно').filter(({ text }) => text.includes('перенесён'))).toEqual([]);
});

it('removes it: it is found among the removed ones, by who may bring it back', async () => {
  await say(ivan, await planned('ошибка'));
  await pressAll(ivan, 'Ещё', 'Удалить', 'Удалить');
  await say(ivan, '/journal');
  await pressAll(ivan, /Фильтры/, /Ещё/, 'Удалённые контакты');
  expect(ivan.last().text).toContain('ошибка');
  await press(ivan, row('ошибка'));
  await press(ivan, 'Вернуть назад');
  expect((await get('ошибка'))?.removed).toBeUndefined();
  await press(ivan, '‹ Назад');
  expect(ivan.last().text).toContain('Удалённые контакты');
  expect(ivan.last().text).not.toContain('ошибка');
  expect(bot.faults).toEqual([]);
});
