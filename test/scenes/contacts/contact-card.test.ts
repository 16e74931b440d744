import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../../harness/phone.ts';

let bot: TestBot;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  for (const [id, name] of [
    ['romashka', 'ООО «Ромашка»'],
    ['vector', 'АО «Вектор»'],
  ] as const) {
    await bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [] }, new Date('2026-11-01'));
  }
  const person = { phones: [], emails: [] };
  await bot.store.persons.create({ ...person, id: 'petrova', name: 'Анна Петрова', organization: 'vector' }, now);
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(async () => {
  await bot.stop();
});

const planned = (more: Partial<ContactFields> = {}): ContactFields => ({
  status: 'planned',
  start: new Date('2026-11-24T12:00:00Z'),
  channel: 'phone',
  direction: 'outgoing',
  manager: me.id,
  priority: 'medium',
  state: 1,
  organization: 'romashka',
  content: 'обсудить договор',
  documents: [],
  analytics: [],
  ...more,
});

/** A contact of Ivan's, its card open on his phone. */
async function opened(id: string, more: Partial<ContactFields> = {}): Promise<void> {
  await bot.store.contacts.create(me, id, planned(more), { now });
  await bot.ivan.start(`c_${id}`);
  await bot.ivan.settled();
}
const stored = async (id: string) => {
  const contact = await bot.store.contacts.get(me, id);
  if (!contact) throw new Error(`no contact ${id}`);
  return contact;
};

describe('moving a contact', () => {
  it('says where it stands already, and offers the day after instead', async () => {
    const { ivan } = bot;
    await opened('move1');
    await press(ivan, 'Перенести');
    expect(buttonsOf(ivan)).not.toContain('Завтра');
    expect((await say(ivan, 'завтра')).text).toContain('Так и стоит: завтра 15:00');
    await press(ivan, /Послезавтра|Ср/);
    expect(await stored('move1')).toMatchObject({ start: new Date('2026-11-25T12:00:00Z') });
    await press(ivan, 'Перенести');
    expect(buttonsOf(ivan)).toContain('Завтра');
    await press(ivan, 'Отмена');
  });
});

describe('editing one field from the card', () => {
  it('changes one after another, and leads back to the card', async () => {
    const { ivan } = bot;
    await opened('edit1');
    await pressAll(ivan, 'Изменить', 'Содержание');
    expect(ivan.last().text).toContain('обсудить договор');
    const card = await say(ivan, 'обсудить новый договор');
    expect(card.text).toContain('Содержание: обсудить новый договор');
    await press(ivan, 'Клиент');
    await say(ivan, 'Вектор');
    await press(ivan, 'АО «Вектор»');
    // Another client has other people: the only one is taken over.
    expect(ivan.last().text).toContain('АО «Вектор»');
    expect(await stored('edit1')).toMatchObject({ organization: 'vector', persons: ['petrova'] });
    await pressAll(ivan, 'Вид', '⬅️🤝 Встреча');
    await pressAll(ivan, 'Приоритет', 'Высокий');
    await pressAll(ivan, 'Длительность', '30 минут');
    await pressAll(ivan, 'Состояние', 'Частично выполнен');
    await pressAll(ivan, 'Тип', 'Переговоры');
    await pressAll(ivan, 'Источник рекламы', 'Сайт');
    await press(ivan, 'Начало');
    await say(ivan, 'в пятницу 10 утра');
    expect(await stored('edit1')).toMatchObject({
      content: 'обсудить новый договор',
      channel: 'meeting',
      direction: 'incoming',
      priority: 'high',
      minutes: 30,
      state: 2,
      start: new Date('2026-11-27T07:00:00Z'),
      end: new Date('2026-11-27T07:30:00Z'),
    });
    await pressAll(ivan, 'Лицо', 'Очистить');
    expect((await stored('edit1')).persons).toBeUndefined();
    await press(ivan, '‹ Назад');
    expect(buttonsOf(ivan).join()).toContain('Перенести');
  });

  it('shows the text that is there, and takes more of it', async () => {
    const { ivan } = bot;
    await opened('append');
    await pressAll(ivan, 'Изменить', 'Содержание', 'Дописать');
    expect(ivan.last().text).toContain('обсудить договор');
    expect((await say(ivan, 'и сроки')).text).toContain('обсудить договор\nи сроки');
    await pressAll(ivan, 'Содержание', 'Дописать', 'Заменить текст');
    await say(ivan, 'обсудить цену');
    expect(await stored('append')).toMatchObject({ content: 'обсудить цену' });
  });

  it('keeps what a contact cannot be without, and leaves by Back without a change', async () => {
    const { ivan } = bot;
    const { revision } = await (async () => {
      await opened('edit2', { organization: 'romashka' });
      await pressAll(ivan, 'Изменить', 'Содержание', 'Очистить');
      return stored('edit2');
    })();
    await pressAll(ivan, 'Клиент', 'Очистить');
    expect(ivan.last().text).toContain('Нужен клиент, лицо или содержание');
    await press(ivan, 'Назад');
    expect(ivan.last().text).toContain('ООО «Ромашка»');
    expect((await stored('edit2')).revision).toBe(revision);
  });

  it('changes the status with what it entails', async () => {
    const { ivan } = bot;
    await opened('edit3');
    await pressAll(ivan, 'Изменить', 'Статус', 'Состоялся');
    await say(ivan, 'договорились');
    await press(ivan, 'Выполнен полностью');
    expect(await stored('edit3')).toMatchObject({ status: 'happened', state: 3, result: 'договорились', start: now });
    await pressAll(ivan, 'Открыть', 'Изменить', 'Статус', 'Запланирован', 'Завтра');
    expect(await stored('edit3')).toMatchObject({
      status: 'planned',
      state: 1,
      start: new Date('2026-11-24T09:00:00Z'),
    });
    await pressAll(ivan, 'Изменить', 'Статус', 'Отменён');
    await say(ivan, 'передумали');
    expect(await stored('edit3')).toMatchObject({ status: 'cancelled', reason: 'передумали' });
    await pressAll(ivan, 'Изменить', 'Причина');
    await say(ivan, 'нет бюджета');
    await pressAll(ivan, 'Статус', 'Запланирован');
    expect(await stored('edit3')).toMatchObject({ status: 'planned' });
    expect((await stored('edit3')).reason).toBeUndefined();
  });
});

describe('the next contact', () => {
  it('of one that lies ahead is planned after it, not before', async () => {
    const { ivan } = bot;
    await opened('ahead', { start: new Date('2026-12-22T12:00:00Z') });
    await pressAll(ivan, 'Запланировать следующий', 'Завтра', 'Пропустить', 'Сохранить');
    expect(ivan.last().text).toContain('ср 23 дек. 15:00');
    await press(ivan, 'Завтра');
    expect(ivan.last().text).toContain('чт 24 дек. 15:00');
  });
});

describe('a happened contact that was cancelled', () => {
  it('comes back as happened', async () => {
    const { ivan } = bot;
    await opened('was', { status: 'happened', state: 3, start: new Date('2026-11-20T12:00:00Z') });
    await pressAll(ivan, 'Изменить', 'Статус', 'Отменён', 'Пропустить', 'Вернуть');
    expect(await stored('was')).toMatchObject({ status: 'happened', start: new Date('2026-11-20T12:00:00Z') });
  });
});

describe('removing', () => {
  it('asks first, counts nowhere, and is undone on the same card', async () => {
    const { ivan } = bot;
    await opened('gone', { start: new Date('2026-11-23T12:00:00Z'), content: 'по ошибке' });
    await pressAll(ivan, '⋯ Ещё', 'Удалить');
    expect(ivan.last().text).toContain('Удалить контакт?');
    const { message } = await press(ivan, 'Удалить');
    expect(message.text).toContain('Контакт удалён');
    expect((await say(ivan, '/today')).text).not.toContain('1 контакт');
    await ivan.start('c_gone');
    await ivan.settled();
    await press(ivan, 'Вернуть назад');
    expect(ivan.last().text).not.toContain('Контакт удалён');
    expect((await stored('gone')).removed).toBeUndefined();
  });
});

describe('the history', () => {
  it('tells who changed what, when, from what to what, in words', async () => {
    const { ivan } = bot;
    await ivan.start('c_edit1');
    await ivan.settled();
    await press(ivan, '⋯ Ещё');
    const { message } = await press(ivan, 'История');
    expect(message.text).toContain('Лицо: Анна Петрова → пусто');
    expect(message.text).toContain('Начало: завтра 15:00 → пт 27 нояб. 10:00');
    expect(message.text).toContain('Источник рекламы: пусто → Сайт');
    expect(message.text).toContain('Иван Петров');
    const older = await press(ivan, '›');
    expect(older.message.text).toContain('Клиент: ООО «Ромашка» → АО «Вектор»');
    expect(older.message.text).toContain('Создан: Иван Петров');
    await press(ivan, 'Назад');
    expect(buttonsOf(ivan).join()).toContain('Изменить');
  });
});

describe('the chain', () => {
  it('is a timeline with branches, current marked, one tap from each', async () => {
    const { ivan } = bot;
    const { contact: root } = await bot.store.contacts.create(
      me,
      'root',
      planned({ content: 'первый', status: 'happened', start: now }),
      { now },
    );
    for (const [id, day, parent] of [
      ['left', 25, root],
      ['right', 26, root],
    ] as const) {
      const start = new Date(Date.UTC(2026, 10, day, 9));
      await bot.store.contacts.create(me, id, planned({ content: id, start }), { now, previous: parent });
    }
    await ivan.start('c_root');
    await ivan.settled();
    expect(ivan.last().text).toContain('↓ 🟢');
    const { message } = await press(ivan, 'Цепочка');
    expect(message.text).toContain('раньше: 0 · позже: 2');
    const [here, branch, right] = message.text.split('\n').filter((line) => /^\d\. /.test(line));
    expect([here, branch, right]).toEqual([
      expect.stringContaining('👉'),
      expect.stringContaining('↳'),
      expect.not.stringContaining('↳'),
    ]);
    expect(message.buttons).toEqual([['1', '2', '3'], [expect.stringContaining('‹')]]);
    await press(ivan, row(/right/));
    expect(ivan.last().text).toContain('↑ ✅ сегодня 12:00: первый');
  });

  it('tells others’ contacts as busy to who sees own ones only', async () => {
    const { mary } = bot;
    const theirs: Viewer = { ...me, id: mary.user.id };
    const root = await stored('root');
    await bot.store.contacts.create(theirs, 'marys', planned({ manager: mary.user.id }), { now, previous: root });
    await bot.store.connection.models.User?.updateOne({ _id: mary.user.id }, { ownOnly: true });
    await mary.start('c_marys');
    await mary.settled();
    expect(mary.last().text).toContain('↑ 🔒 today busy');
    await press(mary, 'Chain');
    expect(mary.last().text.match(/🔒/g)).toHaveLength(3);
    await mary.start('c_root');
    await mary.settled();
    expect(mary.last().text).toContain('There is no such contact');
  });
});

describe('analytics', () => {
  it('of every kind are added from the card, opened and taken off', async () => {
    const { ivan } = bot;
    await opened('rich');
    await pressAll(ivan, 'Аналитика', 'Добавить', 'Сумма сделки');
    await say(ivan, 'много');
    expect(ivan.last().text).toContain('Не похоже на число');
    await say(ivan, '1 500 000,50');
    await pressAll(ivan, 'Аналитика', '🔢 Сумма сделки', 'Изменить');
    expect(ivan.last().text.replaceAll(/\s/g, ' ')).toContain('1 500 000,5');
    await say(ivan, 'две');
    expect(ivan.last().text).toContain('Не похоже на число');
    await say(ivan, '2000000');
    expect(ivan.last().text.replaceAll(/\s/g, ' ')).toContain('Сумма сделки: 2 000 000');
    expect((await stored('rich')).analytics).toMatchObject([{ kind: 'number', number: 2_000_000 }]);
    await pressAll(ivan, '⋯ Ещё', 'История');
    expect(ivan.last().text.replaceAll(/\s/g, ' ')).toContain('1 500 000,5 → Сумма сделки: 2 000 000');
    await pressAll(ivan, 'Назад', 'Аналитика', 'Добавить', 'Срок решения');
    await say(ivan, '25.12');
    await pressAll(ivan, 'Аналитика', 'Добавить', 'Ссылка');
    await say(ivan, 'example.ru/offer');
    await pressAll(ivan, 'Аналитика', 'Добавить', 'Фото или скан');
    await ivan.document({ bytes: Buffer.from('scan'), name: 'скан.pdf', mime: 'application/pdf' });
    await ivan.settled();
    await pressAll(ivan, 'Аналитика', 'Добавить', 'Пропустить');
    await ivan.location(55.75, 37.61);
    await ivan.settled();
    expect(ivan.last().text).toContain('Сумма сделки: 2');
    expect(ivan.last().text).toContain('и ещё 1');
    await press(ivan, 'Аналитика (5)');
    expect(ivan.last().text).toContain('5 характеристик');
    expect(ivan.last().html).toContain('href="https://example.ru/offer"');
    await press(ivan, /скан/);
    expect(ivan.messages().some(({ attachment, from }) => from === 'bot' && attachment?.name === 'скан.pdf')).toBe(
      true,
    );
    await press(ivan, 'Назад');
    await press(ivan, /55\.75/);
    expect(ivan.messages().some(({ location, from }) => from === 'bot' && location?.latitude === 55.75)).toBe(true);
    await pressAll(ivan, 'Убрать', 'Назад');
    // What was opened stands below the card now.
    const card = () => ivan.messages().findLast(({ buttons }) => buttons.length > 0)?.text;
    expect(card()).not.toContain('55.75');
    await pressAll(ivan, '⋯ Ещё', 'История');
    expect(card()).toContain('Аналитика: убрано: 📍 55.75000, 37.61000');
    expect(bot.faults).toEqual([]);
    if (process.env.SHOW) console.log(ivan.log());
  });
});

describe('the longest contact there can be', () => {
  it('still fits into a message, on every screen, in English too', async () => {
    const { mary } = bot;
    const mine: Viewer = { ...me, id: mary.user.id };
    const long = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
    await bot.store.organizations.create(
      { id: 'long', name: long('<Ltd> & ', 200), phones: [], emails: [], addresses: [] },
      now,
      mary.user.id,
    );
    const analytics = Array.from({ length: 30 }, (_, index) => ({
      id: `a${index}`,
      kind: 'text' as const,
      text: long('<b>&amp; ', 8000),
      characteristic: { id: 'x', name: long('name ', 100) },
    }));
    const documents = Array.from({ length: 30 }, (_, index) => `paper${index}`);
    for (const id of documents) {
      await bot.store.documents.create({ id, number: long('7', 60), organization: 'long', author: mary.user.id }, now);
    }
    const texts = { content: long('<>&" ', 8000), result: long('👨‍👩‍👧 ', 8000), reason: long('no ', 500) };
    const fields = planned({
      ...texts,
      status: 'cancelled',
      manager: mary.user.id,
      organization: 'long',
      analytics,
      documents,
    });
    const { contact } = await bot.store.contacts.create(mine, 'long', fields, { now });
    for (let index = 1; index <= 12; index++) {
      await bot.store.contacts.create(
        mine,
        `after${index}`,
        { ...fields, start: new Date(now.getTime() + index * 1e8) },
        { now, previous: contact },
      );
    }
    for (let revision = 1; revision <= 10; revision++) {
      const set = {
        content: long(`${revision} `, 8000),
        result: long('x', 8000 - revision),
        analytics: analytics.slice(revision),
      };
      await bot.store.contacts.change(mine, 'long', { key: `l${revision}`, revision, now }, set);
    }
    await mary.start('c_long');
    await mary.settled();
    expect(mary.last().text).toContain('and 16 more');
    const back = 'Back';
    for (const way of [
      ['Edit', 'Status', back, back],
      ['Edit', 'Content', back],
      ['⋯ More', 'History', '›', back],
      ['Chain', '›', back],
      ['Analytics (20)', /^📝/, back, '›', back],
      ['⋯ More', /Documents \(30\)/, back],
      ['Edit', 'Analytics', 'Add', 'Skip', back],
      ['⋯ More', 'Remove', back],
    ]) {
      await mary.start('c_long');
      await mary.settled();
      for (const label of way) await press(mary, label);
    }
    if (process.env.SHOW) console.log(mary.log());
    expect(bot.faults).toEqual([]);
    expect(bot.sandbox.calls.list().filter(({ ok, error }) => !ok && /too long|parse/i.test(error ?? ''))).toEqual([]);
  });
});

describe('moving to a day told without an hour', () => {
  it.each([
    ['friday', 'в пятницу', '2026-11-27T07:00:00Z'],
    ['week', 'через неделю', '2026-11-30T07:00:00Z'],
    ['date', '28.11', '2026-11-28T07:00:00Z'],
    ['distance', 'на 2 дня позже', '2026-11-26T07:00:00Z'],
  ])('of the %s keeps the clock', async (id, text, expected) => {
    await opened(`day-${id}`, { start: new Date('2026-11-24T07:00:00Z') });
    await press(bot.ivan, 'Перенести');
    await say(bot.ivan, text);
    expect((await stored(`day-${id}`)).start).toEqual(new Date(expected));
  });

  it('means another hour where that of today is over', async () => {
    await opened('day-today', { start: new Date('2026-11-24T07:00:00Z') });
    await press(bot.ivan, 'Перенести');
    await say(bot.ivan, 'сегодня');
    expect((await stored('day-today')).start).toEqual(new Date('2026-11-23T10:00:00Z'));
  });
});
