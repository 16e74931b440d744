import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { type LetterSpec, rawLetter } from '../harness/letters.ts';
import { type MailBot, OWN, startMailBot } from '../harness/mail/mail-bot.ts';
import { press, say } from '../harness/phone.ts';

const ANNA = 'anna@romashka.example';
const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
let mailBot: MailBot;
let bot: MailBot['bot'];
let mailbox: MailBot['mailbox'];

beforeAll(async () => {
  mailBot = await startMailBot({ emails: ['info@romashka.example'] });
  ({ bot, mailbox } = mailBot);
});
afterAll(() => mailBot?.stop());

/** Another mail program lays letters that it has sent into the folder for them. */
async function sentElsewhere(...letters: Buffer[]): Promise<void> {
  const { imapPort: port, password: pass } = mailbox.server;
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user: OWN, pass }, logger: false });
  await client.connect();
  for (const letter of letters) await client.append('Sent', letter, ['\\Seen']);
  await client.logout();
}

const from = (to: string, subject: string, more: LetterSpec = {}): Buffer =>
  rawLetter({ from: `Office <${OWN}>`, to, subject, text: `Тайна: ${subject}`, ...more });

const looked = async (): Promise<void> => {
  await say(bot.anna, '/mail');
  await press(bot.anna, 'Получить сейчас');
};
const contacts = (): Promise<Contact[]> =>
  bot.store.contacts.between(
    admin,
    bot.ivan.user.id,
    new Date(Date.now() - 86_400_000),
    new Date(Date.now() + 86_400_000),
    20,
  );

/** Everything that is stored, as text. */
async function stored(): Promise<string> {
  const { connection } = bot.store;
  const rows = await Promise.all(
    (await connection.listCollections()).map(({ name }) => connection.collection(name).find().toArray()),
  );
  return JSON.stringify(rows);
}

it('is not looked into unless an administrator wants it, and then from that moment on', async () => {
  const { anna, store } = bot;
  await sentElsewhere(from(ANNA, 'раньше'));
  await looked();
  expect(await stored()).not.toContain('раньше');
  await say(anna, '/mailboxes');
  await press(anna, new RegExp(OWN));
  await press(anna, 'Изменить');
  await press(anna, 'Ещё');
  await press(anna, 'Записывать отправленные');
  await press(anna, 'Да');
  await press(anna, 'Сохранить');
  await expect.poll(() => store.mailboxes.sentProgress('environment'), { timeout: 15_000 }).toBeDefined();
  expect(await stored()).not.toContain('раньше');
});

it('registers a letter to one known person, once, and keeps nothing of any other', async () => {
  const { ivan, store } = bot;
  const before = ivan.messages().length;
  await sentElsewhere(
    from(`Анна <${ANNA}>, boris@sloop.test`, 'цена', { messageId: '<elsewhere@sloop.test>' }),
    from('stranger@nowhere.example', 'чужому'),
    from(`${ANNA}, stranger@nowhere.example`, 'вместе'),
    from(ANNA, 'скрытно', { headers: ['Bcc: stranger@nowhere.example'] }),
    from(`${ANNA}, info@romashka.example`, 'двоим'),
  );
  await expect
    .poll(
      async () => {
        await looked();
        return (await contacts()).map(({ content }) => content);
      },
      { timeout: 15_000, interval: 500 },
    )
    .toEqual(['цена\n\nТайна: цена']);
  await looked();
  const [contact] = await contacts();
  expect(contact).toMatchObject({
    direction: 'outgoing',
    channel: 'email',
    manager: ivan.user.id,
    persons: ['petrova'],
  });
  const all = await stored();
  for (const word of ['чужому', 'вместе', 'скрытно', 'двоим', 'stranger@nowhere']) expect(all).not.toContain(word);
  expect(ivan.messages()).toHaveLength(before);
  expect(await store.outgoing.byMessageIds(['<elsewhere@sloop.test>'])).toMatchObject([{ contact: contact?.id }]);
});

it('lets the answer to such a letter find its conversation', async () => {
  const { ivan } = bot;
  const headers = ['In-Reply-To: <elsewhere@sloop.test>', 'Precedence: bulk', 'List-Unsubscribe: <x>'];
  await mailbox.deliver(rawLetter({ from: 'Anna <other@private.example>', subject: 'Re: цена', text: 'Да', headers }));
  const rung = await ivan.sees('Re: цена');
  expect(rung.text).toContain('Ромашка');
  expect(bot.faults).toEqual([]);
});
