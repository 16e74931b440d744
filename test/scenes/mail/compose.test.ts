import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawLetter } from '../../harness/letters.ts';
import { type MailBot, startMailBot } from '../../harness/mail/mail-bot.ts';
import { press, pressAll, say } from '../../harness/phone.ts';

let mailBot: MailBot;
let bot: MailBot['bot'];
let mailbox: MailBot['mailbox'];
let latest: MailBot['latest'];
const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;

beforeAll(async () => {
  mailBot = await startMailBot({ env: { PUBLIC_URL: 'https://sloop.example' } });
  ({ bot, mailbox, latest } = mailBot);
});
afterAll(() => mailBot?.stop());

describe('a letter to a client', () => {
  it('answers theirs by replying to the message about it, and their answer continues the chain', async () => {
    const { ivan, store } = bot;
    await mailbox.deliver(
      rawLetter({ subject: 'Договор', text: 'Пришлите договор', messageId: '<first@romashka.example>' }),
    );
    const rung = await ivan.sees('Договор');
    await press(ivan, 'Зарегистрировать контакт');
    await press(ivan, 'Сохранить');
    await ivan.reply(rung.message_id, 'Высылаю во вложении');
    await ivan.settled();
    expect(ivan.last().text).toContain('anna@romashka.example');
    expect(ivan.last().text).toContain('Re: Договор');
    await press(ivan, 'Предпросмотр');
    await ivan.sees('Предпросмотр');
    await press(ivan, 'Отправить');
    await ivan.sees('Ответ отправлен и записан');
    const sent = await latest();
    expect(sent.inReplyTo).toBe('<first@romashka.example>');
    expect(sent.text).toMatch(/^Высылаю во вложении\n\n\d\d\.\d\d\.\d{4} .*Anna Petrova.*:\n> Пришлите договор/);
    expect(mailbox.server.departed()).toHaveLength(1);
    await expect.poll(() => mailbox.server.letters('Sent').length, { timeout: 10_000 }).toBe(1);

    await mailbox.deliver(
      rawLetter({
        subject: 'Re: Договор',
        text: 'Спасибо, получили',
        headers: [`In-Reply-To: ${sent.messageId}`, `References: <first@romashka.example> ${sent.messageId}`],
      }),
    );
    await ivan.sees('Спасибо, получили');
    await press(ivan, 'Зарегистрировать контакт');
    await press(ivan, 'Сохранить');
    const { letters } = await store.letters.list(admin, ['registered'], { skip: 0, limit: 5 });
    const contacts = await Promise.all(letters.map(({ id }) => store.contacts.get(admin, id)));
    expect(new Set(contacts.map((contact) => contact?.root)).size).toBe(1);
    expect(
      contacts.some((contact) =>
        contact?.analytics.some((one) => one.kind === 'text' && one.text.includes('Отправлено письмо')),
      ),
    ).toBe(true);
    expect(bot.faults).toEqual([]);
  });

  it('from a contact goes to its person, and a refusal is told in words', async () => {
    const { ivan } = bot;
    mailbox.server.refuse('anna@romashka.example', 550, 'no such user');
    await press(ivan, 'Открыть');
    await press(ivan, '⋯ Ещё');
    await press(ivan, 'Написать письмо');
    expect(ivan.last().text).toContain('anna@romashka.example');
    // Their own words are not sent back to them: the text is asked.
    expect(ivan.last().text).not.toContain('Спасибо, получили');
    await say(ivan, 'Напомню об оплате');
    await press(ivan, 'Отправить');
    const told = await ivan.sees('не принято');
    expect(told.text).toContain('Такого адреса нет');
    mailbox.server.accept('anna@romashka.example');
    await press(ivan, 'Отправить ещё раз');
    await ivan.sees((message) => message.text.includes('Письмо отправлено') && message.message_id > told.message_id);
    expect(bot.faults).toEqual([]);
  });

  it('takes along the files that are on it when it is sent, not those of an attempt before', async () => {
    const { ivan } = bot;
    const before = { departed: mailbox.server.departed().length, message: ivan.last().message_id };
    const attach = async (name: string, bytes: Buffer) => {
      await ivan.document({ name, mime: 'application/pdf', bytes });
      await ivan.settled();
    };
    await press(ivan, 'Открыть');
    await press(ivan, '⋯ Ещё');
    await press(ivan, 'Написать письмо');
    await say(ivan, 'Наши цены');
    await attach('prices.pdf', Buffer.from('secret prices'));
    await attach('film.pdf', Buffer.alloc(21 * 1024 * 1024));
    await press(ivan, 'Отправить');
    expect(ivan.last().text).toContain('film.pdf: Файл больше 20 МБ');
    for (const name of ['prices', 'film']) {
      await press(ivan, '📎');
      await press(ivan, `✖️ ${name}`);
    }
    await attach('brochure.pdf', Buffer.from('brochure'));
    await press(ivan, 'Отправить');
    await expect.poll(() => mailbox.server.departed().length, { timeout: 10_000 }).toBe(before.departed + 1);
    const { attachments } = await latest();
    expect(attachments.map(({ filename, content }) => [filename, String(content)])).toEqual([
      ['brochure.pdf', 'brochure'],
    ]);
    // What lies in Sent is what was sent.
    const left = String(mailbox.server.departed().at(-1)?.raw);
    await expect.poll(() => mailbox.server.letters('Sent').map(String), { timeout: 10_000 }).toContain(left);
    await ivan.sees(({ text, message_id: id }) => text.includes('Письмо отправлено') && id > before.message);
    expect(bot.faults).toEqual([]);
  });

  it('goes to the phone’s own mail program, of a long one the beginning', async () => {
    const { ivan, store } = bot;
    const fields = {
      channel: 'phone',
      direction: 'outgoing',
      priority: 'medium',
      state: 1,
      status: 'planned',
    } as const;
    const about = { start: new Date(), manager: ivan.user.id, persons: ['petrova'], documents: [], analytics: [] };
    const content = 'Письмо & счёт 👍 '.repeat(80);
    await store.contacts.create(admin, 'long', { ...fields, ...about, content }, { now: new Date() });
    await say(ivan, '/start c_long');
    await pressAll(ivan, '⋯ Ещё', 'Написать письмо');
    await say(ivan, 'Счёт');
    await press(ivan, 'В почте телефона');
    const card = await ivan.sees('В почте телефона: anna@romashka.example');
    const url =
      card.raw.reply_markup?.inline_keyboard.flat().flatMap((button) => ('url' in button ? button.url : []))[0] ?? '';
    expect(url).toMatch(/^https:\/\/sloop\.example\/mailto\?/);
    expect(Buffer.byteLength(url)).toBeLessThan(2000);
    const body = new URL(url).searchParams.get('body') ?? '';
    expect(body).toMatch(/^Письмо & счёт 👍 .*…$/);
    expect(content.startsWith(body.slice(0, -1))).toBe(true);
    expect(card.text).toContain('войдёт только его начало');
    expect(bot.faults).toEqual([]);
  });

  it('begins with a template that is chosen with a tap, its fields filled in', async () => {
    const { ivan, store } = bot;
    await say(ivan, '/settings');
    await press(ivan, 'Шаблоны писем');
    expect(ivan.last().text).toContain('Шаблонов пока нет.');
    await press(ivan, 'Новый шаблон');
    await say(ivan, 'Здравствуйте, {имя}!\nНаправляем счёт для {клиент}, сумма {сумма}.');
    expect(ivan.last().text).toContain('📄 Направляем счёт для');
    await mailbox.deliver(rawLetter({ subject: 'Нужен счёт', text: 'Пришлите счёт' }));
    await ivan.sees('Нужен счёт');
    await press(ivan, 'Ответить');
    await press(ivan, 'Направляем счёт');
    expect(ivan.last().text).toContain('Здравствуйте, Анна Петрова!');
    expect(ivan.last().text).toContain('Направляем счёт для ООО «Ромашка», сумма {сумма}.');
    await press(ivan, 'Отмена');
    await say(ivan, '/settings');
    await press(ivan, 'Шаблоны писем');
    await press(ivan, '✖️ Направляем счёт');
    expect(await store.letterTemplates.list()).toEqual([]);
    expect(bot.faults).toEqual([]);
  });

  it('of which nobody knows whether it left is asked about, not sent again', async () => {
    const { ivan, store } = bot;
    const before = mailbox.server.departed().length;
    const [box] = await store.mailboxes.all();
    const base = {
      author: ivan.user.id,
      mailbox: box?.id ?? '',
      to: 'x@y.example',
      subject: 's',
      text: 't',
      files: [],
      references: [],
    };
    await store.outgoing.order(
      { ...base, id: 'crashed', messageId: '<crashed@sloop.test>', state: 'sending' },
      new Date(0),
    );
    await ivan.sees('Не знаю, ушло ли', { timeout: 10_000 });
    expect(mailbox.server.departed()).toHaveLength(before);
    await press(ivan, 'Считать отправленным');
    expect((await store.outgoing.get('crashed'))?.state).toBe('sent');
    expect(bot.faults).toEqual([]);
  });
});
