import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawLetter } from '../../harness/letters.ts';
import { type MailBot, startMailBot } from '../../harness/mail/mail-bot.ts';
import { press, say } from '../../harness/phone.ts';

const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
let mailBot: MailBot;
let bot: MailBot['bot'];
let mailbox: MailBot['mailbox'];

beforeAll(async () => {
  mailBot = await startMailBot();
  ({ bot, mailbox } = mailBot);
});
afterAll(() => mailBot?.stop());

/** Answers a letter by a reply to the message about it; the Message-ID of the answer. */
async function answered(subject: string): Promise<string> {
  const { ivan } = bot;
  await mailbox.deliver(rawLetter({ subject, text: 'Сколько стоит?' }));
  const rung = await ivan.sees(subject);
  await ivan.reply(rung.message_id, 'Сто рублей.');
  await ivan.settled();
  await press(ivan, 'Отправить');
  await expect.poll(() => contactOf(subject)).toBeDefined();
  return (await mailBot.latest()).messageId ?? '';
}

const stored = async (subject: string) => {
  const { letters } = await bot.store.letters.list(admin, ['new', 'taken', 'registered', 'excluded'], {
    skip: 0,
    limit: 50,
  });
  return letters.find((letter) => letter.subject === subject);
};

/** The contact that the answer to a letter became. */
async function contactOf(subject: string) {
  const letter = await stored(subject);
  const incoming = await bot.store.contacts.get(admin, letter?.id ?? '');
  const chain = incoming ? await bot.store.contacts.chainAround(admin, incoming, 5) : [];
  return chain
    .flatMap((link) => ('contact' in link ? [link.contact] : []))
    .find(({ direction }) => direction === 'outgoing');
}

it('ticks an answer that was read, and rings nobody', async () => {
  const { ivan } = bot;
  const id = await answered('Читали ли');
  const before = ivan.messages().length;
  await mailbox.deliver(
    rawLetter({
      subject: 'Read: Читали ли',
      headers: [
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=disposition-notification; boundary=r',
      ],
      text: `--r\nContent-Type: text/plain\n\nRead\n--r\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; anna@romashka.example\nOriginal-Message-ID: ${id}\nDisposition: manual-action/MDN-sent-manually; displayed\n--r--`,
    }),
  );
  const lines = async () => (await contactOf('Читали ли'))?.analytics.map((one) => ('text' in one ? one.text : ''));
  await expect.poll(lines).toContainEqual(expect.stringContaining('Прочитано: anna@romashka.example'));
  expect(ivan.messages()).toHaveLength(before);
});

it('notes on the contact of an answer that it came back, and why', async () => {
  const { ivan } = bot;
  const id = await answered('Дойдёт ли');
  await mailbox.deliver(
    rawLetter({
      from: 'MAILER-DAEMON@mx.example',
      subject: 'Undelivered Mail Returned to Sender',
      text: `Sorry, could not be delivered to\n\n<anna@romashka.example>: 552 5.2.2 Mailbox full\n\nMessage-ID: ${id}`,
    }),
  );
  await ivan.sees('не доставлено');
  const lines = async () => (await contactOf('Дойдёт ли'))?.analytics.map((one) => ('text' in one ? one.text : ''));
  await expect.poll(lines).toContainEqual(expect.stringMatching(/❌.*переполнен/));
});

it('moves the next contact behind the absence of whom it is with', async () => {
  const { ivan, store } = bot;
  const id = await answered('Когда вернётесь');
  const start = new Date(Date.now() + 3 * 86_400_000);
  const next = {
    status: 'planned',
    start,
    channel: 'call',
    direction: 'outgoing',
    priority: 'medium',
    state: 1,
  } as const;
  await store.contacts.create(
    { ...admin, id: ivan.user.id },
    'next-one',
    { ...next, manager: ivan.user.id, organization: 'romashka', documents: [], analytics: [] },
    { now: new Date() },
  );
  const back = new Date(Date.now() + 10 * 86_400_000);
  const day = back.toLocaleDateString('ru-RU', { timeZone: 'Europe/Moscow' });
  await mailbox.deliver(
    rawLetter({
      subject: 'Автоответ: Когда вернётесь',
      text: `Я в отпуске до ${day}.`,
      headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>', `In-Reply-To: ${id}`],
    }),
  );
  await ivan.sees('Автоответ от');
  await press(ivan, /Перенести следующий на/);
  await ivan.settled();
  const moved = await store.contacts.get(admin, 'next-one');
  expect(moved?.start.getTime()).toBeGreaterThanOrEqual(back.getTime() - 86_400_000);
});

it('gives a taken letter back at /cancel, and lets a registered one be answered', async () => {
  const { ivan } = bot;
  await mailbox.deliver(rawLetter({ subject: 'Возьмите', text: 'Кто возьмёт?' }));
  await ivan.sees('Возьмите');
  await press(ivan, 'Зарегистрировать контакт');
  expect((await stored('Возьмите'))?.state).toBe('taken');
  await say(ivan, '/cancel');
  await expect.poll(async () => (await stored('Возьмите'))?.state).toBe('new');
  await mailbox.deliver(rawLetter({ subject: 'Запишите', text: 'Для записи' }));
  await ivan.sees('Запишите');
  await press(ivan, 'Зарегистрировать контакт');
  await press(ivan, 'Сохранить');
  expect((await stored('Запишите'))?.state).toBe('registered');
  const before = mailbox.server.departed().length;
  await press(ivan, 'Ответить');
  await say(ivan, 'Записали.');
  await press(ivan, 'Отправить');
  await expect.poll(() => mailbox.server.departed().length).toBe(before + 1);
  expect((await mailBot.latest()).subject).toBe('Re: Запишите');
});

it('suggests the client by the domain of somebody who speaks for it, and knows an address with a tag', async () => {
  const { anna } = bot;
  await mailbox.deliver(
    rawLetter({ from: 'Борис <boris@romashka.example>', subject: 'От коллеги', text: 'Добрый день' }),
  );
  expect((await anna.sees('От коллеги')).text).toContain('Похоже на клиента: ООО «Ромашка»');
  await mailbox.deliver(
    rawLetter({ from: 'Анна <anna+crm@romashka.example>', subject: 'С меткой', text: 'Добрый день' }),
  );
  await bot.ivan.sees('С меткой');
  expect(await stored('С меткой')).toMatchObject({ organization: 'romashka', person: 'petrova' });
});
