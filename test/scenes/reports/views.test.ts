import { expect, it } from 'vitest';
import { press, pressAll, say } from '../../harness/phone.ts';
import { boss, clientOf, exportedBook, showDrawn, tablesOf, withReports } from './reports-bot.ts';

const at = (date: string, hour = 10) => new Date(`2026-${date}T${String(hour).padStart(2, '0')}:00:00Z`);

const reports = withReports(
  async ({ ivan, mary, store }, contact) => {
    const [one, two] = [ivan.user.id, mary.user.id];
    for (const [id, name, created] of [
      ['romashka', 'ООО «Ромашка»', '2026-11-02'],
      ['acme', 'Acme Ltd', '2026-03-01'],
      ['vector', 'АО «Вектор»', '2026-03-01'],
    ] as const) {
      const client = { ...clientOf(id, name), manager: one };
      await store.organizations.create(client, new Date(`${created}T10:00:00Z`));
    }
    for (let index = 0; index < 6; index++) {
      const start = at(`11-0${2 + index}`);
      await contact(`r${index}`, {
        manager: one,
        start,
        organization: 'romashka',
        minutes: 30,
        state: 3,
        priority: 'high',
      });
    }
    await contact('a1', { manager: two, start: at('11-18'), organization: 'acme', channel: 'email' });
    await contact('a2', { manager: two, start: at('10-05'), organization: 'acme' });
    await contact('v1', { manager: one, start: at('06-05'), organization: 'vector' });
    const planned = { status: 'planned', organization: 'acme', manager: two } as const;
    // Overdue, yet to come, cancelled, moved to another week, and held on its day.
    await contact('p1', { ...planned, start: at('11-23', 7) });
    await contact('p2', { ...planned, start: at('11-25') });
    await contact('p3', { ...planned, start: at('11-26') });
    await contact('p4', { ...planned, start: at('11-24') });
    await contact('p5', { ...planned, start: at('11-23', 6) });
    const operation = { key: 'k', revision: 1, now: at('11-23', 8) };
    await store.contacts.change(boss, 'p3', operation, { status: 'cancelled' });
    await store.contacts.change(boss, 'p4', operation, { start: at('12-01') });
    await store.contacts.change(boss, 'p5', operation, { status: 'happened', state: 3 });
  },
  { entered: '2026-11-01T09:00:00Z', undisturbed: true },
);

it('shows the managers at a glance before anything is chosen, and leads to the trend of each', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'glance');
  expect(tablesOf(ivan)).toEqual([
    '  Сост  План   Отм Проср%   Вып%',
    '  Важн Новых Писем   Время      ',
    '──────────────────────────────────',
    '1 Иван Петров',
    '     6     0     0      0    100',
    '     6     1     0    3:00      ',
    '2 Mary Stone',
    '     2     1     1     33     50',
    '     0     0     0       —      ',
    '──────────────────────────────────',
    ' Всего',
    '     8     1     1     11     88',
    '     6     1     0    3:00      ',
  ]);
  await press(ivan, '1');
  const trend = await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('Динамика: активность'));
  expect(trend.text).toContain('Иван Петров');
  // Looking at one of them leaves the report as it was set up.
  await press(ivan, '‹ Сводка');
  await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('Все менеджеры'));
});

it('sets a glance against the same stretch of the month before, and sends it as a workbook', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'glance-compared', 'Сравнить');
  expect(tablesOf(ivan).slice(3, 9)).toEqual([
    '1 Иван Петров',
    '     6     0     0      0    100',
    '     6     1     0    3:00    +6',
    expect.stringMatching(/^2 Mary Stone/),
    expect.stringMatching(/^ +2 +0 +0 +33 +50/),
    expect.stringMatching(/\+1$/),
  ]);
  expect(ivan.last().text).toContain('Сравнение: 1–23 нояб. 2026 до 12:00 и 1–23 окт. 2026 до 12:00');
  const [table, beside] = (await exportedBook(reports.bot, ivan)).worksheets;
  const titles = table?.getColumn(1).values.indexOf('Менеджер') ?? 0;
  expect(table?.getRow(titles).getCell(2).value).toBe('Состоялось');
  expect(table?.getRow(titles + 1).getCell(1).value).toBe('Иван Петров');
  expect(table?.getRow(titles + 1).getCell(2).value).toBe(6);
  expect(table?.lastRow?.getCell(2).value).toMatchObject({ result: 8 });
  expect(beside?.getImages()).toHaveLength(1);
  await pressAll(ivan, 'Настроить', 'Сравнить');
});

it('draws a measure over 13 weeks or 12 months by manager, type or channel; a row opens its contacts', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'trend', 'Динамика', 'Вид');
  expect(tablesOf(ivan)).toEqual([
    expect.stringMatching(/^ +посл\. +Всего$/),
    '──────────────────────────────────',
    '1 Звонок',
    '  ▁▁▁▁▁▃▁▁▁█▁▁▃      1       8',
    '2 Письмо',
    '  ▁▁▁▁▁▁▁▁▁▁▁█▁      0       1',
    '──────────────────────────────────',
    ' Всего',
    '  ▁▁▁▁▁▃▁▁▁█▁▃▃      1       9',
  ]);
  await press(ivan, '2');
  expect(ivan.last().text).toContain('1 контакт');
  await showDrawn(reports.bot, ivan, 'trend-months', '12 месяцев', 'Менеджер', 'Сравнить');
  expect(tablesOf(ivan).slice(2, 4)).toEqual(['1 Иван Петров', expect.stringMatching(/▁▁▁▁▁▁▃?▂?▁▁▁▁█ +6 +\+7/)]);
  await pressAll(ivan, 'Настроить', 'Сравнить');
});

it('tells what became of what was planned for a week', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'plan', 'План и факт');
  expect(tablesOf(ivan)).toEqual([
    ' План В срок Перен Отм Проср    %',
    '──────────────────────────────────',
    '1 Mary Stone',
    '    5      1     1   1     1   25',
    '──────────────────────────────────',
    ' Всего',
    '    5      1     1   1     1   25',
  ]);
});

it('tells whom we deal with and who is silent, and a tap plans a contact', async () => {
  const { ivan } = reports.bot;
  await showDrawn(reports.bot, ivan, 'coverage', 'Охват');
  expect(tablesOf(ivan)).toEqual([
    expect.stringMatching(/^ +до 7 до 30 до 90 &gt;90 Всего$/),
    '──────────────────────────────────',
    expect.stringMatching(/^A +1 +1 +0 +0 +2$/),
    expect.stringMatching(/^B +0 +0 +0 +1 +1$/),
    expect.stringMatching(/^C +0 +0 +0 +0 +0$/),
    'Молчат дольше срока',
    '──────────────────────────────────',
    '1 АО «Вектор»',
    '  B · молчит 170 дн. (срок 60)',
  ]);
  expect(ivan.last().text).toContain('Молчат дольше срока: 1 клиент');
  expect(ivan.last().text).toContain('Чаще всего: ООО «Ромашка» 6, Acme Ltd 3, АО «Вектор» 1');
  await press(ivan, '1');
  expect(ivan.last().text).toContain('АО «Вектор»');
  await say(ivan, '/cancel');
});

it('tells how soon letters are answered, and opens one that waits', async () => {
  const { ivan, mary, store } = reports.bot;
  const [one, two] = [ivan.user.id, mary.user.id];
  const letter = (_id: string, deliveredAt: Date, more: object) => ({
    _id,
    from: { address: 'office@example.org', name: 'Office' },
    to: [],
    subject: `About ${_id}`,
    text: 'Hello',
    files: [],
    references: [],
    places: [],
    pushes: [],
    readers: [],
    marks: [],
    state: 'taken',
    createdAt: deliveredAt,
    deliveredAt,
    ...more,
  });
  await store.connection
    .collection<{ _id: string }>('letters')
    .insertMany([
      letter('l1', at('11-10'), { organization: 'romashka', state: 'registered' }),
      letter('l2', at('11-11'), { organization: 'romashka' }),
      letter('l3', at('11-12'), { organization: 'acme', taken: { by: two, at: at('11-12') } }),
      letter('l4', at('11-20'), { organization: 'vector' }),
    ]);
  const answer = (_id: string, about: string, author: number, sentAt: Date) => ({
    _id,
    letter: about,
    author,
    state: 'sent',
    sentAt,
  });
  await store.connection
    .collection<{ _id: string }>('outgoing')
    .insertMany([
      answer('o1', 'l1', one, at('11-10', 11)),
      answer('o2', 'l2', one, at('11-11', 15)),
      answer('o3', 'l1', two, at('11-15')),
    ]);
  await showDrawn(reports.bot, ivan, 'answers', 'Ответы на письма');
  expect(tablesOf(ivan)).toEqual([
    expect.stringMatching(/^ +Пис +½ за +90% за +Ждут$/),
    '──────────────────────────────────',
    expect.stringMatching(/^Иван П.* +3 +1:00 +5:00 +1$/),
    expect.stringMatching(/^Mary S.* +1 +— +— +1$/),
    expect.stringMatching(/^Всего +4 +1:00 +5:00 +2$/),
    'Ждут ответа, дольше всех первые',
    '──────────────────────────────────',
    '1 Acme Ltd',
    '  Mary Stone · ждёт 263:00',
    '2 АО «Вектор»',
    '  Иван Петров · ждёт 71:00',
  ]);
  await press(ivan, '1');
  expect(ivan.last().text).toContain('About l3');
  await press(ivan, '‹ Назад');
  await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('Ответы на письма'));
  const [table, beside] = (await exportedBook(reports.bot, ivan)).worksheets;
  expect(table?.lastRow?.getCell(1).value).toBe('АО «Вектор»');
  expect(beside?.getImages()).toHaveLength(1);
});

it('switches the week’s letter off and on in the settings', async () => {
  const { ivan, store } = reports.bot;
  await say(ivan, '/settings');
  await press(ivan, 'Письмо недели');
  expect(ivan.last().text).toContain('По понедельникам, 09:00');
  await press(ivan, 'Не присылать');
  expect(await store.weekLetters.isOn(ivan.user.id)).toBe(false);
  await press(ivan, 'Присылать');
  expect(await store.weekLetters.isOn(ivan.user.id)).toBe(true);
});

it('counts every layout within the rights of its reader', async () => {
  const { ivan, store } = reports.bot;
  const users = store.connection.collection<{ _id: number }>('users');
  await users.updateOne({ _id: ivan.user.id }, { $set: { ownOnly: true } });
  await say(ivan, '/report');
  await pressAll(ivan, 'Сводка', 'Показать');
  await ivan.sees(({ html }) => html.includes('<pre>'));
  expect(tablesOf(ivan).join()).not.toContain('Mary');
  await users.updateOne({ _id: ivan.user.id }, { $set: { ownOnly: false } });
});
