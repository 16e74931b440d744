import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../src/sandbox/index.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';
import { clientOf, showBelow as show, tablesOf as tableOf, withReports } from './reports-bot.ts';

const reports = withReports(
  async ({ ivan, mary, store }, contact) => {
    const now = new Date('2026-11-01T00:00:00Z');
    for (const [id, name] of [
      ['romashka', 'ООО «Ромашка»'],
      ['acme', 'Acme Ltd'],
      ['acmetwo', 'Acme Limited'],
    ] as const) {
      await store.organizations.create(clientOf(id, name), now);
    }
    const day = (date: string) => new Date(`2026-${date}T10:00:00Z`);
    const [one, two] = [ivan.user.id, mary.user.id];
    await contact('c1', { manager: one, start: day('11-02'), organization: 'romashka', minutes: 30, state: 3 });
    await contact('c2', { manager: one, start: day('11-03'), organization: 'acme', state: 3, priority: 'high' });
    await contact('c3', { manager: one, start: day('11-04'), organization: 'romashka', minutes: 45 });
    await contact('c4', { manager: two, start: day('11-05'), organization: 'acme', minutes: 5 });
    await contact('c5', { manager: two, start: day('11-25'), organization: 'acme', status: 'planned' });
    await contact('c6', { manager: two, start: day('10-25'), organization: 'acme' });
  },
  { entered: '2026-11-23T09:00:00Z' },
);
const { contact } = reports;

describe('/report', () => {
  it('answers with a table, and with a picture above it; then both change in place', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await press(ivan, 'Активность');
    await show(ivan);
    expect(tableOf(ivan)).toEqual([
      '  Менеджер            Кол-во Время',
      '──────────────────────────────────',
      '1 Иван Петров              3  1:15',
      '2 Mary Stone               1  0:05',
      '──────────────────────────────────',
      '  Всего                    4  1:20',
    ]);
    await pressAll(ivan, 'Настроить', 'Эффективность', 'Показать');
    await ivan.sees(({ html }) => html.includes('Эффективность') && html.includes('<pre>'));
    await ivan.sees(({ attachment, edited }) => attachment !== undefined && edited);
    expect(tableOf(ivan)[2]).toBe('1 Иван Петров              2  0:30');
    const of = (fits: (message: ChatMessage) => boolean) => ivan.messages().filter(fits).length;
    expect(of(({ attachment }) => attachment?.kind === 'photo')).toBe(1);
    expect(of(({ html }) => html.includes('<pre>'))).toBe(1);
  });

  it('groups by up to three fields with subtotals, and says that there is no fourth', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await pressAll(ivan, 'Активность', 'Группировка', 'Клиент', 'День');
    const { answer } = await press(ivan, 'Тип');
    expect(answer.text).toContain('Не больше трёх');
    await press(ivan, 'Готово');
    await show(ivan);
    expect(tableOf(ivan)).toEqual([
      '  Менеджер › Клиент…  Кол-во Время',
      '──────────────────────────────────',
      '1 Иван Петров              3  1:15',
      '2  ООО «Ромашка»           2  1:15',
      '3   пн 2 нояб. 2026        1  0:30',
      '4   ср 4 нояб. 2026        1  0:45',
      '5  Acme Ltd                1     —',
      '6   вт 3 нояб. 2026        1     —',
      '7 Mary Stone               1  0:05',
      '8  Acme Ltd                1  0:05',
      '──────────────────────────────────',
      '  Всего                    4  1:20',
    ]);
    await press(ivan, '›');
    // What was begun on the page before is named again.
    expect(tableOf(ivan).slice(2, 5)).toEqual([
      '  Mary Stone …',
      '   Acme Ltd …',
      '9   чт 5 нояб. 2026        1  0:05',
    ]);
    await press(ivan, 'Только первый уровень');
    expect(tableOf(ivan).slice(2, 4)).toEqual([
      '1 Иван Петров              3  1:15',
      '2 Mary Stone               1  0:05',
    ]);
    await press(ivan, 'Все уровни');
    await press(ivan, '›');
  });

  it('opens a row as the journal with the filter of that row, leads back, and leaves the user’s own journal', async () => {
    const { ivan } = reports.bot;
    const own = await reports.bot.store.filters.get({
      user: { id: ivan.user.id, zone: 'Europe/Moscow' },
      slot: 'journal',
      now: new Date('2026-11-23T09:00:00Z'),
    });
    await press(ivan, '‹');
    await press(ivan, '2');
    const journal = ivan.last();
    expect(journal.text).toContain('Журнал');
    expect(journal.text).toContain('2 контакта');
    expect(journal.text).toContain('ООО «Ромашка»');
    // Whatever is tapped here is of this look alone, and keeps the way back.
    await pressAll(ivan, 'Сначала новые', '🔎 Фильтры', 'Показать');
    await press(ivan, '‹ Отчёт');
    expect(tableOf(ivan)[0]).toContain('Менеджер');
    const after = await reports.bot.store.filters.get({
      user: { id: ivan.user.id, zone: 'Europe/Moscow' },
      slot: 'journal',
      now: new Date('2026-11-23T09:00:00Z'),
    });
    expect(after.filter).toEqual(own.filter);
  });

  it('sends the whole of it as a workbook', async () => {
    const { ivan, sandbox } = reports.bot;
    await press(ivan, 'Экспорт');
    const file = await ivan.sees(({ attachment }) => attachment?.kind === 'document');
    expect(file.attachment?.name).toMatch(/^Активность Менеджер › Клиент › День .*\.xlsx$/);
    const path = await fetch(`${sandbox.apiRoot}/bot${TOKEN}/getFile?file_id=${file.attachment?.file_id}`);
    const { result } = (await path.json()) as { result: { file_path: string } };
    const bytes = await fetch(`${sandbox.apiRoot}/file/bot${TOKEN}/${result.file_path}`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await bytes.arrayBuffer());
    const sheet = book.worksheets[0];
    const last = sheet?.lastRow;
    expect(last?.getCell(1).value).toBe('Всего');
    expect(last?.getCell(4).value).toMatchObject({ result: 4 });
    expect(book.worksheets[1]?.getImages()).toHaveLength(1);
    expect(sheet?.getColumn(3).values.filter((value) => value instanceof Date)).toHaveLength(4);
  });

  it('compares with the period before', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await pressAll(ivan, 'Группировка', 'Клиент', 'День', 'Готово', 'Сравнить');
    await show(ivan);
    expect(tableOf(ivan).slice(2)).toEqual([
      '1 Иван Петров              3 +3  —',
      '2 Mary Stone               1 +1  —',
      '──────────────────────────────────',
      '  Всего                    4 +4  —',
    ]);
    // The month is not over: as much of the one before counts, and what was after that does not.
    expect(ivan.last().text).toContain('Сравнение: 1–23 нояб. 2026 до 12:00 и 1–23 окт. 2026 до 12:00');
  });

  it('classes clients, with cutoffs that can be typed', async () => {
    const { ivan } = reports.bot;
    await press(ivan, 'Настроить');
    await pressAll(ivan, 'Сравнить', 'ABC-анализ', 'Клиенты', 'Показать');
    await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('ABC-анализ: Клиенты'));
    expect(tableOf(ivan)).toEqual([
      '                  Кол.     %   Σ %',
      '──────────────────────────────────',
      '1 A ООО «Ромашка»    2  50,0  50,0',
      '2 A Acme Ltd         2  50,0 100,0',
      '──────────────────────────────────',
      '    Всего            4 100,0',
    ]);
    expect(ivan.last().text).toMatch(/A: 2 клиента, 100\s%/);
    expect(ivan.last().text).toContain('Равные значения всегда в одном классе');
    await pressAll(ivan, 'Настроить', 'Границы');
    expect((await say(ivan, '95 80')).text).toContain('по возрастанию');
    expect((await say(ivan, '120 130')).text).toContain('меньше 100');
    await say(ivan, '40 60');
    expect(buttonsOf(ivan).join()).toContain('40');
    // By the time they took, told of three contacts in four.
    await pressAll(ivan, 'По количеству', 'Показать');
    await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('по длительности'));
    expect(tableOf(ivan)).toEqual([
      expect.stringMatching(/Время +% +Σ %$/),
      expect.stringMatching(/^─/),
      expect.stringMatching(/^1 A ООО «Ром.* +1:15 +93,8 +93,8$/),
      expect.stringMatching(/^2 C Acme Ltd +0:05 +6,3 +100,0$/),
      expect.stringMatching(/^─/),
      expect.stringMatching(/Всего +1:20 +100,0$/),
    ]);
    await press(ivan, '1');
    expect(ivan.last().text).toContain('2 контакта');
    await pressAll(ivan, '‹ Отчёт', 'Настроить', 'По длительности');
    await press(ivan, 'ABC-анализ');
  });

  it('tells the total without groups, and of which contacts none has a class', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await pressAll(ivan, 'Группировка', 'Менеджер', 'Готово', 'Показать');
    expect(tableOf(ivan).slice(1)).toEqual([
      '──────────────────────────────────',
      expect.stringMatching(/^ *Всего +4 +1:20$/),
    ]);
    await pressAll(ivan, 'Настроить', 'ABC-анализ', 'Источники', 'Показать');
    const card = await ivan.sees(/Не в анализе \(источник не указан\): 4/);
    expect(card.html).not.toContain('<pre>');
    await pressAll(ivan, 'Настроить', 'ABC-анализ', 'Группировка', 'Менеджер', 'Готово');
  });

  it('lists every day of its period, those without contacts too, and pages of it one tap away', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await pressAll(ivan, 'Группировка', 'Менеджер', 'День', 'Готово');
    await show(ivan);
    const rows = () => tableOf(ivan).slice(2);
    expect(rows().slice(0, 3)).toEqual([
      expect.stringMatching(/^1 вс 1 нояб. 2026 +0 +—/),
      expect.stringMatching(/^2 пн 2 нояб. 2026 +1 +0:30/),
      expect.stringMatching(/^3 вт 3 нояб. 2026 +1 +—/),
    ]);
    await press(ivan, '›');
    expect(rows()[0]).toMatch(/^9 +пн 9 нояб. 2026 +0/);
    await press(ivan, 'Топ 10');
    await press(ivan, '›');
    expect(rows()).toEqual([
      expect.stringMatching(/^9 /),
      expect.stringMatching(/^10 /),
      expect.stringMatching(/^ +Остальные: 13 +0/),
      expect.stringMatching(/^─/),
      expect.stringMatching(/Всего +4/),
    ]);
    await press(ivan, 'Все строки');
    await pressAll(ivan, 'Настроить', 'Группировка', 'День', 'Менеджер', 'Готово');
  });

  it('writes every group into the workbook, also those that a card does not list', async () => {
    const { ivan, sandbox, store } = reports.bot;
    const card = await store.savedReports.card(ivan.user.id);
    if (!card) throw new Error('no card');
    const start = new Date('2024-05-15T10:00:00Z');
    const many = Array.from({ length: 2100 }, (_, index) => ({
      _id: `many${index}`,
      status: 'happened',
      live: true,
      start,
      end: start,
      manager: ivan.user.id,
      organization: `many${index}`,
      documents: [],
    }));
    const rows = store.connection.collection<{ _id: string }>('contacts');
    await rows.insertMany(many);
    const period = { kind: 'range', from: new Date('2024-05-01'), to: new Date('2024-06-01') } as const;
    await store.savedReports.setCard(ivan.user.id, { ...card.settings, groups: ['organization'], period });
    await say(ivan, '/report');
    await press(ivan, 'Показать');
    await ivan.sees(({ html, text }) => html.includes('<pre>') && /Всего +2100/.test(text));
    const before = ivan.last().message_id;
    await press(ivan, 'Экспорт');
    const file = await ivan.sees(({ attachment }) => attachment?.kind === 'document', { after: before });
    const path = await fetch(`${sandbox.apiRoot}/bot${TOKEN}/getFile?file_id=${file.attachment?.file_id}`);
    const { result } = (await path.json()) as { result: { file_path: string } };
    const bytes = await fetch(`${sandbox.apiRoot}/file/bot${TOKEN}/${result.file_path}`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await bytes.arrayBuffer());
    const [sheet] = book.worksheets;
    const titles = sheet?.getColumn(1).values.indexOf('Клиент') ?? 0;
    expect(sheet?.rowCount).toBe(titles + 2100 + 1);
    expect(sheet?.lastRow?.getCell(2).value).toMatchObject({ result: 2100 });
    expect(book.worksheets[1]?.getImages()).toHaveLength(1);
    await rows.deleteMany({ _id: { $in: many.map(({ _id }) => _id) } });
    await store.savedReports.setCard(ivan.user.id, card.settings);
  }, 60_000);

  it('says in a line that nothing fits, and draws nothing; it can be saved all the same', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await pressAll(ivan, '›', '›', 'Показать');
    await ivan.sees('не подходит ни один контакт');
    expect(buttonsOf(ivan)).toContain('⭐ Сохранить');
    await pressAll(ivan, 'Настроить', '‹', '‹');
  });

  it('refuses a button of an older card, and shows the fresh one', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    const old = ivan.last();
    await press(ivan, 'Значимость');
    const { text } = await ivan.tapData(old.message_id, old.data.flat().find((one) => one?.includes('measure')) ?? '');
    expect(text).toContain('устарела');
    for (const data of ['r:group:999:day', 'r:row:1', 'r:page', 'rs:open:nothing', 'rs:card', 'r:measure:x:y']) {
      await ivan.tapData(old.message_id, data);
    }
    await press(ivan, 'Активность');
  });
});

const TOKEN = '700:test-token-test-token-test-token-test';

describe('filters of a report', () => {
  it('are those of the journal, and stay with the report the next day', async () => {
    const { mary } = reports.bot;
    await say(mary, '/report');
    await pressAll(mary, 'Activity', 'Filter');
    await pressAll(mary, 'All managers', 'Иван Петров');
    await press(mary, 'Show');
    await mary.sees(({ html, text }) => html.includes('<pre>') && text.includes('Иван Петров'));
    reports.bot.setNow('2026-11-24T09:00:00Z');
    const card = await say(mary, '/report');
    expect(card.text).toContain('Иван Петров');
    reports.bot.setNow('2026-11-23T09:00:00Z');
    await press(mary, 'Filter');
    // Reset leads to the month that a fresh report looks at.
    await press(mary, 'Reset');
    expect(mary.last().text).toContain('November 2026');
    await press(mary, 'Show');
  });

  it('tell what is not set, where a row is of that, and can be asked for it', async () => {
    const { mary } = reports.bot;
    await contact('n1', { manager: reports.bot.ivan.user.id, start: new Date('2026-09-10T10:00:00Z') });
    await say(mary, '/report');
    await pressAll(mary, 'Group by', 'Manager', 'Client', 'Type', 'Done', '‹', '‹', 'Show');
    await mary.sees(({ html, text }) => html.includes('<pre>') && text.includes('no client'));
    expect(tableOf(mary).slice(2, 4)).toEqual([
      expect.stringMatching(/^1 no client +1/),
      expect.stringMatching(/^2 {2}no type +1/),
    ]);
    await press(mary, '2');
    const { text } = mary.last();
    expect(text).toContain('🏢 no client');
    expect(text).toContain('🏷 Type: no type');
    expect(text).toContain('1 contact');
    await pressAll(mary, 'Filters', 'Client', 'All clients', 'no client');
    expect(mary.last().text).toContain('🏢 no client');
    await say(mary, '/report');
    await pressAll(mary, '›', '›', 'Group by', 'Client', 'Type', 'Manager', 'Done');
  });

  it('follow a client that was merged, and say when he is gone', async () => {
    const { mary, store } = reports.bot;
    await contact('c7', { manager: mary.user.id, start: new Date('2026-11-06T10:00:00Z'), organization: 'acmetwo' });
    const card = await store.savedReports.card(mary.user.id);
    if (!card) throw new Error('no card');
    const { settings } = card;
    const { manager: _, ...filter } = settings.filter;
    const about = (organization: string) => ({ ...settings, filter: { ...filter, organization } });
    await store.savedReports.setCard(mary.user.id, about('acmetwo'));
    await store.connection
      .collection<{ _id: string }>('organizations')
      .updateOne({ _id: 'acmetwo' }, { $set: { mergedInto: 'acme' } });
    await say(mary, '/report');
    await press(mary, 'Show');
    await mary.sees(({ text }) => text.includes('merged into “Acme Ltd”'));
    // Both ids are counted as one.
    expect(tableOf(mary).at(-1)).toMatch(/Total +3/);
    await store.savedReports.setCard(mary.user.id, about('nobody'));
    await say(mary, '/report');
    await press(mary, 'Show');
    expect(mary.last().text).toContain('not there any more');
    await store.savedReports.setCard(mary.user.id, settings);
  });

  it('tell one who sees own contacts only no client that he may not see, not by the filter nor by a merge', async () => {
    const { mary, store } = reports.bot;
    await store.organizations.create(
      { id: 'secret', name: 'Hidden Client', phones: [], emails: [], addresses: [] },
      new Date('2026-11-01T00:00:00Z'),
    );
    const card = await store.savedReports.card(mary.user.id);
    if (!card) throw new Error('no card');
    const users = store.connection.collection<{ _id: number }>('users');
    const organizations = store.connection.collection<{ _id: string }>('organizations');
    await users.updateOne({ _id: mary.user.id }, { $set: { ownOnly: true } });
    await store.savedReports.setCard(mary.user.id, {
      ...card.settings,
      filter: { ...card.settings.filter, organization: 'secret' },
    });
    await say(mary, '/report');
    expect(mary.last().text).toContain('not visible to you');
    await organizations.insertOne({ _id: 'old', mergedInto: 'secret' } as { _id: string });
    await store.savedReports.setCard(mary.user.id, {
      ...card.settings,
      filter: { ...card.settings.filter, organization: 'old' },
    });
    await say(mary, '/report');
    await press(mary, 'Show');
    expect(
      mary
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Hidden Client');
    await users.updateOne({ _id: mary.user.id }, { $set: { ownOnly: false } });
    await store.savedReports.setCard(mary.user.id, card.settings);
  });
});
