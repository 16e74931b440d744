import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawLetter } from '../../harness/letters.ts';
import { type MailBot, OWN, startMailBot } from '../../harness/mail/mail-bot.ts';
import { press, row, say } from '../../harness/phone.ts';

const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
let mailBot: MailBot;
let bot: MailBot['bot'];
let mailbox: MailBot['mailbox'];
let latest: MailBot['latest'];

beforeAll(async () => {
  mailBot = await startMailBot();
  ({ bot, mailbox, latest } = mailBot);
});
afterAll(() => mailBot?.stop());

const invitation = (method: string, start: string, { sequence = 0, attendee = '', uid = 'meeting' } = {}) =>
  rawLetter({
    subject: 'Встреча по договору',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b'],
    text: [
      '--b\nContent-Type: text/plain; charset=utf-8\n\nПриглашаю на встречу',
      `--b\nContent-Type: text/calendar; charset=utf-8; method=${method}\n\nBEGIN:VCALENDAR\nMETHOD:${method}\nVERSION:2.0\nBEGIN:VEVENT\nUID:${uid}@romashka.example\nSEQUENCE:${sequence}\nDTSTART:${start}\nDURATION:PT1H\nSUMMARY:Обсудить договор\nLOCATION:Офис Ромашки\nORGANIZER;CN=Анна:mailto:anna@romashka.example\nATTENDEE${attendee}:mailto:${OWN}\nEND:VEVENT\nEND:VCALENDAR`,
      '--b--',
    ].join('\n'),
  });

describe('an invitation', () => {
  it('is told, planned with one tap, accepted by a calendar’s answer, moved and called off', async () => {
    const { ivan, store } = bot;
    await mailbox.deliver(invitation('REQUEST', '20301202T120000Z'));
    const rung = await ivan.sees('Обсудить договор');
    expect(rung.text).toContain('Офис Ромашки');
    expect(rung.text).toContain('15:00–16:00');
    await press(ivan, 'Запланировать');
    expect(ivan.last().text).toContain('Обсудить договор');
    const planned = async () =>
      (await store.contacts.planned(admin, ivan.user.id, new Date('2031-01-01T00:00:00Z'), 10)).filter(({ content }) =>
        content?.startsWith('Обсудить договор'),
      );
    expect(await planned()).toMatchObject([
      {
        organization: 'romashka',
        persons: ['petrova'],
        channel: 'meeting',
        minutes: 60,
        start: new Date('2030-12-02T12:00:00Z'),
      },
    ]);
    await ivan.tapData(rung.message_id, rung.data.flat().find((data) => data?.includes(':accept:')) ?? '');
    await ivan.settled();
    await expect.poll(() => mailbox.server.departed().length).toBe(1);
    const answer = await latest();
    expect(answer.subject).toBe('Принято: Обсудить договор');
    const calendar = String(mailbox.server.departed().at(-1)?.raw);
    expect(calendar).toContain('method=REPLY');
    expect(await planned()).toHaveLength(1);
    await mailbox.deliver(invitation('REQUEST', '20301203T090000Z', { sequence: 1 }));
    await ivan.sees('12:00–13:00');
    await press(ivan, 'Запланировать');
    expect(await planned()).toMatchObject([{ start: new Date('2030-12-03T09:00:00Z') }]);
    await mailbox.deliver(invitation('CANCEL', '20301203T090000Z', { sequence: 2 }));
    await ivan.sees('Встреча отменена');
    await press(ivan, 'Отменить контакт');
    expect(await planned()).toEqual([]);
    expect(bot.faults).toEqual([]);
  });

  it('that somebody has answered is told to whoever planned the meeting, and noted on its contact', async () => {
    const { ivan, store } = bot;
    const second = { uid: 'second' };
    await mailbox.deliver(invitation('REQUEST', '20301205T070000Z', second));
    await ivan.sees('10:00–11:00');
    await press(ivan, 'Запланировать');
    await mailbox.deliver(invitation('REPLY', '20301205T070000Z', { ...second, attendee: ';PARTSTAT=ACCEPTED' }));
    const told = await ivan.sees('принято');
    expect(told.text).toContain('Обсудить договор');
    const planned = await store.contacts.planned(admin, ivan.user.id, new Date('2031-01-01T00:00:00Z'), 10);
    const contact = planned.find(({ start }) => start.toISOString() === '2030-12-05T07:00:00.000Z');
    expect(contact?.analytics).toMatchObject([{ kind: 'text', text: expect.stringContaining('принято') }]);
  });
});

describe('a letter that rang nobody', () => {
  it('says why, and its sender can be told to be no newsletter', async () => {
    const { anna, store } = bot;
    const list = ['List-Unsubscribe: <https://x.example>', 'Precedence: bulk'];
    const raw = (subject: string) => rawLetter({ from: 'Shop <shop@vasilek.example>', subject, headers: list });
    await mailbox.deliver(raw('Скидки'));
    const quiet = async () =>
      (await store.letters.list(admin, ['excluded'], { skip: 0, limit: 5 })).letters.filter(({ subject }) =>
        subject.startsWith('Скидки'),
      );
    await expect.poll(async () => (await quiet()).map(({ subject }) => subject)).toEqual(['Скидки']);
    await say(anna, '/mail');
    await press(anna, 'Показать исключённые');
    await press(anna, row('Скидки'));
    await press(anna, 'Почему тихо?');
    expect(anna.last().text).toContain('заголовки списка рассылки');
    await press(anna, 'Это не рассылка');
    expect(await quiet()).toEqual([]);
    await mailbox.deliver(raw('Скидки снова'));
    await anna.sees('Скидки снова');
  });
});

describe('a letter that somebody else sent', () => {
  it('by a form is the client’s, whose answer goes to the client', async () => {
    const { anna } = bot;
    const text = 'Имя: Пётр Васильков\nТелефон: +7 916 123-45-67\nE-mail: petr@vasilek.example\nСообщение: цена?';
    await mailbox.deliver(
      rawLetter({ from: `Site <${OWN}>`, subject: 'Заявка', text, headers: ['Reply-To: petr@vasilek.example'] }),
    );
    const rung = await anna.sees('Заявка');
    expect(rung.text).toContain('Пётр Васильков <petr@vasilek.example>');
    expect(rung.text).toContain('Reply-To');
    await press(anna, 'Новый клиент');
    await say(anna, 'Василёк');
    expect(anna.last().text).toContain('petr@vasilek.example');
    expect(anna.last().text).not.toContain(OWN);
    await press(anna, 'Отмена');
  });

  it('handed on by a colleague is read as the inner one', async () => {
    const { ivan } = bot;
    const text =
      'Возьми в работу.\n\n-------- Пересылаемое сообщение --------\nОт: Анна <anna@romashka.example>\nДата: 29.11.2026, 12:00\nТема: Насосы\nКому: boris@sloop.test\n\nНужны 20 насосов.\n';
    await mailbox.deliver(rawLetter({ from: 'Борис <boris@sloop.test>', subject: 'Fwd: Насосы', text }));
    const rung = await ivan.sees('Fwd: Насосы');
    expect(rung.text).toContain('Анна <anna@romashka.example>');
    expect(rung.text).toContain('Переслал(а): Борис');
    expect(rung.text).toContain('Возьми в работу.');
    expect(rung.text).toContain('Нужны 20 насосов.');
  });
});

describe('a letter of ours', () => {
  const answer = async (subject: string) => {
    const { ivan } = bot;
    await mailbox.deliver(rawLetter({ subject, text: 'Сколько стоит?' }));
    const rung = await ivan.sees(subject);
    await ivan.reply(rung.message_id, 'Сто рублей.');
    await ivan.settled();
    const before = mailbox.server.departed().length;
    await press(ivan, 'Отправить');
    await expect.poll(() => mailbox.server.departed().length).toBe(before + 1);
    await ivan.sees(/Ответ отправлен и записан/);
    return (await latest()).messageId ?? '';
  };

  it('that answers one is registered with it, and can be taken back', async () => {
    const { ivan, store } = bot;
    await answer('Цена насоса');
    const { letters } = await store.letters.list(admin, ['registered'], { skip: 0, limit: 5 });
    const [letter] = letters.filter(({ subject }) => subject === 'Цена насоса');
    expect(letter?.answered?.by).toBe(ivan.user.id);
    const incoming = await store.contacts.get(admin, letter?.id ?? '');
    expect(incoming).toMatchObject({ direction: 'incoming', organization: 'romashka', persons: ['petrova'] });
    const chain = incoming && (await store.contacts.chainAround(admin, incoming, 5));
    expect(chain).toHaveLength(2);
    await press(ivan, 'Вернуть назад');
    expect((await store.contacts.get(admin, letter?.id ?? ''))?.removed).toBeDefined();
    expect(await store.letters.get(admin, letter?.id ?? '')).toMatchObject({ state: 'new' });
    await press(ivan, 'Записать письмо и ответ');
    expect((await store.contacts.get(admin, letter?.id ?? ''))?.removed).toBeUndefined();
    expect(bot.faults).toEqual([]);
  });

  it('that came back is told in words, and sent again to a corrected address', async () => {
    const { ivan } = bot;
    const id = await answer('Срок поставки');
    await mailbox.deliver(
      rawLetter({
        from: 'MAILER-DAEMON@mx.example',
        subject: 'Undelivered Mail Returned to Sender',
        headers: [
          'MIME-Version: 1.0',
          'Return-Path: <>',
          'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
        ],
        text: `--r\nContent-Type: text/plain\n\nSorry\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; anna@romashka.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${id}\n--r--`,
      }),
    );
    const told = await ivan.sees('не доставлено');
    expect(told.text).toContain('адреса нет');
    await press(ivan, 'Исправить адрес и отправить снова');
    await say(ivan, 'anna.petrova@romashka.example');
    const before = mailbox.server.departed().length;
    await press(ivan, 'Отправить');
    await expect.poll(() => mailbox.server.departed().length).toBe(before + 1);
    expect(JSON.stringify((await latest()).to)).toContain('anna.petrova@romashka.example');
  });

  it('that is answered from another address offers to add it to the person', async () => {
    const { ivan, store } = bot;
    const sent = await answer('Другой ящик');
    const headers = [`In-Reply-To: ${sent}`];
    await mailbox.deliver(
      rawLetter({ from: 'Анна <anna@private.example>', subject: 'Re: Другой ящик', text: 'Беру', headers }),
    );
    await ivan.sees('Беру');
    await press(ivan, 'Зарегистрировать контакт');
    await press(ivan, 'Сохранить');
    await press(ivan, 'anna@private.example → Анна Петрова');
    const person = await store.persons.get(admin, 'petrova');
    expect(person?.emails).toEqual(['anna@romashka.example', 'anna@private.example']);
  });

  it('that has not arrived yet is told once', async () => {
    const { ivan } = bot;
    const sent = await answer('Долгий ящик');
    const notice = (number: number) =>
      rawLetter({
        from: 'Mailer-Daemon@mx.example',
        subject: `Warning: message ${number} delayed 24 hours`,
        text: `A message that you sent has not yet been delivered to\n\n  anna@romashka.example\n\nMessage-ID: ${sent}`,
      });
    await mailbox.deliver(notice(1));
    await ivan.sees('ещё не доставлено');
    await mailbox.deliver(notice(2));
    await mailbox.deliver(rawLetter({ subject: 'После задержки' }));
    await ivan.sees('После задержки');
    expect(ivan.messages().filter(({ text }) => text.includes('ещё не доставлено'))).toHaveLength(1);
  });

  it('to somebody who is away offers to move the next contact', async () => {
    const { ivan, store } = bot;
    const id = await answer('Когда отгрузка');
    await mailbox.deliver(
      rawLetter({
        subject: 'Автоответ: Когда отгрузка',
        text: 'Здравствуйте! Меня нет в офисе до 10 декабря 2030.',
        headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>', `In-Reply-To: ${id}`],
      }),
    );
    const told = await ivan.sees('Автоответ от');
    expect(told.text).toContain('Меня нет в офисе');
    expect(bot.faults).toEqual([]);
    expect((await store.letters.list(admin, ['excluded'], { skip: 0, limit: 1 })).count).toBeGreaterThan(0);
  });
});

describe('an answer', () => {
  it('that goes elsewhere than the letter came from shows both, and can go to all', async () => {
    const { ivan } = bot;
    await say(ivan, '/settings');
    await press(ivan, 'Подпись');
    await say(ivan, 'Иван Петров\nПарусник');
    await mailbox.deliver(
      rawLetter({
        to: `${OWN}, boss@romashka.example`,
        subject: 'Куда ответить',
        text: 'Ответьте секретарю',
        headers: ['Reply-To: secretary@elsewhere.example', 'Cc: lawyer@romashka.example'],
      }),
    );
    const rung = await ivan.sees('Куда ответить');
    expect(rung.text).toContain('Копия: lawyer@romashka.example');
    expect(rung.text).toContain('secretary@elsewhere.example');
    await press(ivan, 'Ответить');
    await say(ivan, 'Отвечаю');
    expect(ivan.last().text).toContain('secretary@elsewhere.example');
    expect(ivan.last().text).toContain('Письмо пришло с: anna@romashka.example');
    await press(ivan, 'Копия');
    await press(ivan, /Ответить всем/);
    const before = mailbox.server.departed().length;
    await press(ivan, 'Отправить');
    await expect.poll(() => mailbox.server.departed().length).toBe(before + 1);
    const sent = await latest();
    expect(JSON.stringify(sent.cc)).toContain('lawyer@romashka.example');
    expect(sent.text).toMatch(/^Отвечаю\n\n-- ?\nИван Петров\nПарусник\n\n.*Anna Petrova.*:\n> Ответьте секретарю/);
    expect(bot.faults).toEqual([]);
  });
});

describe('what was said of a sender', () => {
  it('is listed for administrators, and taken back', async () => {
    const { anna, store } = bot;
    await store.excludedSenders.say('spam@vasilek.example', 'excluded', anna.user.id, new Date());
    await say(anna, '/admin');
    await press(anna, 'Настройки');
    await press(anna, 'Отправители');
    expect(anna.last().text).toContain('spam@vasilek.example: исключил(а)');
    await press(anna, '✖️ spam@vasilek.example');
    expect(anna.last().text).not.toContain('spam@vasilek.example: ');
    expect((await store.excludedSenders.among(['spam@vasilek.example'])).size).toBe(0);
  });
});

describe('a sender who is new', () => {
  it('becomes a person of the client in the same breath, unless nobody wants one', async () => {
    const { anna, store } = bot;
    await mailbox.deliver(
      rawLetter({
        from: 'Олег Новиков <oleg@newcorp.example>',
        subject: 'Запрос цены',
        text: 'Сколько стоит?\n\nС уважением,\nОлег Новиков\n+7 912 345-67-89',
      }),
    );
    await anna.sees('Запрос цены');
    await press(anna, 'Зарегистрировать контакт');
    await press(anna, 'Новый клиент');
    await say(anna, 'Новая корпорация');
    expect(anna.last().text).toMatch(/Олег Новиков, oleg@newcorp.example, .*345.67.89/);
    await press(anna, 'Лицо');
    await press(anna, 'Без лица');
    expect(anna.last().text).not.toContain('oleg@newcorp.example');
    await press(anna, 'Сохранить');
    await press(anna, 'Сохранить');
    await press(anna, 'Новое лицо «Олег Новиков»');
    expect(anna.last().text).toMatch(/345.67.89/);
    await press(anna, 'Сохранить');
    const known = (await store.senders.known(['oleg@newcorp.example'])).get('oleg@newcorp.example');
    expect(known?.persons).toMatchObject([{ organization: expect.any(String) }]);
    expect(bot.faults).toEqual([]);
  });
});
