import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  await bot.ivan.start();
  await bot.mary.start();
  await bot.anna.start();
  await bot.anna.settled();
  await press(bot.anna, 'Москва');
});
afterAll(async () => {
  expect(bot.faults).toEqual([]);
  await bot.stop();
});

const open = async (dictionary: string) => {
  await say(bot.anna, '/admin');
  await pressAll(bot.anna, 'Справочники', dictionary);
};
const names = async (kind: 'type' | 'channel' | 'characteristic' | 'source') =>
  (await bot.store.dictionaries.list(kind)).map(({ name }) => name.ru);

describe('dictionaries', () => {
  it('take a value in both languages, or in one for both', async () => {
    const { anna } = bot;
    await open('Типы контактов');
    await press(anna, 'Добавить');
    await say(anna, 'Аудит');
    await say(anna, 'Audit');
    expect(anna.last().text).toContain('Типы контактов');
    expect(buttonsOf(anna)).toContain('Аудит');
    await press(anna, 'Добавить');
    await say(anna, 'SLA');
    await press(anna, 'Пропустить');
    const entries = await bot.store.dictionaries.list('type');
    expect(entries.slice(-2).map(({ name }) => name)).toEqual([
      { ru: 'Аудит', en: 'Audit' },
      { ru: 'SLA', en: 'SLA' },
    ]);
  });

  it('take no name twice', async () => {
    const { anna } = bot;
    await open('Типы контактов');
    await press(anna, 'Добавить');
    await say(anna, 'аудит');
    await press(anna, 'Пропустить');
    expect(anna.last().text).toContain('«Аудит» в этом справочнике уже есть');
    await press(anna, 'Отмена');
  });

  it('rename and move a value; whoever was slower is told', async () => {
    const { anna } = bot;
    await open('Источники рекламы');
    await press(anna, 'Выставка');
    await press(anna, 'Переименовать');
    await say(anna, 'Ярмарка');
    await say(anna, 'Fair');
    await press(anna, 'Ярмарка');
    await press(anna, 'Выше');
    await press(anna, 'Выше');
    await press(anna, 'Ниже');
    expect(await names('source')).toEqual([
      'Рекомендация',
      'Сайт',
      'Поиск в интернете',
      'Ярмарка',
      'Социальные сети',
      'Холодный звонок',
    ]);
    const [, , , fair] = await bot.store.dictionaries.list('source');
    await bot.store.dictionaryEdits.move(EVERYBODY, fair?.id ?? '', fair?.revision ?? 0, 'up');
    expect((await press(anna, 'Выше')).answer.text).toContain('только что изменил кто-то ещё');
  });

  it('move a value to and fro a hundred times without losing an order', async () => {
    const { dictionaryEdits } = bot.store;
    const before = await names('type');
    const entry = (await bot.store.dictionaries.list('type'))[4];
    let revision = entry?.revision ?? 0;
    for (let n = 0; n < 100; n++) {
      const edited = await dictionaryEdits.move(EVERYBODY, entry?.id ?? '', revision, n % 2 ? 'down' : 'up');
      expect(edited.outcome).toBe('done');
      revision += 1;
    }
    expect(await names('type')).toEqual(before);
  });

  it('retire what is in use, and remove what is not, with a way back', async () => {
    const { anna, ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Пропустить');
    await press(ivan, '➡️📞 Звонок');
    await say(ivan, 'о проверке');
    await pressAll(ivan, 'Ещё', 'Тип', 'Аудит', 'Сохранить');
    await open('Типы контактов');
    if (!buttonsOf(anna).includes('Аудит')) await press(anna, '›');
    await press(anna, 'Аудит');
    expect((await press(anna, 'Удалить')).answer.text).toContain('уже используется');
    await press(anna, 'Убрать из выбора');
    expect(anna.last().text).toContain('убрано из выбора');
    expect(await names('type')).not.toContain('Аудит');
    await press(ivan, 'Открыть');
    expect(ivan.last().text).toContain('Аудит');
    await press(anna, 'Вернуть в выбор');
    expect(await names('type')).toContain('Аудит');

    await open('Типы контактов');
    await press(anna, '›');
    await press(anna, 'SLA');
    await press(anna, 'Удалить');
    expect(await names('type')).not.toContain('SLA');
    await press(anna, 'Вернуть назад');
    expect(await names('type')).toContain('SLA');
    expect(anna.last().text).toContain('SLA');
  });

  it('do not bring a removed first value back at the next start', async () => {
    const { anna } = bot;
    await open('Типы контактов');
    await press(anna, 'Рекламация');
    await press(anna, 'Удалить');
    await bot.restart();
    expect(await names('type')).not.toContain('Рекламация');
  });

  it('know what the values of a characteristic are', async () => {
    const { anna } = bot;
    await open('Характеристики');
    await press(anna, 'Добавить');
    await say(anna, 'Бюджет');
    await say(anna, 'Budget');
    await press(anna, 'число');
    expect((await bot.store.dictionaries.list('characteristic')).at(-1)).toMatchObject({
      name: { ru: 'Бюджет', en: 'Budget' },
      values: 'number',
    });
    await press(anna, 'Бюджет');
    await press(anna, 'дата');
    expect((await bot.store.dictionaries.list('characteristic')).at(-1)).toMatchObject({ values: 'date' });
  });

  it('add a channel that can be chosen, and is told by its name in the reader’s language', async () => {
    const { anna, mary, ivan } = bot;
    await open('Виды контактов');
    expect(anna.last().text).toContain('Звонок, Письмо');
    await press(anna, 'Добавить');
    await say(anna, 'Вебинар');
    await say(anna, 'Webinar');
    await say(mary, '/plan');
    await press(mary, 'Skip');
    await press(mary, '➡️📌 Webinar');
    await say(mary, 'tomorrow at 10');
    expect(mary.last().text).toContain('Webinar, outgoing');
    await say(mary, 'new features');
    await press(mary, 'Save');
    expect(mary.last().text).toContain('📌 Webinar');
    await press(mary, 'Open');
    expect(mary.last().text).toContain('Webinar, outgoing');
    const contact = await bot.store.connection.collection('contacts').findOne({ content: 'new features' });
    await ivan.start(`c_${contact?._id}`);
    await ivan.settled();
    expect(ivan.last().text).toContain('Вебинар, исходящий');
  });
});
