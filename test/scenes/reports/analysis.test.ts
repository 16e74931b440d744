import { expect, it } from 'vitest';
import { press, pressAll, say } from '../../harness/phone.ts';
import { bytesOf, cellsBelow, clientOf, exportedBook, showDrawn, tablesOf, withReports } from './reports-bot.ts';

const day = (date: string) => new Date(`2026-${date}T00:00:00Z`);
const at = (date: string, clock = '10:00') => new Date(`2026-${date}T${clock}:00Z`);

/** Reports that look deeper: amounts, hours. The reader's clock is three hours ahead of UTC; 23 November is a Monday. */
const reports = withReports(
  async ({ ivan, mary, store }, contact) => {
    const [one, two] = [ivan.user.id, mary.user.id];
    for (const [id, name] of [
      ['romashka', 'ООО «Ромашка»'],
      ['acme', 'Acme Ltd'],
      ['vector', 'АО «Вектор»'],
    ] as const) {
      await store.organizations.create({ ...clientOf(id, name), manager: one }, at('01-10'));
    }
    const entry = (id: string, ru: string, en: string, kind: 'documentType' | 'source') => ({
      id,
      kind,
      name: { ru, en },
      order: 1,
    });
    await store.dictionaries.seed([
      entry('invoice', 'Счёт на оплату', 'Bill', 'documentType'),
      entry('fair', 'Выставка', 'Fair', 'source'),
    ]);
    const paper = async (
      number: string,
      organization: string | undefined,
      amount: number | undefined,
      more: object = { currency: 'RUB' },
    ) => {
      const document = {
        id: `paper${number}`,
        number,
        author: two,
        date: day('11-10'),
        type: 'invoice',
        ...(organization !== undefined && { organization }),
        ...(amount !== undefined && { amount }),
        ...more,
      };
      await store.documents.create(document, at('11-10'));
    };
    await paper('1', 'romashka', 800_000.5);
    await paper('2', 'romashka', 100_000);
    await paper('3', 'acme', 90_000.5);
    await paper('4', 'vector', 9_999);
    await paper('5', 'acme', 5_000, { currency: 'EUR' });
    await paper('6', 'vector', 700, { currency: 'EUR', date: day('10-05'), type: undefined });
    await paper('7', 'vector', undefined);
    await paper('8', undefined, 10);
    await paper('9', 'acme', 40_000, { currency: 'RUB', date: day('10-06') });
    for (const [id, date, clock] of [
      ['h1', '11-02', '07:10'],
      ['h2', '11-02', '07:50'],
      ['h3', '11-09', '07:00'],
      ['h4', '11-03', '11:30'],
      // Tuesday already where it is read.
      ['h5', '11-02', '22:15'],
      ['h6', '10-06', '11:30'],
    ] as const) {
      const fair = id === 'h1' || id === 'h2' ? { source: 'fair' } : {};
      const state = id === 'h1' ? 3 : 1;
      await contact(id, { manager: two, start: at(date, clock), organization: 'acme', state, ...fair });
    }
    // Steadily for a year; much in the year before; once.
    for (let month = 0; month < 12; month++) {
      for (const date of [15, 16]) {
        const start = new Date(Date.UTC(2025, 10 + month, date, 10));
        await contact(`s${month}-${date}`, { manager: two, start, organization: 'romashka', source: 'fair' });
      }
    }
    for (let hour = 0; hour < 30; hour++) {
      const start = new Date(Date.UTC(2025, 2, 3 + Math.floor(hour / 10), 6 + (hour % 10)));
      await contact(`b${hour}`, { manager: two, start, organization: 'acme' });
    }
    await contact('a1', { manager: two, start: at('05-12'), organization: 'acme' });
    await contact('v1', { manager: one, start: at('08-12'), organization: 'vector' });
    await contact('h7', { manager: one, start: at('11-06', '07:00'), organization: 'vector' });
  },
  { entered: '2026-11-01T09:00:00Z' },
);

it('classes clients by the amounts of their documents, each currency by itself, and opens their documents', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'amounts', 'ABC по суммам', '🗓', 'Месяц');
  expect(tablesOf(ivan)).toEqual([
    expect.stringMatching(/^ +Кол\. +Сумма +%$/),
    '──────────────────────────────────',
    expect.stringMatching(/^RUB A +1 +900.000,50 +90,0$/),
    expect.stringMatching(/^RUB B +1 +90.000,50 +9,0$/),
    expect.stringMatching(/^RUB C +1 +9.999 +1,0$/),
    expect.stringMatching(/^RUB, вс.* +3 +1.000.000 +100,0$/),
    expect.stringMatching(/^EUR A +1 +5.000 +100,0$/),
    expect.stringMatching(/^EUR, вс.* +1 +5.000 +100,0$/),
    expect.stringMatching(/^Кл\. +Сумма +% +Σ %$/),
    '──────────────────────────────────',
    expect.stringMatching(/^RUB: 1.000.000, 3 клиента$/),
    '1 ООО «Ромашка»',
    expect.stringMatching(/^ +A +900.000,50 +90,0 +90,0$/),
    '2 Acme Ltd',
    expect.stringMatching(/^ +B +90.000,50 +9,0 +99,0$/),
    '3 АО «Вектор»',
    expect.stringMatching(/^ +C +9.999 +1,0 +100,0$/),
    expect.stringMatching(/^EUR: 5.000, 1 клиент$/),
    '4 Acme Ltd',
    expect.stringMatching(/^ +A +5.000 +100,0 +100,0$/),
  ]);
  expect(ivan.last().text).toContain('Документы не в анализе: без суммы: 1, без клиента: 1');
  const [table, beside] = (await exportedBook(reports.bot, ivan)).worksheets;
  expect(cellsBelow(table, 'Клиент')).toEqual([
    ['Клиент', 'Валюта', 'Класс', 'Документов', 'Сумма', 'Доля', 'Доля нарастающим итогом'],
    ['ООО «Ромашка»', 'RUB', 'A', 2, 900_000.5, expect.closeTo(0.9), expect.closeTo(0.9)],
    ['Acme Ltd', 'RUB', 'B', 1, 90_000.5, expect.closeTo(0.09), expect.closeTo(0.99)],
    ['АО «Вектор»', 'RUB', 'C', 1, 9_999, expect.closeTo(0.01), 1],
    ['Acme Ltd', 'EUR', 'A', 1, 5_000, 1, 1],
  ]);
  expect(beside?.getImages()).toHaveLength(1);
  await press(ivan, '1');
  const papers = await ivan.sees(({ text }) => text.includes('№ 1') && text.includes('№ 2'));
  expect(papers.text).not.toContain('№ 9');
  await press(ivan, '‹ Отчёт');
  await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('ABC по суммам'));
});

it('sets amounts against the month before, of one type of documents where that is chosen', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'amounts-compared', 'Сравнить');
  expect(tablesOf(ivan).slice(-4)).toEqual([
    expect.stringMatching(/^EUR: 5.000, 1 клиент$/),
    '4 Acme Ltd',
    expect.stringMatching(/^ +A +5.000 +100,0 +100,0$/),
    expect.stringMatching(/^ +± \+5.000$/),
  ]);
  expect(tablesOf(ivan).join('\n')).toMatch(/2 Acme Ltd\n.*\n +± \+50.000,50/);
  await pressAll(ivan, 'Настроить', 'Сравнить', '🗓', 'Всё');
  await press(ivan, 'Показать');
  await ivan.sees(/Сложены документы разных типов: Счёт на оплату 6, без типа 1/);
  await press(ivan, 'Настроить');
  while (
    !ivan
      .last()
      .buttons.flat()
      .some((label) => label.includes('Счёт на оплату'))
  )
    await press(ivan, '📄 Тип документа');
  await press(ivan, 'Показать');
  const one = await ivan.sees(
    ({ html, text }) => html.includes('<pre>') && text.includes('Тип документа: Счёт на оплату'),
  );
  expect(one.text).not.toContain('Сложены');
});

it('shades the hours of the week by the reader’s clock, and opens the contacts of a day of the week', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'hours', 'Часы и дни');
  const table = tablesOf(ivan);
  expect(table.slice(0, 4)).toEqual([
    expect.stringMatching(/^ +Пн +Вт +Ср +Чт +Пт +Сб +Вс$/),
    '──────────────────────────────────',
    expect.stringMatching(/^01 +· +1( +·){5}$/),
    expect.stringMatching(/^02( +·){7}$/),
  ]);
  expect(table).toContainEqual(expect.stringMatching(/^10 +3 +·( +·){2} +1( +·){2}$/));
  expect(table).toContainEqual(expect.stringMatching(/^14 +· +1( +·){5}$/));
  expect(table.join('\n')).toMatch(/1 Понедельник\n +3 +50,0 +10:00\n/);
  expect(table.join('\n')).toMatch(/2 Вторник\n +2 +33,3 +01:00\n/);
  expect(ivan.last().text).toContain('Europe/Moscow');
  await press(ivan, '1');
  expect(ivan.last().text).toContain('3 контакта');
  expect(ivan.last().text).toContain('Понедельник');
  await press(ivan, '‹ Отчёт');
  await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('Часы и дни'));
  const [sheet, beside] = (await exportedBook(reports.bot, ivan)).worksheets;
  const rows = cellsBelow(sheet, 'День недели');
  expect(rows[0]?.slice(0, 3)).toEqual(['День недели', '01:00', '02:00']);
  expect(rows.map((row) => [row[0], row.at(-1)]).slice(1, 4)).toEqual([
    ['Понедельник', 3],
    ['Вторник', 2],
    ['Среда', 0],
  ]);
  expect(rows.at(-1)?.at(-1)).toMatchObject({ result: 6 });
  expect(beside?.getImages()).toHaveLength(1);
  await showDrawn(reports.bot, ivan, 'hours-compared', 'Сравнить');
  expect(tablesOf(ivan).join('\n')).toMatch(/2 Вторник\n +2 +\+1 +01:00\n/);
  await pressAll(ivan, 'Настроить', 'Сравнить');
});

it('tells who is dealt with much and evenly, and whose class changed within a year', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'stability', 'ABC × XYZ');
  expect(ivan.last().text).toContain('1 нояб. 2025 – 31 окт. 2026');
  expect(tablesOf(ivan)).toEqual([
    expect.stringMatching(/^ +X +Y +Z +Всего$/),
    '──────────────────────────────────',
    expect.stringMatching(/^A +1 +0 +0 +1$/),
    expect.stringMatching(/^B +0 +0 +1 +1$/),
    expect.stringMatching(/^C +0 +0 +1 +1$/),
    expect.stringMatching(/^Всего +1 +0 +2 +3$/),
    expect.stringMatching(/^ +Кл\. +XYZ +Кол\. +± +Разбр%$/),
    '──────────────────────────────────',
    '1 Acme Ltd',
    expect.stringMatching(/^ +A→B +Z +2 +−28 +224$/),
    '2 ООО «Ромашка»',
    expect.stringMatching(/^ +–→A +X +24 +\+24 +0$/),
    '3 АО «Вектор»',
    expect.stringMatching(/^ +–→C +Z +1 +\+1 +332$/),
  ]);
  expect(ivan.last().text).toContain('A→B 1, –→A 1, –→C 1');
  expect(ivan.last().text).toContain('X до 10 %, Y до 25 %');
  const [table, beside] = (await exportedBook(reports.bot, ivan)).worksheets;
  const rows = cellsBelow(table, 'Клиент');
  expect(rows[0]?.slice(1, 8)).toEqual([
    ...['Класс', 'Класс год назад', 'XYZ', 'Разброс по месяцам', 'Всего', 'Прошлый период'],
    'Ноябрь 2025',
  ]);
  expect(rows[2]).toEqual(['ООО «Ромашка»', 'A', undefined, 'X', 0, 24, 0, ...Array.from({ length: 12 }, () => 2)]);
  expect(beside?.getImages()).toHaveLength(1);
  await press(ivan, '1');
  await ivan.sees(({ text }) => text.includes('2 контакта') && text.includes('Acme Ltd'));
  await press(ivan, '‹ Отчёт');
  await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('ABC × XYZ'));
});

it('follows advertising sources from contacts to amounts, each currency by itself', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'sources', 'Отдача', '🗓', 'Месяц');
  expect(tablesOf(ivan)).toEqual([
    expect.stringMatching(/^ +Сост +Вып +Вып% +Клиент$/),
    '──────────────────────────────────',
    '1 Выставка',
    expect.stringMatching(/^ +2 +1 +50 +1$/),
    expect.stringMatching(/^ {2}990.001 RUB · 3 док\.$/),
    expect.stringMatching(/^ {2}5.000 EUR · 1 док\.$/),
    '2 источник не указан',
    expect.stringMatching(/^ +4 +0 +0 +2$/),
    expect.stringMatching(/^ {2}10.009 RUB · 2 док\.$/),
    '──────────────────────────────────',
    ' Всего',
    expect.stringMatching(/^ +6 +1 +17 +$/),
    expect.stringMatching(/^ {2}1.000.010 RUB · 5 док\.$/),
    expect.stringMatching(/^ {2}5.000 EUR · 1 док\.$/),
  ]);
  const [table] = (await exportedBook(reports.bot, ivan)).worksheets;
  expect(cellsBelow(table, 'Источник рекламы').slice(0, 2)).toEqual([
    [
      'Источник рекламы',
      'Состоялось',
      'Выполнено полностью',
      'Выполнено, %',
      'Клиентов',
      'Документов',
      'Сумма, RUB',
      'Сумма, EUR',
    ],
    ['Выставка', 2, 1, 0.5, 1, 4, 990_001, 5_000],
  ]);
  await press(ivan, '1');
  await ivan.sees(({ text }) => text.includes('2 контакта') && text.includes('Источник рекламы: Выставка'));
  await press(ivan, '‹ Отчёт');
  await showDrawn(reports.bot, ivan, 'sources-compared', 'Сравнить');
  expect(tablesOf(ivan)[4]).toMatch(/^ += +\+1 +±$/);
  await pressAll(ivan, 'Настроить', 'Сравнить');
});

it('holds contacts against the targets that whoever supervises sets, and against their pace', async () => {
  const { ivan, mary, store } = reports.bot;
  for (const id of ['t1', 't2', 't3'])
    await reports.contact(id, { manager: mary.user.id, start: at('11-23', '06:00') });
  await say(ivan, '/report');
  await pressAll(ivan, 'Цели', 'Показать');
  await ivan.sees(/Номер строки открывает контакты/);
  expect(tablesOf(ivan).slice(2)).toEqual([
    '1 Mary Stone',
    expect.stringMatching(/^ +3 {2}без цели$/),
    '2 Иван Петров',
    expect.stringMatching(/^ +0 {2}без цели$/),
    '──────────────────────────────────',
    ' Всего',
    expect.stringMatching(/^ +3 {2}без цели$/),
  ]);
  await press(ivan, '1');
  expect(ivan.last().text).toContain('3 контакта');
  const users = store.connection.collection<{ _id: number }>('users');
  await users.updateOne({ _id: ivan.user.id }, { $set: { role: 'supervisor' } });
  await say(ivan, '/report');
  await press(ivan, 'Показать');
  await ivan.sees(/Номер строки задаёт цель/);
  await press(ivan, '1');
  expect(ivan.last().text).toContain('Mary Stone');
  expect((await say(ivan, 'много')).text).toContain('целое число от 0 до 999');
  await press(ivan, '25');
  await ivan.sees(({ html }) => /<pre>.*25/s.test(html));
  // A third of Monday's working hours has passed: a fifteenth of 25 was due.
  expect(tablesOf(ivan).slice(2, 4)).toEqual(['1 Mary Stone', expect.stringMatching(/^ +3 +25 +12 +\+1 +45$/)]);
  await showDrawn(reports.bot, ivan, 'targets', 'Цели');
  const [table] = (await exportedBook(reports.bot, ivan)).worksheets;
  expect(cellsBelow(table, 'Менеджер').slice(0, 2)).toEqual([
    ['Менеджер', 'Состоялось', 'Цель', 'Цель, %', 'К этому дню', 'К темпу', 'Прогноз'],
    ['Mary Stone', 3, 25, 0.12, 2, 1, 45],
  ]);
  await users.updateOne({ _id: ivan.user.id }, { $set: { role: 'manager' } });
});

it('counts within the rights of its reader, and is sent by a schedule', async () => {
  const { ivan, store } = reports.bot;
  const users = store.connection.collection<{ _id: number }>('users');
  await users.updateOne({ _id: ivan.user.id }, { $set: { ownOnly: true } });
  await say(ivan, '/report');
  await pressAll(ivan, 'Часы и дни', 'Показать');
  await ivan.sees(({ html }) => html.includes('<pre>'));
  expect(tablesOf(ivan).join('\n')).toMatch(/Всего\n +1 +100,0 +10:00\n/);
  await users.updateOne({ _id: ivan.user.id }, { $set: { ownOnly: false } });
  await pressAll(ivan, 'Настроить', 'Мои отчёты', 'Сохранить');
  await say(ivan, 'Часы недели');
  await pressAll(ivan, 'Присылать', 'Каждый день', '12:00');
  reports.bot.setNow('2026-11-24T09:00:30Z');
  const sent = await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('📬 Часы недели'));
  expect(sent.text).toContain('Понедельник');
  const pictures = ivan.messages().filter(({ attachment }) => attachment?.kind === 'photo');
  expect((await bytesOf(reports.bot, pictures.at(-1) ?? sent)).length).toBeGreaterThan(1000);
});
