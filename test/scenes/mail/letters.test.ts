import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawLetter } from '../../harness/letters.ts';
import { type MailBot, startMailBot } from '../../harness/mail/mail-bot.ts';
import { press, pressAll, row, say } from '../../harness/phone.ts';

const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
let mailBot: MailBot;
let bot: MailBot['bot'];
let mailbox: MailBot['mailbox'];

beforeAll(async () => {
  mailBot = await startMailBot({ sends: false });
  ({ bot, mailbox } = mailBot);
  await bot.mary.start();
  await say(bot.anna, '/help');
});
afterAll(() => mailBot?.stop());

const FILE_LETTER = ['Content-Type: multipart/mixed; boundary=xx', 'MIME-Version: 1.0'];
const withFile = (text: string) =>
  `--xx\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--xx\r\nContent-Type: application/pdf; name="../../price.pdf"\r\nContent-Disposition: attachment; filename="../../price.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8=\r\n--xx--`;

describe('a letter', () => {
  it('that comes while a question is open leaves the question below it', async () => {
    const { ivan } = bot;
    const question = await say(ivan, '/new');
    await mailbox.deliver(rawLetter({ subject: 'Между делом', text: 'Ждём ответа' }));
    const letter = await ivan.sees('Между делом');
    await ivan.sees(({ message_id, text }) => message_id > letter.message_id && text === question.text);
    await expect.poll(() => ivan.messages().some(({ message_id: id }) => id === question.message_id)).toBe(false);
    await press(ivan, 'Отмена');
  });

  it('becomes a contact with one tap and Save, filled in from the letter', async () => {
    const { ivan, store } = bot;
    await mailbox.deliver(
      rawLetter({ subject: 'Прайс', text: withFile('Вот прайс.\n\n-- \nАнна'), headers: FILE_LETTER }),
    );
    const rung = await ivan.sees('Прайс');
    expect(rung.text).toContain('price.pdf');
    expect(rung.text).not.toContain('..');
    await press(ivan, 'Зарегистрировать контакт');
    const draft = ivan.last();
    expect(draft.text).toContain('ООО «Ромашка»');
    expect(draft.text).toContain('Анна Петрова');
    expect(draft.text).toContain('Вот прайс.');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('Сохранено');
    const { letters } = await store.letters.list(admin, ['registered'], { skip: 0, limit: 5 });
    const contact = await store.contacts.get(admin, letters[0]?.id ?? '');
    expect(contact).toMatchObject({
      channel: 'email',
      direction: 'incoming',
      status: 'happened',
      organization: 'romashka',
      persons: ['petrova'],
      manager: ivan.user.id,
    });
    expect(contact?.start).toEqual(
      new Date(Math.min(letters[0]?.deliveredAt.getTime() ?? 0, contact?.start.getTime() ?? 0)),
    );
    expect(contact?.analytics).toMatchObject([{ kind: 'file', file: { name: 'price.pdf' } }]);
  });

  it('of nobody known asks for the client, and a new one is filled in from the letter', async () => {
    const { anna, store } = bot;
    await mailbox.deliver(
      rawLetter({
        from: 'Пётр Новиков <petr@newcorp.example>',
        subject: 'Запрос',
        text: 'Сколько стоит?\n\nС уважением,\nПётр\n+7 912 345-67-89',
      }),
    );
    await anna.sees('Запрос');
    await press(anna, 'Зарегистрировать контакт');
    expect(anna.last().text).toContain('С кем?');
    await press(anna, 'Новый клиент');
    await say(anna, 'Новая корпорация');
    expect(anna.last().text).toContain('petr@newcorp.example');
    expect(anna.last().text).toMatch(/345.67.89/);
    await press(anna, 'Сохранить');
    expect(anna.last().text).toContain('Новая корпорация');
    await press(anna, 'Сохранить');
    expect(anna.last().text).toContain('Сохранено');
    const known = await store.senders.known(['petr@newcorp.example']);
    const { persons = [], organizations } = known.get('petr@newcorp.example') ?? {};
    expect([persons.length, organizations]).toEqual([1, []]);
    const viewer = await store.users.get(anna.user.id);
    const person = viewer && (await store.persons.get(viewer, persons[0]?.id ?? ''));
    expect(person).toMatchObject({ name: 'Пётр Новиков', phones: ['+79123456789'] });
  });

  it('rung to two is seen to be taken by one, and makes one contact', async () => {
    const { ivan, mary, store } = bot;
    const [box] = await store.mailboxes.all();
    await store.mailboxes.save(box?.id ?? '', { duty: [ivan.user.id, mary.user.id] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await mailbox.deliver(rawLetter({ from: 'Who <who@gmail.com>', subject: 'For two', text: 'Anybody there?' }));
    await Promise.all([ivan.sees('For two', { timeout: 15_000 }), mary.sees('For two', { timeout: 15_000 })]);
    await press(ivan, 'Зарегистрировать контакт');
    expect((await mary.sees(/Taken by Иван/)).text).toContain('For two');
    await press(ivan, 'Отмена');
    await mary.sees((message) => message.text.includes('For two') && !message.text.includes('Taken'));
    expect(bot.faults).toEqual([]);
  });

  it('is read in pages, excluded, brought back', async () => {
    const { ivan } = bot;
    await mailbox.deliver(rawLetter({ subject: 'Long one', text: 'word and word\n'.repeat(600) }));
    await ivan.sees('Long one');
    await press(ivan, 'Читать');
    expect(ivan.last().text.length).toBeLessThan(4096);
    await press(ivan, '›');
    await press(ivan, 'К письму');
    await press(ivan, 'Исключить');
    await press(ivan, 'Это письмо');
    expect(ivan.last().text).toContain('исключено вручную');
    // Looked at in the dialog and left, it is what it was.
    await press(ivan, 'Зарегистрировать контакт');
    await press(ivan, 'Отмена');
    expect(ivan.last().text).toContain('исключено вручную');
    await press(ivan, 'Вернуть');
    expect(ivan.last().text).not.toContain('исключено');
  });

  it('leads back to the list it was opened from, and out of every dialog about it back to itself', async () => {
    const { ivan } = bot;
    await mailbox.deliver(rawLetter({ subject: 'There and back' }));
    await ivan.sees('There and back');
    await say(ivan, '/mail');
    await press(ivan, row(/Ромашк|There and back/));
    for (const dialog of ['Ответить', 'Новый клиент']) {
      if (
        !ivan
          .last()
          .buttons.flat()
          .some((label) => label.includes(dialog))
      )
        continue;
      await press(ivan, dialog);
      await press(ivan, 'Отмена');
      await press(ivan, '‹ Назад');
      expect(ivan.last().text).toContain('There and back');
    }
    await press(ivan, '‹ Назад');
    expect(ivan.last().text).toContain('Ждут обработки');
    await press(ivan, row(/Ромашк|There and back/));
    await pressAll(ivan, 'Исключить', 'Это письмо', '‹ Назад');
    expect(ivan.last().text).toContain('📬');
  });

  it('marked in the list with others is registered one after another', async () => {
    const { ivan } = bot;
    await say(ivan, '/mail');
    await mailbox.deliver(rawLetter({ subject: 'Series A' }));
    await mailbox.deliver(rawLetter({ subject: 'Series B' }));
    // Both have rung before the list is asked for: one that rings later would stand below it.
    await ivan.sees('Series A');
    await ivan.sees('Series B');
    await say(ivan, '/mail');
    expect(ivan.last().text).toContain('Ждут обработки');
    // The latest stand first: those two, and the long one before them.
    const count = 3;
    await press(ivan, 'Отметить несколько');
    for (let i = 0; i < count; i++) await press(ivan, '▫️');
    await press(ivan, 'Зарегистрировать отмеченные');
    expect(ivan.last().text).toContain(`1 из ${count}`);
    await press(ivan, 'Сохранить');
    expect(ivan.last().text).toContain(`2 из ${count}`);
    await press(ivan, 'Пропустить');
    expect(ivan.last().text).toContain(`3 из ${count}`);
    await press(ivan, 'Стоп');
    expect(ivan.log()).toContain('Зарегистрировано: 1');
    // What was skipped, and what it was stopped at, is nobody's.
    const taken = await bot.store.letters.list(admin, ['taken'], { skip: 0, limit: 5 });
    expect(taken.letters.filter(({ taken: by }) => by?.by === ivan.user.id)).toEqual([]);
    expect(bot.faults).toEqual([]);
  });

  it('marked by two is registered by one', async () => {
    const { anna, ivan, store } = bot;
    for (const subject of ['Both A', 'Both B']) {
      await mailbox.deliver(rawLetter({ subject }));
      await ivan.sees(subject);
    }
    await say(ivan, '/mail');
    await press(ivan, '↺');
    for (const phone of [anna, ivan]) {
      await say(phone, '/mail');
      await press(phone, 'Отметить несколько');
      await press(phone, '▫️');
      await press(phone, '▫️');
    }
    await press(ivan, /Зарегистрировать отмеченные \(2\)/);
    expect(ivan.last().text).toContain('Both A');
    await press(ivan, 'Сохранить');
    await press(ivan, 'Стоп');
    await say(anna, '/mail');
    await press(anna, /Зарегистрировать отмеченные \(1\)/);
    expect(anna.last().text).toContain('1 из 1');
    expect(anna.last().text).toContain('Both B');
    // Somebody else takes it meanwhile, and is done first.
    await say(ivan, '/mail');
    await press(ivan, row('☑️'));
    await press(ivan, 'Зарегистрировать контакт');
    await press(ivan, 'Сохранить');
    await press(anna, 'Сохранить');
    const { letters } = await store.letters.list(admin, ['registered'], { skip: 0, limit: 9 });
    const both = letters.filter(({ subject }) => subject.startsWith('Both'));
    expect(both.map(({ taken }) => taken?.by)).toEqual([ivan.user.id, ivan.user.id]);
    expect(bot.faults).toEqual([]);
  });

  it('is deleted on the server by those who may', async () => {
    const { anna, ivan, store } = bot;
    await mailbox.deliver(rawLetter({ from: 'Spam <sp@spam.example>', subject: 'Throw me away' }));
    await ivan.sees('Throw me away');
    expect(ivan.last().buttons.flat().join()).not.toContain('Удалить на сервере');
    await say(anna, '/mail');
    await press(anna, row('Spam'));
    await press(anna, 'Удалить на сервере');
    await press(anna, 'Да');
    await expect
      .poll(async () => (await store.removals.due(new Date(Date.now() + 1e6), 9)).length, { timeout: 10_000 })
      .toBe(0);
    await press(ivan, 'Читать');
    expect(bot.faults).toEqual([]);
  });
});
