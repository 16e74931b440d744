import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { buttonsOf, press, say } from '../harness/phone.ts';

let bot: TestBot;
let made = 0;

/** A contact of Ivan's, unless told otherwise. */
async function contact(fields: Partial<ContactFields>, manager = bot.ivan.user.id): Promise<string> {
  const viewer = { id: manager, role: 'manager', ownOnly: false, access: 'active' } as const;
  const id = `contact-${made++}`;
  await bot.store.contacts.create(
    viewer,
    id,
    {
      status: 'happened',
      start: new Date('2026-11-23T07:00:00Z'),
      channel: 'phone',
      direction: 'outgoing',
      manager,
      priority: 'medium',
      state: 1,
      documents: [],
      analytics: [],
      ...fields,
    },
    { now: new Date('2026-11-20T00:00:00Z') },
  );
  return id;
}

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z' });
  const client = (id: string, name: string) =>
    bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [] }, new Date('2026-11-01'));
  await client('romashka', 'ООО «Ромашка»');
  await client('acme', 'Acme Ltd');
  await contact({ organization: 'romashka', content: 'Обсудили договоры поставки' });
  await contact({ organization: 'acme', content: 'Discussed the contract', direction: 'incoming', channel: 'email' });
  await contact({
    organization: 'acme',
    status: 'planned',
    start: new Date('2026-11-23T12:00:00Z'),
    content: 'Встреча',
  });
  await contact({
    organization: 'acme',
    status: 'planned',
    start: new Date('2026-11-23T06:00:00Z'),
    content: 'Забыли',
  });
  await contact({ status: 'cancelled', content: 'Отменённая', start: new Date('2026-11-23T05:00:00Z') });
  await contact({ organization: 'romashka', content: 'Чужой', manager: bot.mary.user.id }, bot.mary.user.id);
  for (let day = 1; day <= 20; day++) {
    await contact({ content: `Ноябрь ${day}`, start: new Date(`2026-11-${String(day).padStart(2, '0')}T07:00:00Z`) });
  }
});
afterAll(() => bot.stop());

describe('/journal', () => {
  it('shows today, all clients and managers, by marks', async () => {
    const { ivan } = bot;
    await ivan.start();
    const card = await say(ivan, '/journal');
    if (process.env.SHOW) console.log(ivan.log());
    expect(card.text).toContain('сегодня, пн 23 нояб.');
    expect(card.text).toContain('Все клиенты');
    expect(card.text).toContain('Все менеджеры');
    expect(card.text).toContain('6 контактов');
    const rows = buttonsOf(ivan);
    expect(rows[0]).toBe('🟢 15:00 📞 Acme Ltd: Встреча');
    expect(rows.filter((row) => /^🔴 \d/.test(row))).toEqual(['🔴 09:00 📞 Acme Ltd: Забыли']);
    expect(rows.filter((row) => row.startsWith('⚪'))).toHaveLength(1);
  });

  it('opens a contact and leads back', async () => {
    const { ivan } = bot;
    const opened = await press(ivan, /Acme Ltd: Встреча/);
    expect(opened.message.text).toContain('Встреча');
    const back = await press(ivan, '‹ Назад');
    expect(back.message.text).toContain('Журнал');
  });

  it('turns pages of eight, back to the page that was left', async () => {
    const { ivan } = bot;
    await press(ivan, /Фильтры/);
    await press(ivan, 'Месяц');
    const card = await press(ivan, '✅ Показать');
    expect(card.message.text).toContain('26 контактов');
    await press(ivan, '›');
    expect(buttonsOf(ivan)).toContain('2 из 4');
    await press(ivan, /Ноябрь 18/);
    await press(ivan, '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 4');
  });
});
