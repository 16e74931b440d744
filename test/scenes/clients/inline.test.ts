import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press } from '../../harness/phone.ts';

let bot: TestBot;
const now = new Date('2026-11-01T00:00:00Z');
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  const { organizations, persons } = bot.store;
  const add = (id: string, name: string, manager: number) =>
    organizations.create({ id, name, phones: [], emails: [], addresses: [], manager }, now);
  await add('rom-ivan', 'Ромашка & Сыновья', bot.ivan.user.id);
  await add('rom-mary', 'Ромашка-Юг', bot.mary.user.id);
  await persons.create(
    { id: 'roman', name: 'Роман Ким', organization: 'rom-mary', phones: ['+79161112233'], emails: [] },
    now,
  );
  await bot.ivan.start();
  await bot.mary.start();
  await bot.store.connection
    .collection<{ _id: number }>('users')
    .updateOne({ _id: bot.mary.user.id }, { $set: { ownOnly: true } });
});
afterAll(() => bot.stop());

const titles = (results: object[]) => results.map((result) => ('title' in result ? result.title : undefined));

describe('inline mode', () => {
  it('finds all for a manager, own ones for "own only", nothing for a stranger', async () => {
    expect(titles(await bot.ivan.inline('ром')).toSorted()).toEqual([
      '🏢 Ромашка & Сыновья',
      '🏢 Ромашка-Юг',
      '👤 Роман Ким · Ромашка-Юг',
    ]);
    expect(titles(await bot.mary.inline('ром'))).toEqual(['🏢 Ромашка-Юг', '👤 Роман Ким · Ромашка-Юг']);
    expect(await bot.stranger.inline('ром')).toEqual([]);
  });

  it('is personal and not cached', async () => {
    await bot.ivan.inline('ромашка');
    const call = bot.sandbox.calls.list('answerInlineQuery').at(-1);
    expect(call?.params).toMatchObject({ is_personal: true, cache_time: 0 });
  });

  it('drops a card with the name and a link that asks for rights again', async () => {
    const { ivan } = bot;
    const [result] = await ivan.inline('сыновья');
    if (!result) throw new Error('nothing found');
    expect(JSON.stringify(result)).toContain('?start=o_rom-ivan');
    await ivan.chooseInline(result);
    expect(ivan.messages().at(-1)?.text).toBe('🏢 Ромашка & Сыновья');
    await ivan.settled();
    expect(ivan.last().text).toContain('🏢 Ромашка & Сыновья\n🧑‍💼 Ответственный');
  });

  it('says so where nobody is found', async () => {
    const { results, button } = await bot.ivan.inlineAnswer('щщщщ');
    expect(results).toEqual([]);
    expect(button?.text).toBe('Никого не нашлось');
  });
});

describe('a card from the phone book', () => {
  it('opens the person whose number and name it is', async () => {
    const { ivan } = bot;
    await ivan.contact({ phone_number: '79161112233', first_name: 'Ким', last_name: 'Роман' });
    await ivan.settled();
    expect(ivan.last().text).toContain('👤 Роман Ким');
  });

  it('becomes a contact with the person by one tap', async () => {
    const { ivan } = bot;
    await ivan.contact({ phone_number: '79161112233', first_name: 'Роман', last_name: 'Ким' });
    await ivan.settled();
    await press(ivan, 'Записать как контакт');
    expect(ivan.last().text).toContain('👤 Лицо: Роман Ким');
    await press(ivan, 'Отмена');
  });

  it('of somebody new may become a contact too', async () => {
    const { ivan } = bot;
    await ivan.contact({ phone_number: '79035550011', first_name: 'Захар', last_name: 'Вольный' });
    await ivan.settled();
    expect(ivan.last().text).toContain('Захар Вольный');
    expect(ivan.last().buttons.flat()).toContain('📒 Записать как контакт');
    await press(ivan, /Отмена/);
  });

  it('of another name with the number of somebody known is another person, who is named beside', async () => {
    const { ivan } = bot;
    await ivan.contact({ phone_number: '79161112233', first_name: 'Анна', last_name: 'Белова' });
    await ivan.settled();
    expect(ivan.last().text).toContain('Новое лицо');
    expect(ivan.last().text).toContain('Анна Белова');
    const known = ivan.messages().findLast(({ text }) => text.includes('Этот номер в справочнике'));
    expect(known?.buttons.flat()).toContain('👤 Роман Ким');
    await press(ivan, /Отмена/);
  });

  it('begins a new person with what it says', async () => {
    const { ivan } = bot;
    const vcard = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ольга Лис\nTITLE:Директор\nEMAIL:olga@lis.ru\nEND:VCARD';
    await ivan.contact({ phone_number: '+7 926 555-44-33', first_name: 'Ольга', last_name: 'Лис', vcard });
    await ivan.settled();
    expect(ivan.last().text).toContain('Новое лицо');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('👤 Ольга Лис');
    expect(message.text).toContain('olga@lis.ru');
    expect(message.text).toContain('Директор');
    await ivan.contact({ phone_number: '89265554433', first_name: 'Ольга' });
    await ivan.settled();
    expect(ivan.last().text).toContain('👤 Ольга Лис');
    expect(bot.faults).toEqual([]);
  });
});
