import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';
import { startProxy } from '../../harness/proxy.ts';

let bot: TestBot;
let proxy: Awaited<ReturnType<typeof startProxy>>;
beforeAll(async () => {
  const { hostname, port } = new URL(inject('mongoUri'));
  proxy = await startProxy(hostname, Number(port));
  const name = `test-${randomBytes(6).toString('hex')}`;
  bot = await startBot({ mongodbUri: `mongodb://127.0.0.1:${proxy.port}/${name}?directConnection=true` });
  await bot.ivan.start();
  await bot.ivan.settled();
});
afterAll(async () => {
  await bot.stop();
  await proxy.close();
});

describe('MongoDB away', () => {
  it('is told in a line; what was sent is handled when it is back, and nothing is lost', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок в банк час назад, обсудили кредит');
    proxy.cut();
    const tapped = ivan.tap('Сохранить');
    await ivan.sees('База данных сейчас недоступна', { timeout: 12_000 });
    proxy.restore();
    await tapped;
    await ivan.sees('Сохранено', { timeout: 20_000 });
    await press(ivan, 'Нет');
    await ivan.sees((message) => /Состоялся[\s\S]*обсудили кредит/.test(message.text));
    expect(bot.faults).toEqual([]);
  }, 40_000);
});

describe('what one user does meanwhile', () => {
  it('is done in his order, however often it had to be tried', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок в банк час назад, обсудили вклад');
    proxy.cut();
    const tapped = ivan.tap('Сохранить');
    const lines = ['раз', 'два', 'три'].map((word) => `звонок в банк час назад, ${word}`);
    for (const line of lines) {
      await ivan.send(line);
      await ivan.send('/cancel');
    }
    await ivan.send('звонок в банк час назад, последнее');
    proxy.restore();
    await tapped;
    await ivan.settled(60_000);
    const saved = ivan.messages().filter(({ text }) => text.includes('Сохранено') && text.includes('вклад'));
    expect(saved).toHaveLength(1);
    // Each of the lines began a draft and was left again before the last one came.
    expect(ivan.last().text).toMatch(/Содержание: .*последнее/);
    await press(ivan, 'Отмена');
    expect(ivan.log()).not.toContain('Открыт черновик');
    expect(bot.faults).toEqual([]);
  }, 90_000);
});

describe('Telegram in trouble', () => {
  it('is obeyed when it asks to wait', async () => {
    const { ivan, sandbox } = bot;
    sandbox.fail({ with: 429, retryAfter: 1, method: 'sendMessage', chat: ivan.user.id });
    const before = ivan.messages().length;
    await say(ivan, '/help');
    expect(ivan.messages()).toHaveLength(before + 2);
    expect(bot.faults).toEqual([]);
  });
});
