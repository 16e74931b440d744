import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Phone, type Sandbox } from '../../../src/sandbox/index.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { startBalancer } from '../../harness/balancer.ts';
import { freshDatabase, type TestDatabase } from '../../harness/mongo.ts';
import { press, say } from '../../harness/phone.ts';
import { type Program, startProgram } from '../../harness/program.ts';

const TOKEN = '703:webhook-token-webhook-token-webhook-token';
const SECRET = 'a-secret-of-the-webhook';

let sandbox: Sandbox;
let db: TestDatabase;
let store: Store;
let balancer: Awaited<ReturnType<typeof startBalancer>>;
let phones: Phone[];
const programs: Program[] = [];

const launch = async (): Promise<void> => {
  const program = startProgram({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    ADMIN_IDS: DEFAULT_CAST.map(({ id }) => id).join(','),
    PUBLIC_URL: balancer.url,
    WEBHOOK_SECRET: SECRET,
    DEFAULT_TIMEZONE: 'Europe/Moscow',
  });
  programs.push(program);
  balancer.targets.push(/http:[^"]+/.exec(await program.says('"webhook"'))?.[0] ?? '');
};

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
  balancer = await startBalancer();
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  await launch();
  await launch();
  phones = DEFAULT_CAST.slice(0, 3).map(({ id }) => sandbox.phone(id));
  for (const phone of phones) {
    await phone.start();
    await phone.settled();
    await store.users.setZone(phone.user.id, 'Europe/Moscow');
    await say(phone, '/cancel');
  }
});
afterAll(async () => {
  for (const program of programs) await program.end('SIGTERM');
  await store.close();
  await sandbox.close();
  await balancer.close();
  await db.drop();
});

const savedBy = ({ user }: Phone) =>
  store.contacts.between(
    { id: user.id, role: 'administrator', ownOnly: false, access: 'active' },
    user.id,
    new Date('2020-01-01'),
    new Date('2100-01-01'),
    200,
  );

describe('the webhook', () => {
  it('refuses what does not carry the secret, and what is no update', async () => {
    const post = (body: object, secret: string) =>
      fetch(`${balancer.targets[0]}/telegram`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(body),
      });
    expect((await post({ update_id: 1 }, 'wrong')).status).toBe(401);
    expect((await post({ hello: 1 }, SECRET)).status).toBe(400);
  });

  it('carries dialogs over two instances in turn, side by side', async () => {
    await Promise.all(
      phones.map(async (phone) => {
        for (const what of ['first', 'second', 'third']) {
          await say(phone, '/new');
          await press(phone, /Пропустить|Skip/);
          await press(phone, /➡️📞/);
          await say(phone, what);
          await press(phone, /Сохранить|Save/);
        }
      }),
    );
    for (const phone of phones) {
      const contents = (await savedBy(phone)).map(({ content }) => content);
      expect(contents.sort()).toEqual(['first', 'second', 'third']);
    }
  });

  it('saves once what is tapped on two instances at once', async () => {
    const [phone] = phones;
    if (!phone) throw new Error('nobody there');
    const before = (await savedBy(phone)).length;
    await say(phone, 'звонок час назад: дважды');
    const card = phone.last();
    const save = card.data.flat().find((data) => data?.includes(':save')) ?? '';
    await Promise.all([1, 2, 3, 4].map(() => phone.tapData(card.message_id, save)));
    await phone.settled();
    expect((await savedBy(phone)).length).toBe(before + 1);
  });

  it('goes on when one instance is killed in the middle', async () => {
    const [, phone] = phones;
    if (!phone) throw new Error('nobody there');
    const before = (await savedBy(phone)).length;
    await say(phone, 'звонок час назад: пережил');
    await programs[0]?.end('SIGKILL');
    balancer.targets.shift();
    await press(phone, /Сохранить|Save/);
    expect((await savedBy(phone)).length).toBe(before + 1);
  });
});
