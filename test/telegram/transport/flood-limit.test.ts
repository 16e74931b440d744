import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlood } from '../../../src/telegram/transport/flood-limit.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { say } from '../../harness/phone.ts';

describe('the flood limit', () => {
  it('passes what a quick thumb does, and in the long run no more than its rate', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(gaps, (waits) => {
        let at = 0;
        const flood = createFlood(60, () => at);
        let passed = 0;
        for (const wait of waits) {
          at += wait;
          if (flood.take(1) === 'pass') passed += 1;
        }
        expect(passed).toBeGreaterThanOrEqual(Math.min(waits.length, 60));
        expect(passed).toBeLessThanOrEqual(60 + (at / 30_000) * 60 + 1);
      }),
    );
  });

  it('says so once in ten seconds, counts users apart, and none where there is no limit', () => {
    let at = 0;
    const flood = createFlood(3, () => at);
    expect([1, 1, 1, 1, 1, 2].map((user) => flood.take(user))).toEqual([
      'pass',
      'pass',
      'pass',
      'tell',
      'drop',
      'pass',
    ]);
    at = 9000;
    flood.giveBack(1);
    expect([flood.take(1), flood.take(1)]).toEqual(['pass', 'drop']);
    at = 60_000;
    expect(flood.take(1)).toBe('pass');
    const none = createFlood(0);
    expect(Array.from({ length: 1000 }, () => none.take(1))).not.toContain('drop');
  });
});

describe('a flood of messages', () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startBot({ env: { FLOOD_LIMIT: '20' }, undisturbed: true });
  });
  afterAll(() => bot.stop());

  it('gets one line, disturbs nobody else, and ends', async () => {
    const { ivan, mary } = bot;
    await mary.start();
    await ivan.start();
    await Promise.all(Array.from({ length: 60 }, () => ivan.send('/help')));
    await ivan.settled();
    const texts = ivan.messages().map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('Слишком быстро'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('/new')).length).toBeLessThan(40);
    const answer = await ivan.tapData(ivan.last().message_id, 'h:today').catch(() => undefined);
    expect(answer?.text ?? '').not.toContain('Сегодня');
    expect((await say(mary, '/help')).text).toContain('/new');
    expect(bot.faults).toEqual([]);
  });
});
