import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenure, HandlerHung } from '../../src/telegram/tenure.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { SessionBusy } from '../../src/telegram/transport/errors.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ env: { HANDLER_SECONDS: '1' } });
  await bot.ivan.start();
  await bot.ivan.settled();
});
afterAll(() => bot.stop());

/** A promise, and what fulfils it. */
function signal() {
  let given = () => {};
  const came = new Promise<void>((resolve) => {
    given = resolve;
  });
  return { came, given };
}

describe('a handler that hangs', () => {
  it('is given up and told of, its user goes on at once, and what it does later is refused', async () => {
    const { ivan, sandbox, store, faults } = bot;
    await say(ivan, '/today');
    const { came, given } = signal();
    const lift = sandbox.fail({ with: 'hang', method: 'sendMessage', chat: ivan.user.id, onMet: given });
    await ivan.send('/new');
    await came;
    await ivan.send('/today');
    await ivan.sees('Это тянулось слишком долго');
    await ivan.settled();
    expect(ivan.last().text).toContain('ничего не запланировано');
    expect(faults.splice(0)).toMatchObject([{ event: 'update.hung', error: expect.any(HandlerHung) }]);

    // The call that hung has its answer now, and the handler goes on to its end.
    lift();
    const stored = () => store.connection.collection<{ _id: number }>('sessions').findOne({ _id: ivan.user.id });
    await say(ivan, '/today');
    expect(await stored()).not.toHaveProperty('open');
    expect(await stored()).toMatchObject({ parked: [], lease: null });
    expect(faults).toEqual([]);
  });
});

describe('the time in which a handler holds its session', () => {
  const sent: string[] = [];
  const call = (async (method: string) => sent.push(method)) as unknown as Call;
  const options = { renewEvery: 60_000, sureFor: 60_000, limit: 20 };

  it('ends its messages when the handler is given up', async () => {
    const tenure = createTenure({ ...options, renew: async () => true });
    const fenced = tenure.fenced(call);
    const { came, given } = signal();
    const late = signal();
    await fenced('getMe', {});
    const handling = tenure.within(
      () => came,
      () => late.given(),
    );
    await expect(handling).rejects.toThrow(HandlerHung);
    tenure.end();
    given();
    await late.came;
    await expect(fenced('getMe', {})).rejects.toThrow(HandlerHung);
    expect(sent.splice(0)).toEqual(['getMe']);
  });

  it('ends them when somebody else has the session, which a process that stood still asks first', async () => {
    let ours = true;
    let asked = 0;
    const renew = async () => {
      asked += 1;
      return ours;
    };
    const tenure = createTenure({ ...options, sureFor: -1, renew });
    const fenced = tenure.fenced(call);
    await fenced('getMe', {});
    ours = false;
    await expect(fenced('getMe', {})).rejects.toThrow(SessionBusy);
    await expect(fenced('getMe', {})).rejects.toThrow(SessionBusy);
    expect([asked, sent.splice(0)]).toEqual([2, ['getMe']]);
    tenure.end();
  });

  it('leaves work that was handed off to go on after a good end', async () => {
    const tenure = createTenure({ ...options, sureFor: -1, renew: async () => false });
    await tenure.within(
      async () => {},
      () => {},
    );
    tenure.end();
    await tenure.fenced(call)('getMe', {});
    expect(sent.splice(0)).toEqual(['getMe']);
  });
});
