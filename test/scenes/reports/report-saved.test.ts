import { describe, expect, it } from 'vitest';
import { press, pressAll, say } from '../../harness/phone.ts';
import { withReports } from './reports-bot.ts';

const start = new Date('2026-11-18T10:00:00Z');
const reports = withReports(
  async ({ ivan, mary }, contact) => {
    for (const id of ['c1', 'c2']) await contact(id, { manager: ivan.user.id, start });
    await contact('c3', { manager: mary.user.id, start });
  },
  { entered: '2026-11-18T10:00:00Z' },
);

/** Id of the only saved report. */
async function savedId(): Promise<string> {
  const [report] = await reports.bot.store.savedReports.of(reports.bot.ivan.user.id, 10);
  return report?.id ?? '';
}

describe('saved reports', () => {
  it('get a name, with a period told from the day they are opened', async () => {
    const { ivan } = reports.bot;
    await say(ivan, '/report');
    await pressAll(ivan, 'Активность', '🗓', 'Неделя', '‹', 'Мои отчёты', 'Сохранить');
    const { text } = await say(ivan, 'Неделя отдела');
    expect(text).toContain('Неделя отдела');
    expect(text).toContain('прошлая неделя');
    expect(ivan.last().text).toContain('16 – 22');
  });

  it('are shared by a link, and count with the rights of whoever opens it', async () => {
    const { ivan, mary, store } = reports.bot;
    await press(ivan, 'Поделиться');
    const link = await ivan.sees(/start=r_/);
    const id = /start=(r_[\w-]+)/.exec(link.text)?.[1] ?? '';
    await store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: mary.user.id }, { $set: { ownOnly: true } });
    await mary.start(id);
    await mary.sees(({ html, text }) => html.includes('<pre>') && /Total +1/.test(text));
    await ivan.start(id);
    await ivan.sees(({ html, text }) => html.includes('<pre>') && /Всего +3/.test(text));
    await ivan.start('r_nothing');
    await ivan.sees('больше нет');
  });

  it('are sent every Monday at nine of the reader’s own zone, with his rights', async () => {
    const { ivan, mary, store } = reports.bot;
    const id = await savedId();
    await say(ivan, '/report');
    await pressAll(ivan, 'Мои отчёты', 'Неделя отдела', 'Присылать', 'По понедельникам');
    expect((await say(ivan, '25:00')).text).toContain('Не похоже на время');
    await press(ivan, '09:00');
    expect(ivan.last().text).toContain('по понедельникам, 09:00');
    const row = await store.savedReports.scheduleOf(ivan.user.id, id);
    expect(row?.due).toEqual(new Date('2026-11-30T06:00:00Z'));
    await store.savedReports.setSchedule(
      { id: mary.user.id, zone: 'Europe/London' },
      id,
      { days: '1', time: '09:00' },
      new Date('2026-11-23T12:00:00Z'),
    );
    const [before] = [ivan.last().message_id];

    reports.bot.setNow('2026-11-30T06:00:30Z');
    const sent = await ivan.sees(({ text }) => text.startsWith('📬 Неделя отдела'), { after: before });
    expect(sent.text).toContain('23 – 29');
    expect(sent.text).toContain('не подходит ни один контакт');
    const next = async () => (await store.savedReports.scheduleOf(ivan.user.id, id))?.due;
    await expect.poll(next).toEqual(new Date('2026-12-07T06:00:00Z'));
    expect(mary.messages().some(({ text }) => text.startsWith('📬'))).toBe(false);
  });

  it('come with picture and table; a missed one comes once; what is stopped comes no more', async () => {
    const { ivan, store } = reports.bot;
    const id = await savedId();
    const settings = (await store.savedReports.get(id))?.settings;
    if (!settings) throw new Error('not saved');
    await store.savedReports.save(
      { id, owner: ivan.user.id, name: 'Неделя отдела', settings: { ...settings, period: { kind: 'month', back: 1 } } },
      new Date(),
    );
    const before = ivan.last().message_id;
    reports.bot.setNow('2026-12-22T06:00:30Z');
    const picture = await ivan.sees(({ attachment }) => attachment?.kind === 'photo', { after: before });
    const card = await ivan.sees(({ text }) => text.startsWith('📬 Неделя отдела'), { after: picture.message_id });
    expect(card.text).toMatch(/Всего +3/);
    const next = async () => (await store.savedReports.scheduleOf(ivan.user.id, id))?.due;
    await expect.poll(next).toEqual(new Date('2026-12-28T06:00:00Z'));
    await say(ivan, '/report');
    await pressAll(ivan, 'Мои отчёты', 'Неделя отдела', 'Не присылать');
    expect(await next()).toBeUndefined();
    await press(ivan, 'Удалить');
    expect(ivan.last().text).toContain('вернуть будет нельзя');
    await pressAll(ivan, 'Нет', 'Удалить', '🗑 Да');
    expect(ivan.last().text).toContain('Сохранённых отчётов ещё нет');
  });

  it('whose filter names a client that is gone say so once, and come no more', async () => {
    const { ivan, store } = reports.bot;
    const card = await store.savedReports.card(ivan.user.id);
    if (!card) throw new Error('no card');
    const settings = { ...card.settings, filter: { ...card.settings.filter, organization: 'nobody' } };
    await store.savedReports.save({ id: 'gone', owner: ivan.user.id, name: 'О клиенте', settings }, new Date());
    const zoned = { id: ivan.user.id, zone: 'Europe/Moscow' };
    await store.savedReports.setSchedule(zoned, 'gone', { days: 'daily', time: '09:00' }, new Date('2026-12-22'));
    reports.bot.setNow('2026-12-23T06:00:30Z');
    await ivan.sees(/О клиенте.*больше не присылается/s);
    await expect.poll(() => store.savedReports.scheduleOf(ivan.user.id, 'gone')).toBeUndefined();
  });
});
