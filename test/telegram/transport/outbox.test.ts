import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutbox } from '../../../src/telegram/transport/outbox.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { say } from '../../harness/phone.ts';

/** A network that is away until it is said to be back, and a clock that goes on as fast as anybody waits. */
function troubled() {
  let now = 0;
  let backAt = Number.POSITIVE_INFINITY;
  const arrived: string[] = [];
  const arrive = (text: string): number => {
    if (now < backAt) throw Object.assign(new Error('no way there'), { name: 'FetchError' });
    return arrived.push(text);
  };
  const outbox = createOutbox({
    log: () => {},
    clock: () => now,
    wait: (ms) =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          now += ms;
          resolve();
        });
      }),
  });
  return {
    arrived,
    /** Comes back when the clock shows so many seconds. */
    backAt(seconds: number): void {
      backAt = seconds * 1000;
    },
    give: (text: string, screen: boolean) =>
      outbox.give(1, {
        draw: async (notice) => arrive(notice ? `${notice}: ${text}` : text),
        screen,
        trouble: 'trouble',
        tell: async () => arrive('trouble'),
      }),
    /** Resolves when so many messages have arrived. */
    async heard(count: number): Promise<string[]> {
      while (arrived.length < count) await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return arrived;
    },
  };
}

describe('answers that Telegram does not take', () => {
  it('are kept in order, of screens the newest, and say once that they are late', async () => {
    const network = troubled();
    expect(await network.give('first screen', true)).toBeUndefined();
    await network.give('a line', false);
    await network.give('second screen', true);
    network.backAt(0);
    expect(await network.heard(2)).toEqual(['trouble: a line', 'second screen']);
    expect(await network.give('as ever', true)).toBe(3);
  });

  it('are given up after a minute, which is told when it is back', async () => {
    const network = troubled();
    await network.give('a screen', true);
    network.backAt(120);
    expect(await network.heard(1)).toEqual(['trouble']);
  });

  it('fail at once where Telegram refuses them for good', async () => {
    const outbox = createOutbox({ log: () => {} });
    const refused = outbox.give(1, {
      draw: () => Promise.reject(new Error('a fault of ours')),
      screen: true,
      trouble: 'trouble',
      tell: async () => 0,
    });
    await expect(refused).rejects.toThrow('a fault of ours');
  });
});

describe('Telegram away for some seconds', () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startBot({ undisturbed: true });
    await bot.ivan.start();
    await bot.ivan.settled();
  });
  afterAll(() => bot.stop());

  it('is caught up with: the newest screen comes, and the dialog goes on from it', async () => {
    const { ivan, sandbox } = bot;
    const mend = sandbox.fail({ with: 502, chat: ivan.user.id, times: 1000 });
    await say(ivan, '/help');
    await say(ivan, 'звонок в банк час назад, обсудили кредит');
    mend();
    const late = await ivan.sees('Telegram отвечал с перебоями');
    expect(late.text).toContain('обсудили кредит');
    expect(ivan.messages().filter(({ text }) => text.includes('перебоями'))).toHaveLength(1);
    expect(late.buttons.flat().join()).toMatch(/Сохранить/);
    await ivan.tap(/Сохранить/, { message: late.message_id });
    await ivan.sees('Сохранено');
    expect(bot.faults).toEqual([]);
  }, 30_000);

  it('leaves no press unanswered while too much comes', async () => {
    await bot.restart(undefined, { FLOOD_LIMIT: '5' });
    const { ivan } = bot;
    const { message_id } = await say(ivan, '/journal');
    const answers = await Promise.all(Array.from({ length: 12 }, () => ivan.tapData(message_id, 'x:none')));
    expect(answers.filter(({ text }) => text?.startsWith('Слишком быстро')).length).toBeGreaterThan(5);
  });
});
