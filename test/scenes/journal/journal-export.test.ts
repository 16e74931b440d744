import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, pressAll, say } from '../../harness/phone.ts';
import { addClients, contactMaker } from './journal-fixture.ts';

let bot: TestBot;

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await addClients(bot);
  const contact = contactMaker(bot);
  await contact({ organization: 'romashka', content: '=1+1', result: '@SUM(A1)', minutes: 30, state: 3 });
  await contact({ organization: 'acme', content: 'Строка "с кавычками";\nи переносом', status: 'planned' }, bot.mary);
  await contact({ content: '+7 495 — не формула', start: new Date('2026-11-23T08:00:00Z') });
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

/** Exports today's journal in a format and returns the file that came, with its message. */
async function exported(phone: TestBot['ivan'], format: string) {
  await say(phone, '/journal');
  await pressAll(phone, /Экспорт|Export/);
  const after = phone.last().message_id;
  await phone.tap(format);
  const message = await phone.sees(({ attachment }) => attachment !== undefined, { after, timeout: 20_000 });
  const bytes = await fetch(new URL(`/chat/files/${message.attachment?.file_id}`, bot.sandbox.url));
  return { message, bytes: Buffer.from(await bytes.arrayBuffer()) };
}

describe('the export of the journal', () => {
  it('is asked for by the filter that stands on the card: another one meanwhile makes it stale', async () => {
    const { ivan } = bot;
    await say(ivan, '/journal');
    await press(ivan, 'Экспорт');
    const card = ivan.last();
    const csv = card.data.flat()[card.buttons.flat().indexOf('CSV')] ?? '';
    await say(ivan, '/journal');
    await pressAll(ivan, /Фильтры/, /Группы/, '☑️ Входящий', '✅ Показать');
    expect((await ivan.tapData(card.message_id, csv)).text).toContain('устарела');
    await ivan.settled();
    expect(ivan.messages().find(({ message_id: id }) => id === card.message_id)?.text).toContain('без: входящие');
    await pressAll(ivan, /Фильтры/, /Группы/, '⬜ Входящий', '✅ Показать');
  });

  it('comes as CSV that spreadsheets of the language open, with no formula in it', async () => {
    const { message, bytes } = await exported(bot.ivan, 'CSV');
    expect(message.attachment?.name).toBe('Журнал 2026-11-23 12-00.csv');
    const text = bytes.toString('utf8');
    expect(text.startsWith('\uFEFFНачало;Конец;')).toBe(true);
    const rows = parse(text, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(3);
    const [latest] = rows;
    expect(latest).toMatchObject({
      Начало: '23.11.2026 11:00',
      Содержание: "'+7 495 — не формула",
      Статус: 'Состоялся',
    });
    const formula = rows.find((row) => row.Результат !== '');
    expect(formula).toMatchObject({
      Содержание: "'=1+1",
      Результат: "'@SUM(A1)",
      'Длительность, мин': '30',
      Клиент: 'ООО «Ромашка»',
      Состояние: 'Выполнен полностью',
      Менеджер: 'Иван Петров',
    });
    expect(rows.some((row) => row.Содержание === 'Строка "с кавычками";\nи переносом')).toBe(true);
    if (process.env.SHOW) console.log(bot.ivan.log());
  });

  it('comes as a workbook with typed cells, a frozen head and a filter', async () => {
    const { message, bytes } = await exported(bot.mary, 'XLSX');
    expect(message.attachment?.name).toMatch(/^Journal .*\.xlsx$/);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBeTruthy();
    expect(sheet?.rowCount).toBe(4);
    const head = [...((sheet?.getRow(1).values ?? []) as string[])].slice(1);
    expect(head.slice(0, 4)).toEqual(['Start', 'End', 'Duration, min', 'Status']);
    const row = sheet?.getRow(2);
    expect(row?.getCell(1).value).toEqual(new Date('2026-11-23T11:00:00Z'));
    const contents = [2, 3, 4].map((number) => sheet?.getRow(number).getCell(head.indexOf('Content') + 1));
    expect(contents.map((cell) => cell?.type)).toEqual(Array(3).fill(ExcelJS.ValueType.String));
    expect(contents.map((cell) => cell?.value)).toContain('=1+1');
    const minutes = [2, 3, 4].map((number) => sheet?.getRow(number).getCell(3).value);
    expect(minutes).toContain(30);
  });

  it('holds the fields that were chosen, and says when there is nothing', async () => {
    const { ivan } = bot;
    await say(ivan, '/journal');
    await pressAll(ivan, '☰ Поля', 'В экспорте', '☑️ Начало', '☑️ Конец', '☑️ Длительность');
    const { bytes } = await exported(ivan, 'CSV');
    expect(bytes.toString('utf8').split('\r\n')[0]).toMatch(/^\uFEFFСтатус;Вид;Направление;/);
    await say(ivan, '/journal');
    await pressAll(ivan, '▶️', /Экспорт/);
    expect(ivan.last().text).toContain('выгружать нечего');
    await press(ivan, '‹ Назад');
    expect(bot.faults).toEqual([]);
  });

  it('reports once, though the file has to be sent again, by another program', async () => {
    const { ivan } = bot;
    const after = ivan.last().message_id;
    const lift = bot.sandbox.fail({ method: 'sendDocument', with: 502, times: 100 });
    await say(ivan, '/journal');
    await pressAll(ivan, '◀️', /Экспорт/, 'CSV');
    await expect.poll(() => bot.faults.length).toBe(1);
    bot.faults.splice(0);
    lift();
    // Only when the first program has put it off by its clock.
    await bot.restart(async () => bot.setNow('2026-11-23T09:30:00Z'));
    await ivan.sees(({ attachment }) => attachment !== undefined, { after });
    expect(
      ivan.messages().filter(({ text, message_id }) => message_id > after && text.includes('В файле')),
    ).toHaveLength(1);
    expect(bot.faults).toEqual([]);
  });

  it('takes the rights of whoever reads it', async () => {
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: bot.mary.user.id }, { $set: { ownOnly: true } });
    const { bytes } = await exported(bot.mary, 'CSV');
    expect(parse(bytes.toString('utf8'), { bom: true }) as string[][]).toHaveLength(2);
    expect((await say(bot.mary, '/journal')).text).toContain('1 contact');
  });
});
