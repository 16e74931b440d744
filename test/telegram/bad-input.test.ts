import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  await bot.ivan.start();
  await bot.mary.start();
  await bot.ivan.settled();
});
afterAll(() => bot.stop());

const NASTY = [
  '<b>не закрыт & <script>',
  '\u202Eсправа налево\u202C مرحبا',
  'NUL\u0000 внутри',
  '$where: {$gt: 1}',
  '👨‍👩‍👧‍👦'.repeat(50),
  '{"$set":{"role":"administrator"}}',
  'е\u0301'.repeat(200),
];

describe('bad input', () => {
  it.each(NASTY)('is kept as it was meant: %s', async (text) => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Пропустить');
    await press(ivan, '➡️📞 Звонок');
    await say(ivan, text);
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('Сохранено');
    await press(ivan, 'Открыть');
    expect(ivan.last().text).toContain('Содержание:');
  });

  it('takes what Telegram splits into the longest messages, and cuts what is shown', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Пропустить');
    await press(ivan, '➡️📞 Звонок');
    await say(ivan, 'ы<&'.repeat(1365));
    await press(ivan, 'Сохранить');
    await press(ivan, 'Открыть');
    expect(ivan.last().text.length).toBeLessThan(4096);
    expect(ivan.last().text).toContain('…');
  });

  it('says in one line what would be understood, and asks again', async () => {
    const { mary } = bot;
    await say(mary, '/plan');
    await press(mary, 'Skip');
    await press(mary, '➡️📞 Call');
    for (const [typed, line] of [
      ['31.02 at 10', 'There is no such date'],
      ['banana', 'cannot read that date'],
      ['yesterday at 10', 'That time has passed'],
    ] as const) {
      expect((await say(mary, typed)).text).toContain(line);
      expect(mary.last().text).toContain('When?');
    }
    await mary.location(55.75, 37.61);
    await mary.settled();
    expect(mary.last().text).toContain('📍');
    expect(mary.last().text).toContain('When?');
    await say(mary, 'tomorrow at 10');
    await say(mary, 'at their office');
    expect((await press(mary, 'Save')).message.text).toContain('Saved');
  });

  it('wants a client, a person or a content', async () => {
    const { mary } = bot;
    await say(mary, '/new');
    await press(mary, 'Skip');
    await press(mary, '➡️📞 Call');
    await press(mary, 'Skip');
    const { message } = await press(mary, 'Save');
    expect(message.text).toContain('A client, a person or a content is needed');
    await press(mary, 'Cancel');
  });

  it('survives any text and any button data', async () => {
    const { mary } = bot;
    const card = mary.last().message_id;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }).map((text) => ({ text })),
          fc
            .tuple(
              fc.constantFrom('f', 'c', 's', 't', 'a', 'h', 'set', 'draft', '', '__proto__'),
              fc.constantFrom('open', 'plan', 'page', 'approve', 'resume', 'constructor', 'move', 'language', 'x'),
              fc.string({ maxLength: 12 }),
              fc.string({ maxLength: 12 }),
            )
            .map((parts) => ({ data: parts.join(':') })),
        ),
        async (input) => {
          if ('text' in input) await mary.send(input.text.trim() || '.');
          else await mary.tapData(card, input.data.slice(0, 30) || 'x');
        },
      ),
      { numRuns: 120 },
    );
    await mary.settled();
    await say(mary, '/cancel');
    await say(mary, '/help');
    expect(mary.last().text).toContain('/new');
    expect(bot.faults).toEqual([]);
    expect(await bot.store.users.get(mary.user.id)).toMatchObject({ role: 'manager' });
  });
});
