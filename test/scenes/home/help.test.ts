import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  // A Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await bot.ivan.start();
  await bot.mary.start();
  for (const [id, name] of [
    ['romashka', 'Ромашка'],
    ['acme', 'Acme'],
  ] as const) {
    const client = { id, name, phones: [], emails: [], addresses: [] };
    await bot.store.organizations.create(client, new Date('2026-11-01T00:00:00Z'));
  }
});
afterAll(() => bot.stop());

/** What the phone shows after each of the ten examples was tapped. */
async function tryAll(phone: Phone): Promise<string[]> {
  const shown: string[] = [];
  for (let number = 1; number <= 10; number++) {
    const help = await say(phone, '/help');
    await phone.tap(String(number), { message: help.message_id });
    await phone.settled();
    expect(phone.messages().some(({ message_id }) => message_id === help.message_id)).toBe(true);
    expect(phone.last().message_id).toBeGreaterThan(help.message_id);
    shown.push(phone.last().text);
    await say(phone, '/cancel');
  }
  return shown;
}

describe('/help', () => {
  it('shows ten lines, each a tap that does what the line would do, in Russian', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок Ромашка завтра 12:00 уточнить адрес');
    await ivan.tap('Сохранить');
    await ivan.settled();
    const shown = await tryAll(ivan);
    for (const text of shown) expect(text).not.toMatch(/не понял|Не понял|не нашёл/);
    expect(shown[0]).toMatch(/завтра 15:00[\s\S]*обсудить договор/);
    expect(shown[1]).toMatch(/11:00[\s\S]*обсудили скидку/);
    expect(shown[2]).toMatch(/Встреча[\s\S]*11:00|11:00[\s\S]*Встреча/i);
    expect(shown[3]).toContain('заявк');
    expect(shown[4]).toMatch(/17:30/);
    expect(shown[5]).toContain('счёт');
    expect(shown[6]).toMatch(/1 час 30 минут/);
    expect(shown[7]).toMatch(/12:00/);
    expect(shown[8]).toMatch(/24 ноября[\s\S]*Запланировано: 1/);
    expect(shown[9]).toContain('Ромашка');
    expect(bot.faults).toEqual([]);
  });

  it('does so in English', async () => {
    const { mary } = bot;
    await say(mary, 'call Acme tomorrow 12:00 ask for the address');
    await mary.tap('Save');
    await mary.settled();
    const shown = await tryAll(mary);
    expect(shown[0]).toMatch(/tomorrow 15:00[\s\S]*discuss the contract/);
    expect(shown[1]).toMatch(/talked about the discount/);
    expect(shown[6]).toMatch(/1 h(our)?s? 30 min/);
    expect(shown[7]).toMatch(/12:00/);
    expect(shown[8]).toMatch(/24 November[\s\S]*Planned: 1/);
    expect(shown[9]).toContain('Acme');
    expect(bot.faults).toEqual([]);
  });

  it('tells how to send a photo, a voice note, a forwarded message and a phone card, and leads to @bot', async () => {
    const { ivan } = bot;
    const help = await say(ivan, '/help');
    for (const [label, word] of [
      ['Фото', 'скрепку'],
      ['Голосовое', 'микрофон'],
      ['Пересланное', 'Перешлите'],
      ['Визитка', 'Контакт'],
    ] as const) {
      const answer = await ivan.tap(new RegExp(label), { message: help.message_id });
      expect(answer).toMatchObject({ alert: true, text: expect.stringContaining(word) });
    }
    const inline = help.inlineKeyboard.flat().find((button) => 'switch_inline_query' in button);
    expect(inline?.text).toContain('@');
    expect(help.inlineKeyboard.length).toBeLessThanOrEqual(6);
  });
});
