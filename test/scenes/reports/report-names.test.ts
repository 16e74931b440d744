import { expect, it } from 'vitest';
import { nameRows } from '../../../scenes/reports/report-names.ts';
import { texts } from '../../../src/i18n/index.ts';
import type { Kit } from '../../../src/telegram/context.ts';
import { withStore } from '../../harness/store.ts';

let store: Kit['store'];
withStore((opened) => {
  store = opened;
});

it('tells two of one name apart, and marks those who left', async () => {
  const users = store.connection.collection<{ _id: number }>('users');
  const person = (_id: number, name: string, more: object) => ({ _id, name, access: 'active', ...more });
  await users.insertMany([
    person(1, 'Иванов', { username: 'ivanov' }),
    person(2, 'Иванов', {}),
    person(3, 'Петров', { access: 'retired' }),
  ]);
  const clients = store.connection.collection<{ _id: string }>('organizations');
  const client = (_id: string, name: string, more: object) => ({ _id, name, ...more });
  await clients.insertMany([client('a', 'Ромашка', { taxNumber: '7701' }), client('b', 'Ромашка', {})]);
  const level = (keys: (string | number)[][]) => keys.map((one) => ({ keys: one, count: 1, minutes: 0 }));
  const pairs = [1, 2, 3].flatMap((manager) => ['a', 'b'].map((id) => [manager, id]));
  const whole = { count: 6, minutes: 0 };
  const counted = { whole, levels: [level([[1], [2], [3]]), level(pairs)], groups: 3, rows: 6, values: [], valued: 0 };
  const kit = { store } as Kit;
  const user = { language: 'ru', zone: 'UTC' } as Parameters<typeof nameRows>[0]['user'];
  const named = await nameRows({ kit, user, t: texts.ru, at: new Date() }, ['manager', 'organization'], counted);
  expect([1, 2, 3].map((key) => named.nameOf('manager', key))).toEqual([
    'Иванов · @ivanov',
    'Иванов · 2',
    'Петров (уволен)',
  ]);
  expect(['a', 'b'].map((key) => named.nameOf('organization', key))).toEqual(['Ромашка · 7701', 'Ромашка · 2']);
});
