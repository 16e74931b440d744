import { expect, it } from 'vitest';
import { clientOf, withReports } from './reports-bot.ts';

const at = (date: string) => new Date(`2026-${date}T10:00:00Z`);

const reports = withReports(
  async ({ ivan, mary, store }, contact) => {
    await store.organizations.create(clientOf('vector', 'АО «Вектор»'), at('01-10'));
    await contact('w1', { manager: ivan.user.id, start: at('11-24'), state: 3 });
    await contact('w2', { manager: ivan.user.id, start: at('11-25'), state: 3 });
    await contact('w3', { manager: mary.user.id, start: at('11-26'), state: 3 });
    await contact('w4', { manager: mary.user.id, start: at('11-18'), state: 3 });
    await contact('v1', { manager: mary.user.id, start: at('02-05'), organization: 'vector', state: 3 });
    await contact('p1', { manager: ivan.user.id, start: at('12-02'), status: 'planned', state: 1, minutes: 600 });
    // Long overdue, and past its reminders: its letter is all that comes.
    await contact('p2', { manager: mary.user.id, start: at('11-03'), status: 'planned', state: 1 });
    const users = store.connection.collection<{ _id: number }>('users');
    await users.updateOne({ _id: ivan.user.id }, { $set: { role: 'supervisor' } });
    await store.weekLetters.enrol(new Date('2026-11-27T09:00:00Z'));
  },
  { entered: '2026-11-01T09:00:00Z', now: '2026-11-27T09:00:00Z' },
);

it('comes on Monday morning unasked: five lines about all to a head of sales, about their own to a manager', async () => {
  const { ivan, mary } = reports.bot;
  reports.bot.setNow('2026-11-30T06:00:30Z');
  const letter = await ivan.sees(/Неделя в пяти строках/);
  const text = (await ivan.sees(({ html }) => html.includes('<b>📬 Неделя в пяти строках'))).text;
  expect(letter).toBeDefined();
  expect(text).toMatch(/Состоялось контактов: 3 \(\+2, \+200\s%/);
  expect(text).toMatch(/Выполнено полностью 100\s%, новых клиентов: 0, отвечено писем: 0/);
  expect(text).toContain('Ничего не запланировано: Mary Stone');
  expect(text).toContain('Просрочено: 1 (Mary Stone 1)');
  expect(text).toContain('Молчат дольше срока: 1 (АО «Вектор»)');
  const own = (await mary.sees(({ html }) => html.includes('<b>📬 The week in five lines'))).text;
  expect(own).toContain('Contacts happened: 1 (=');
  expect(own).toContain('You have nothing planned');
});

it('leads to the week at a glance', async () => {
  const { ivan } = reports.bot;
  const letter = await ivan.sees(({ html }) => html.includes('<b>📬 Неделя в пяти строках'));
  const open = letter.data.flat().find((data) => data?.startsWith('rw:open'));
  await ivan.tapData(letter.message_id, open ?? '');
  const glance = await ivan.sees(({ html, text }) => html.includes('<pre>') && text.includes('Сводка'));
  expect(glance.text).toContain('прошлая неделя');
});

it('comes no more to somebody who switched it off, and late ones are passed over', async () => {
  const { ivan, mary, store } = reports.bot;
  const letter = await ivan.sees(({ html }) => html.includes('<b>📬 Неделя в пяти строках'));
  const off = letter.data.flat().find((data) => data?.startsWith('rw:off'));
  await ivan.tapData(letter.message_id, off ?? '');
  expect(await store.weekLetters.isOn(ivan.user.id)).toBe(false);
  const letters = () => mary.messages().filter(({ html }) => html.includes('<b>📬 The week')).length;
  const before = letters();
  reports.bot.setNow('2026-12-09T09:00:00Z');
  const due = () => store.weekLetters.claims.due(new Date('2026-12-09T09:00:00Z'), 10);
  await expect.poll(due).toEqual([]);
  expect(letters()).toBe(before);
});
