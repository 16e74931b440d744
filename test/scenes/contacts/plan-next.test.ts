import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';

/** The next contact of a chain, planned by one tap, and what it is about. */

let bot: TestBot;
let me: Viewer;
// Monday, 12:07 in Moscow.
const now = new Date('2026-11-23T09:07:00Z');
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const reached = { phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create({ id: 'romashka', name: 'ООО «Ромашка»', ...reached }, now);
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

const planned = async (): Promise<Contact | undefined> => {
  const all = await bot.store.contacts.between(me, me.id, new Date('2026-11-24'), new Date('2027-02-01'), 100);
  return all.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).at(-1);
};
const later = (minutes: number) => bot.setNow(new Date(now.getTime() + minutes * 60_000).toISOString());

describe('the next contact', () => {
  it('is planned for a sensible time, and is asked what it is about, with the last subject as a button', async () => {
    await say(bot.ivan, 'позвонил Ромашке, обсудили договор');
    await pressAll(bot.ivan, 'Сохранить', 'Завтра');
    expect(bot.ivan.last().text).toContain('О чём?');
    expect(bot.ivan.last().text).toContain('завтра 12:00');
    expect((await planned())?.content).toBeUndefined();
    await press(bot.ivan, /💬 .*обсудили договор/);
    expect(await planned()).toMatchObject({
      start: new Date('2026-11-24T09:00:00Z'),
      content: expect.stringContaining('обсудили договор'),
      organization: 'romashka',
    });
    expect(buttonsOf(bot.ivan).join()).toContain('Перенести');
  });

  it('takes a typed subject, and none', async () => {
    later(10);
    await say(bot.ivan, 'позвонил Ромашке');
    await pressAll(bot.ivan, 'Сохранить', 'Через 3 дня');
    await say(bot.ivan, 'напомнить про оплату');
    expect(await planned()).toMatchObject({ content: 'напомнить про оплату' });
    later(20);
    await say(bot.ivan, 'позвонил Ромашке');
    await pressAll(bot.ivan, 'Сохранить', 'Через неделю', 'Пропустить');
    expect(bot.ivan.last().text).toContain('ООО «Ромашка»');
    expect((await planned())?.content).toBeUndefined();
  });

  it('stays planned where the user goes on with something else, or cancels the question', async () => {
    later(30);
    await say(bot.ivan, 'позвонил Ромашке');
    await pressAll(bot.ivan, 'Сохранить', 'Завтра');
    const question = bot.ivan.last().message_id;
    await say(bot.ivan, 'встреча ООО «Заря» в пятницу 12:00');
    expect(bot.ivan.last().text).toContain('План контакта');
    expect(bot.ivan.messages().find(({ message_id: id }) => id === question)?.text).toMatch(
      /^✅ .*завтра 12:30.*ООО «Ромашка»/,
    );
    await press(bot.ivan, 'Отмена');
    later(40);
    await say(bot.ivan, 'позвонил Ромашке');
    await pressAll(bot.ivan, 'Сохранить', 'Завтра', 'Отмена');
    expect(bot.ivan.last().text).toContain('завтра');
    expect((await planned())?.createdAt).toEqual(new Date(now.getTime() + 40 * 60_000));
  });

  it('has the promise of its line as the first subject on another date', async () => {
    later(50);
    await say(bot.ivan, 'позвонил Ромашке, обещал прислать прайс завтра');
    await pressAll(bot.ivan, 'Сохранить', 'Другая дата');
    await say(bot.ivan, 'в пятницу в 10');
    expect(buttonsOf(bot.ivan).filter((text) => text.startsWith('💬'))).not.toEqual([]);
    await press(bot.ivan, /^💬/);
    await press(bot.ivan, 'Сохранить');
    expect((await planned())?.content).toContain('прислать прайс');
  });

  it('speaks English', async () => {
    await say(bot.mary, 'called Romashka, talked about the contract');
    await press(bot.mary, /Save/);
    await press(bot.mary, 'Tomorrow');
    expect(bot.mary.last().text).toContain('What about?');
    await press(bot.mary, 'Skip');
    expect(bot.faults).toEqual([]);
  });
});
