import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
import type { Viewer } from '../../src/domain/rights.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { type Label, press, row, say } from '../harness/phone.ts';

/*
 * How much it costs the one who uses it: actions (a message sent, a button pressed) to get something done, and what the bot
 * leaves in the chat by the evening.
 */

let bot: TestBot;
let me: Viewer;
let actions = 0;

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await bot.store.organizations.create(
    { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [] },
    new Date('2026-11-01'),
  );
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  await bot.ivan.start();
});
afterAll(() => bot.stop());
beforeEach(() => {
  actions = 0;
});

const plan = (id: string, start: string, more: Partial<ContactFields> = {}) =>
  bot.store.contacts.create(
    me,
    id,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager: me.id,
      priority: 'medium',
      state: 1,
      organization: 'romashka',
      content: id,
      documents: [],
      analytics: [],
      ...more,
    },
    { now: new Date('2026-11-01T09:00:00Z') },
  );

/** Does one thing after another, and counts. */
async function act(...steps: ({ say: string } | Label)[]): Promise<string> {
  for (const step of steps) {
    actions++;
    await (typeof step === 'object' && 'say' in step ? say(bot.ivan, step.say) : press(bot.ivan, step));
  }
  return bot.ivan.last().text;
}
const left = () => bot.ivan.messages().filter(({ from }) => from === 'bot').length;

describe('what it takes', () => {
  it('to register a call with a known client: five actions', async () => {
    const text = await act({ say: '/new' }, /Ромашка/, '➡️📞 Звонок', { say: 'Обсудили договор' }, 'Сохранить');
    expect(text).toContain('Сохранено');
    expect(actions).toBe(5);
  });

  it('to close an overdue contact from today: three actions, the command among them', async () => {
    await plan('late', '2026-11-20T12:00:00Z');
    await act({ say: '/today' }, row('late', '✅ '), 'Выполнен полностью');
    expect(actions).toBe(3);
    expect(await bot.store.contacts.get(me, 'late')).toMatchObject({ status: 'happened', state: 3 });
  });

  it('to write an invoice with its client and sum: six actions', async () => {
    const text = await act(
      { say: '/documents' },
      '➕ Счёт',
      { say: '77' },
      { say: 'Ромашка' },
      { say: '150000' },
      'Сохранить',
    );
    expect(actions).toBe(6);
    expect(text.replaceAll(/\s/g, ' ')).toMatch(/№ 77.*ООО «Ромашка»/);
    expect(text.replaceAll(/\s/g, ' ')).toContain('150 000');
  });
});

describe('what is left in the chat', () => {
  it('after a day of 60 things done: at most 40 messages of the bot', async () => {
    const before = left();
    let done = 0;
    const thing = async (...steps: ({ say: string } | Label)[]) => {
      await act(...steps);
      done++;
    };
    for (let n = 0; n < 12; n++)
      await plan(`p${n}`, `2026-11-20T${String(n + 6).padStart(2, '0')}:00:00Z`, { content: `план ${n}` });
    await thing({ say: '/today' });
    // Overdue ones are closed, moved and cancelled from the list.
    for (let n = 0; n < 6; n++) await thing(row(`план ${n}`, '✅ '), 'Выполнен полностью', '‹ Назад');
    for (let n = 6; n < 9; n++) await thing(row(`план ${n}`), 'Перенести', 'Завтра', '‹ Назад');
    for (let n = 9; n < 12; n++) await thing(row(`план ${n}`), 'Отменить контакт', 'Пропустить', '‹ Назад');
    for (let n = 0; n < 8; n++) {
      await thing({ say: `звонок Ромашка, обсудили поставку ${n}` }, 'Сохранить');
      await thing('Завтра');
    }
    for (let n = 0; n < 4; n++) {
      await thing({ say: '/new' }, /Ромашка/, '➡️📞 Звонок', { say: `договор ${n}` }, 'Сохранить');
      await thing('Открыть', 'Изменить', 'Приоритет', 'Высокий');
    }
    for (let n = 0; n < 5; n++) {
      await thing({ say: '/journal' });
      await thing(row(/Ромашка/));
      await thing({ say: '/calendar' }, 'Неделя');
      await thing({ say: '/clients' }, row(/Ромашка/));
    }
    while (done < 60) await thing({ say: '/today' });
    expect(done).toBe(60);
    if (process.env.SHOW) console.log(`${actions} actions, ${left() - before} messages\n${bot.ivan.log()}`);
    expect(left() - before).toBeLessThanOrEqual(40);
    expect(bot.faults).toEqual([]);
  });
});
