import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, row, say } from '../../harness/phone.ts';

let bot: TestBot;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString() });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const client = { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create(client, now);
  await bot.ivan.start();
});
afterAll(() => bot.stop());

describe('a reply to a message of ours', () => {
  it('opens the contact of a reminder, and offers it what the reply says', async () => {
    const { ivan } = bot;
    await say(ivan, 'позвонить Ромашка сегодня 12:30 о договоре');
    await press(ivan, /Сохранить/);
    bot.setNow('2026-11-23T09:15:00Z');
    const rung = await ivan.sees('Через 15 минут');
    await ivan.reply(rung.message_id, 'просят скидку десять процентов');
    await ivan.settled();
    const [opened, asked] = ivan.messages().slice(-2);
    expect(opened?.text).toContain('о договоре');
    expect(asked?.text).toContain('просят скидку');
    await press(ivan, /Добавить/);
    const [contact] = await bot.store.contacts.planned(me, me.id, new Date('2026-11-24T00:00:00Z'), 5, now);
    expect(contact?.analytics).toMatchObject([{ kind: 'text', text: 'просят скидку десять процентов' }]);
  });

  it('opens a client’s card, and takes the words as a line', async () => {
    const { ivan } = bot;
    const clients = await say(ivan, '/clients');
    await press(ivan, row('Ромашка'));
    const card = ivan.messages().find(({ message_id }) => message_id === clients.message_id) ?? ivan.last();
    expect(card.text).toMatch(/^🏢/);
    await say(ivan, '/today');
    await ivan.reply(card.message_id, 'звонок Ромашка час назад, обсудили доставку');
    await ivan.settled();
    const [opened, draft] = ivan.messages().slice(-2);
    expect(opened?.text).toMatch(/^🏢/);
    expect(draft?.text).toContain('обсудили доставку');
    await say(ivan, '/cancel');
  });

  it('to a list, which stands for several, is just a line', async () => {
    const { ivan } = bot;
    const help = await say(ivan, '/help');
    await ivan.reply(help.message_id, 'звонок Ромашка час назад, обсудили оплату');
    await ivan.settled();
    expect(ivan.last().text).toContain('обсудили оплату');
    expect(ivan.messages().at(-3)?.message_id).toBe(help.message_id);
    await say(ivan, '/cancel');
    expect(bot.faults).toEqual([]);
  });
});

describe('an album of documents', () => {
  const files = ['договор.pdf', 'счёт.pdf', 'акт.pdf'];
  async function sends(caption?: string): Promise<void> {
    const bytes = Buffer.from('file');
    for (const [index, name] of files.entries())
      await bot.ivan.document({ bytes, name, album: '77', ...(index === 0 && caption && { caption }) });
    await bot.ivan.settled();
  }
  interface Row {
    _id: string;
    content: string;
    analytics: { file?: { name: string } }[];
  }
  const contacts = () => bot.store.connection.collection<Row>('contacts');
  const filesOf = (row: Row | null | undefined) => row?.analytics.flatMap(({ file }) => file?.name ?? []).sort();

  it('becomes one contact with all of its files', async () => {
    const { ivan } = bot;
    bot.setNow('2026-11-23T12:00:00Z');
    await sends('письмо Ромашка час назад, прислали документы');
    await press(ivan, /Сохранить/);
    const rows = await contacts()
      .find({ content: /прислали документы/ })
      .toArray();
    expect(rows).toHaveLength(1);
    expect(filesOf(rows[0])).toEqual(files.toSorted());
  });

  it('goes whole to the contact at hand', async () => {
    const { ivan } = bot;
    await sends();
    await press(ivan, /Добавить/);
    const row = await contacts().findOne({ content: /прислали документы/ });
    expect(filesOf(row)).toEqual([...files, ...files].toSorted());
  });

  it('without a word is asked about once, with all of its files', async () => {
    const { ivan } = bot;
    bot.setNow('2026-11-23T13:00:00Z');
    await sends();
    expect(ivan.last().text).toContain('Новый контакт');
    for (const name of files) expect(ivan.last().text).toContain(name);
    expect(bot.faults).toEqual([]);
  });
});
