import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
import { EVERYBODY, type Viewer } from '../../src/domain/rights.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot();
  for (const phone of [bot.anna, bot.ivan, bot.mary]) {
    await phone.start();
    await phone.settled();
  }
  await press(bot.anna, 'Москва');
});
afterAll(() => bot.stop());

const NOW = new Date('2026-11-23T09:00:00Z');
const CLIENTS = 12;
const PLANS = 130;

const planOf = (manager: number): ContactFields => ({
  status: 'planned',
  start: NOW,
  channel: 'phone',
  direction: 'outgoing',
  manager,
  priority: 'medium',
  state: 1,
  content: 'план',
  documents: [],
  analytics: [],
});

async function fill(manager: number, prefix: string): Promise<void> {
  const { organizations, contacts } = bot.store;
  for (let n = 0; n < CLIENTS; n++) {
    const about = { id: `${prefix}-o${n}`, name: `Клиент ${prefix} ${n}`, emails: [], phones: [], addresses: [] };
    await organizations.create({ ...about, manager }, NOW);
  }
  const fields = planOf(manager);
  for (let n = 0; n < PLANS; n++) {
    const start = new Date(NOW.getTime() + n * 60_000);
    const organization = `${prefix}-o${n % CLIENTS}`;
    await contacts.create(EVERYBODY, `${prefix}-c${n}`, { ...fields, start, organization }, { now: NOW });
  }
  const past = { ...fields, status: 'happened' as const, content: 'было' };
  await contacts.create(EVERYBODY, `${prefix}-past`, past, { now: NOW });
}

/** Everything is the receiver's, and each contact was given over exactly once. */
async function expectHandedOver(prefix: string, from: number, to: number, by: number): Promise<void> {
  const { connection, contacts, organizations } = bot.store;
  const rows = await connection
    .collection('contacts')
    .find({ content: 'план', organization: { $regex: `^${prefix}-` } })
    .toArray();
  expect(rows).toHaveLength(PLANS);
  expect(new Set(rows.map(({ manager }) => manager))).toEqual(new Set([to]));
  expect(new Set(rows.map(({ revision }) => revision))).toEqual(new Set([2]));
  const { entries } = await contacts.history(EVERYBODY, `${prefix}-c0`, 0, 10);
  expect(entries).toMatchObject([{ field: 'manager', from, to, by }]);
  expect(await organizations.ofManager(EVERYBODY, from, 100)).toEqual([]);
  expect((await organizations.ofManager(EVERYBODY, to, 100)).filter(({ id }) => id.startsWith(prefix))).toHaveLength(
    CLIENTS,
  );
  expect(await contacts.get(EVERYBODY, `${prefix}-past`)).toMatchObject({ manager: from });
}

const ended = async (kind: string) => {
  const jobs = bot.store.connection.collection('jobs');
  while ((await jobs.countDocuments({ kind, due: { $ne: null } })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('retiring a leaver', () => {
  it('ends access at once, hands clients and plans over, tells everybody, and can be taken back', async () => {
    const { anna, ivan, mary } = bot;
    await fill(ivan.user.id, 'a');
    await say(ivan, '/new');
    await press(ivan, 'Пропустить');
    expect(
      (await bot.store.connection.collection<{ _id: number; open?: object }>('sessions').findOne({ _id: ivan.user.id }))
        ?.open,
    ).toBeTruthy();

    await say(anna, '/admin');
    await pressAll(anna, 'Пользователи', 'Иван');
    expect(anna.last().text).toContain('Ведёт: 12 клиентов, 130 запланированных контактов');
    await press(anna, 'Закрыть доступ');
    expect(anna.last().text).toContain('Кому передать клиентов и планы?');
    expect(buttonsOf(anna).join()).toContain('Mary');
    const choice = anna.last();
    await press(anna, '🤝 Mary');
    // The same tap, delivered once more, is the same operation.
    await anna.redeliver();
    await anna.tapData(
      choice.message_id,
      choice.data.flat().find((data) => data?.includes(String(mary.user.id))) ?? '',
    );
    await ended('hand-over');

    await expectHandedOver('a', ivan.user.id, mary.user.id, anna.user.id);
    await anna.sees('Передано: 12 клиентов, 130 запланированных контактов');
    await mary.sees('Handed over to you (Иван Петров): 12 clients, 130 planned contacts');
    await ivan.sees('Ваш доступ закрыт. Спасибо за работу!');
    expect(await bot.store.connection.collection('jobs').countDocuments({ kind: 'hand-over' })).toBe(1);

    const card = ivan.messages().find(({ buttons }) => buttons.flat().some((label) => label.includes('Звонок')));
    expect((await say(ivan, 'о деле')).text).toContain('Ваш доступ закрыт');
    expect((await ivan.tapData(card?.message_id ?? 0, 'c:open:a-c0')).text).toBe('Нет доступа.');
    expect(await ivan.inline('Клиент')).toEqual([]);
    const session = await bot.store.connection
      .collection<{ _id: number; open?: object }>('sessions')
      .findOne({ _id: ivan.user.id });
    expect(session).toMatchObject({ parked: [] });
    expect(session?.open).toBeUndefined();

    await say(anna, '/admin');
    await pressAll(anna, 'Пользователи', '🚪 Иван');
    expect(anna.last().text).toContain('Доступ закрыт: сегодня');
    await press(anna, 'Вернуть доступ');
    await ivan.sees('Доступ снова открыт');
    expect((await say(ivan, '/today')).text).toContain('Сегодня');
    expect(bot.faults).toEqual([]);
  });

  it('hands over what is left of somebody retired before', async () => {
    const { anna, ivan, mary } = bot;
    await fill(mary.user.id, 'b');
    await say(anna, '/admin');
    await pressAll(anna, 'Пользователи', 'Mary', 'Закрыть доступ', 'Никому, оставить за ним');
    expect(anna.last().text).toContain('доступ закрыт');
    await pressAll(anna, 'Передать клиентов и планы', '🤝 Иван');
    await ended('hand-over');
    await expectHandedOver('b', mary.user.id, ivan.user.id, anna.user.id);
    await bot.store.staff.bringBack(EVERYBODY, mary.user.id);
  });

  it('hands nothing over to somebody who has left meanwhile', async () => {
    const { ivan, mary } = bot;
    await fill(mary.user.id, 'c');
    await bot.store.staff.retire(EVERYBODY, ivan.user.id, { key: 'x', now: NOW });
    const params = { from: mary.user.id, to: ivan.user.id };
    await bot.store.jobs.add({ id: 'gone', kind: 'hand-over', by: bot.anna.user.id, params }, NOW);
    await ended('hand-over');
    await bot.anna.sees('Ничего не передано');
    expect(await bot.store.contacts.get(EVERYBODY, 'c-c0')).toMatchObject({ manager: mary.user.id, revision: 1 });
    await bot.store.staff.bringBack(EVERYBODY, ivan.user.id);
  });

  it('goes on after kill -9 in the middle, each item once', async () => {
    const { ivan, mary, anna } = bot;
    for (const name of ['contacts', 'organizations']) await bot.store.connection.collection(name).deleteMany({});
    await fill(ivan.user.id, 'd');
    const program = fileURLToPath(new URL('./hand-over-program.js', import.meta.url));
    const args = [program, bot.db.uri, String(ivan.user.id), String(mary.user.id), String(anna.user.id)];
    // The program goes by the real clock.
    bot.setNow(new Date(Date.now() + 60_000).toISOString());
    // The bot's own runner would take the job first.
    await bot.restart(async () => {
      for (const stopAt of [7, 60, 121]) {
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
        const closed = once(child, 'close');
        for await (const line of createInterface(child.stdout)) if (Number(line) >= stopAt) break;
        child.kill('SIGKILL');
        await closed;
        await bot.store.jobs.clearLeases();
      }
      const left = await bot.store.staff.duties(EVERYBODY, ivan.user.id);
      expect(left.planned).toBeGreaterThan(0);
      expect(left.planned).toBeLessThan(PLANS);
    });
    await ended('hand-over');
    await expectHandedOver('d', ivan.user.id, mary.user.id, anna.user.id);
    expect(bot.faults).toEqual([]);
  });

  it('lets the receiver see whatever follows, should the database fail between two writes', async () => {
    const { ivan, mary, anna, store } = bot;
    const { connection, organizations, persons, contacts } = store;
    for (const name of ['contacts', 'organizations', 'persons']) await connection.collection(name).deleteMany({});
    const [from, to] = [ivan.user.id, mary.user.id];
    const client = { name: 'Клиент', emails: [], phones: [], addresses: [] };
    await organizations.create({ ...client, id: 'his', manager: from }, NOW);
    await organizations.create({ ...client, id: 'hers', manager: to }, NOW, to);
    await organizations.create({ ...client, id: 'plan-of', manager: 99 }, NOW);
    for (const organization of ['his', 'hers'])
      await persons.create({ id: `of-${organization}`, name: 'Пётр', organization, emails: [], phones: [] }, NOW);
    await contacts.create(EVERYBODY, 'plan', { ...planOf(from), organization: 'plan-of' }, { now: NOW });
    const seen = async () => {
      const viewer: Viewer = { id: to, role: 'manager', ownOnly: true, access: 'active' };
      return [await persons.get(viewer, 'of-his'), await organizations.get(viewer, 'plan-of')].map((one) => one?.id);
    };

    // While such an index stands, only one may carry the receiver's id.
    for (const [index, [collection, field]] of (
      [
        ['persons', 'orgManager'],
        ['organizations', 'touchedBy'],
      ] as const
    ).entries()) {
      await bot.restart(async () => {
        await connection
          .collection(collection)
          .createIndex({ [field]: 1 }, { name: 'torn', unique: true, partialFilterExpression: { [field]: to } });
        await store.jobs.add({ id: 'torn', kind: 'hand-over', by: anna.user.id, params: { from, to } }, NOW);
        bot.setNow(new Date(NOW.getTime() + (index + 1) * 3_600_000).toISOString());
      });
      await expect.poll(() => bot.faults.length).toBe(index + 1);
      await connection.collection(collection).dropIndex('torn');
    }
    await bot.restart(async () => bot.setNow(new Date(NOW.getTime() + 10 * 3_600_000).toISOString()));
    await ended('hand-over');
    expect(await seen()).toEqual(['of-his', 'plan-of']);
    bot.faults.splice(0);
  });
});
