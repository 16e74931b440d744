import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../../harness/phone.ts';

let bot: TestBot;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const client = { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create(client, now);
  for (const [id, name] of [
    ['petrova', 'Анна Петрова'],
    ['smirnov', 'Игорь Смирнов'],
    ['lebedeva', 'Ольга Лебедева'],
  ] as const) {
    const reached = { phones: [], emails: [`${id}@romashka.example`] };
    await bot.store.persons.create({ id, name, organization: 'romashka', ...reached }, now);
  }
  await bot.ivan.start();
});
afterAll(() => bot.stop());

const only = async () => (await bot.store.contacts.between(me, me.id, new Date(0), new Date('2027-01-01'), 1))[0];

it('several persons take part in a contact: asked, shown, edited, told in its history', async () => {
  const { ivan } = bot;
  await say(ivan, '/new');
  await pressAll(ivan, 'Ромашка', 'Анна Петрова', '➡️🤝 Встреча');
  await say(ivan, 'Показали образцы');
  await pressAll(ivan, '▼ Ещё', 'Ещё участники');
  // Whom it is with already is not offered again.
  expect(buttonsOf(ivan).join()).not.toContain('Анна Петрова');
  await press(ivan, 'Игорь Смирнов');
  expect(ivan.last().text).toContain('Ещё участники: Игорь Смирнов');
  await pressAll(ivan, 'Сохранить', 'Открыть');
  expect(ivan.last().text).toContain('Лица: Анна Петрова, Игорь Смирнов');
  expect((await only())?.persons).toEqual(['petrova', 'smirnov']);

  await pressAll(ivan, 'Изменить', 'Ещё участники');
  await say(ivan, 'Лебедева');
  await press(ivan, 'Ольга Лебедева');
  expect((await only())?.persons).toEqual(['petrova', 'smirnov', 'lebedeva']);
  await pressAll(ivan, 'Лицо', 'Очистить');
  expect(ivan.last().text).toContain('Лица: Игорь Смирнов, Ольга Лебедева');
  await pressAll(ivan, '‹ Назад', '⋯ Ещё', 'История');
  expect(ivan.last().text).toContain(
    'Лица: Анна Петрова, Игорь Смирнов, Ольга Лебедева → Игорь Смирнов, Ольга Лебедева',
  );
  expect(bot.faults).toEqual([]);
});

it('each of them finds it: in the journal, on the card of the person, and for a letter', async () => {
  const { ivan } = bot;
  await say(ivan, '/clients');
  await say(ivan, 'Лебедева');
  await press(ivan, row('Лебедева'));
  expect(ivan.last().text).toContain('Показали образцы');
  await say(ivan, '/journal');
  await pressAll(ivan, '🔎 Фильтры', '▼ Ещё', 'Лицо');
  await say(ivan, 'Лебедева');
  await pressAll(ivan, 'Ольга Лебедева', 'Показать', row('Показали образцы'));
  await pressAll(ivan, '⋯ Ещё', 'Написать письмо');
  expect(ivan.last().text).toContain('smirnov@romashka.example');
  await press(ivan, 'Отмена');
  await say(ivan, '/report');
  expect(bot.faults).toEqual([]);
});

it('a merged person takes the place of the other, and stands there once', async () => {
  const { store } = bot;
  expect(await store.merges.join('p', 'smirnov', 'lebedeva')).toBe(true);
  await store.merges.lead({ collection: 'contacts', field: 'persons' }, 'smirnov', 'lebedeva', 100);
  expect((await only())?.persons).toEqual(['smirnov']);
  expect(await store.merges.join('p', 'petrova', 'smirnov')).toBe(true);
  await store.merges.lead({ collection: 'contacts', field: 'persons' }, 'petrova', 'smirnov', 100);
  expect((await only())?.persons).toEqual(['petrova']);
});
