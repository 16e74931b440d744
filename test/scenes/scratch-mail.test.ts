import { afterAll, beforeAll, it } from 'vitest';
import type { Phone } from '../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { press, say } from '../harness/phone.ts';

let mailbox: EmbeddedMailbox;
let bot: TestBot;
beforeAll(async () => {
  mailbox = await embeddedMailbox();
  bot = await startBot({
    now: new Date().toISOString(),
    env: {
      IMAP_URL: mailbox.imapUrl,
      SMTP_URL: mailbox.smtpUrl,
      MAIL_FROM: 'office@sloop.test',
      PUBLIC_URL: 'https://crm.example',
    },
  });
  const { anna, ivan, mary, store } = bot;
  await Promise.all([anna.start(), ivan.start(), mary.start()]);
  await store.organizations.create(
    { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [], manager: ivan.user.id },
    new Date(),
  );
  await store.persons.create(
    { id: 'petrova', name: 'Анна Петрова', organization: 'romashka', phones: [], emails: ['anna@romashka.example'] },
    new Date(),
  );
  await store.organizations.create(
    { id: 'acme', name: 'Acme Ltd', phones: [], emails: ['info@acme.example'], addresses: [], manager: mary.user.id },
    new Date(),
  );
  while ((await store.mailboxes.health()).size === 0) await new Promise((r) => setTimeout(r, 50));
});
afterAll(async () => {
  await bot?.stop();
  await mailbox?.stop();
});
const W = { timeout: 20_000 };
const show = (p: Phone, what: string) => {
  const m = p.last();
  console.log(
    `\n#### ${p.user.first_name}: ${what}\n${m.text}\n${m.buttons.map((r) => r.map((x) => `[${x}]`).join(' ')).join('\n')}`,
  );
};
const act = async (p: Phone, label: string | RegExp, note = '') => {
  try {
    const { answer } = await press(p, label);
    show(p, `tap ${label} ${note} ${JSON.stringify(answer)}`);
  } catch (e) {
    console.log('!!', String(e).slice(0, 300));
  }
};
const write = async (p: Phone, text: string) => {
  await say(p, text);
  show(p, `says ${text}`);
};

it('walks', async () => {
  const { anna, ivan, mary } = bot;
  const both: [Phone, string, string, string, Record<string, string>][] = [
    [
      ivan,
      'Анна Петрова <anna@romashka.example>',
      'Договор поставки',
      'Добрый день!\n\nПришлите, пожалуйста, договор поставки на ноябрь.\n\n-- \nАнна Петрова\nООО «Ромашка»\n+7 495 123-45-67',
      {
        reg: 'Зарегистрировать контакт',
        save: 'Сохранить',
        read: 'Читать',
        letter: 'К письму',
        excl: 'Исключить',
        this: 'Это письмо',
        all: 'Все от',
        back: 'Вернуть',
        reply: 'Ответить',
        prev: 'Предпросмотр',
        send: 'Отправить',
        phone: 'телефон',
        next: '›',
        cancel: 'Отмена',
        open: 'Открыть',
        compose: 'Написать письмо',
      },
    ],
    [
      mary,
      'Bob Brown <info@acme.example>',
      'Supply contract',
      'Hello,\n\nplease send the supply contract for November.\n\nBest regards,\nBob Brown\nAcme Ltd\n+44 20 7946 0123',
      {
        reg: 'Register contact',
        save: 'Save',
        read: 'Read',
        letter: 'To the letter',
        excl: 'Exclude',
        this: 'This letter',
        all: 'All from',
        back: 'Restore',
        reply: 'Reply',
        prev: 'Preview',
        send: 'Send',
        phone: 'phone',
        next: '›',
        cancel: 'Cancel',
        open: 'Open',
        compose: 'Send mail',
      },
    ],
  ];
  for (const [p, from, subject, text, l] of both) {
    const k = (name: string) => l[name] ?? name;
    await mailbox.deliver(rawLetter({ from, subject, text, messageId: `<first-${p.user.id}@x.example>` }));
    const rung = await p.sees(subject, W);
    show(p, 'rung');
    await act(p, k('read'));
    await act(p, /‹ .*/);
    await act(p, k('reg'));
    await act(p, k('save'));
    await p.reply(rung.message_id, 'Высылаю / here it is');
    await p.settled();
    show(p, 'replied by answering');
    await act(p, k('prev'));
    await act(p, k('phone'));
    await act(p, k('send'));
    await p.sees(/Письмо отправлено|sent/i, W);
    show(p, 'sent');
    mailbox.server.refuse(/<(.+)>/.exec(from)?.[1] ?? '', 550, 'no such user here');
    await act(p, k('open'));
    await act(p, k('compose'));
    await act(p, k('send'));
    await p.sees(/не принято|not accepted|refused/i, W).catch(() => {});
    show(p, 'refused');
    mailbox.server.accept(/<(.+)>/.exec(from)?.[1] ?? '');
    await mailbox.deliver(rawLetter({ from, subject: `${subject} 2`, text: 'word and word\n'.repeat(700) }));
    await p.sees(`${subject} 2`, W);
    await act(p, k('read'));
    await act(p, k('next'));
    await act(p, /‹ \S\S+.*/);
    await act(p, k('excl'));
    await act(p, k('this'));
    await act(p, k('back'));
    await act(p, k('excl'));
    await act(p, k('all'));
    await act(p, k('back'));
    await mailbox.deliver(...[3, 4, 5].map((n) => rawLetter({ from, subject: `${subject} ${n}`, text: `n ${n}` })));
    for (const n of [3, 4, 5]) await p.sees(`${subject} ${n}`, W);
    await write(p, '/mail');
    await act(p, /Отметить|Выбрать|Mark|Select/);
    await act(p, new RegExp(`${subject} 3|▫️.*`));
    await act(p, /▫️.*/);
    await act(p, /Зарегистрировать отмеченные|Register selected/);
    await act(p, k('save'));
    await act(p, /Пропустить|Skip/);
    await act(p, /Стоп|Stop/);
    await write(p, '/mail');
    await act(p, /Загрузить|Получить|Проверить|Fetch|now/i);
    await act(p, /Показать искл|исключ|excluded/i);
    await mailbox.deliver(...Array.from({ length: 9 }, (_, n) => rawLetter({ from, subject: `Many ${n}`, text: 'x' })));
    await p.sees(/📬/, W).catch(() => {});
    show(p, 'summary');
  }
  await mailbox.deliver(
    rawLetter({
      from: 'Пётр Новиков <petr@newcorp.example>',
      subject: 'Запрос',
      text: 'Сколько стоит?\n\nС уважением,\nПётр\n+7 912 345-67-89',
    }),
  );
  await anna.sees('Запрос', W);
  show(anna, 'rung');
  await act(anna, 'Удалить на сервере');
  await act(anna, 'Да');
  await anna.sees(/удал/i, W).catch(() => {});
  show(anna, 'deleted');
  await mailbox.deliver(
    rawLetter({
      from: 'Пётр Новиков <petr@newcorp.example>',
      subject: 'Запрос 2',
      text: 'Сколько стоит?\n\nС уважением,\nПётр\n+7 912 345-67-89',
    }),
  );
  await anna.sees('Запрос 2', W);
  await act(anna, 'Зарегистрировать контакт');
  await act(anna, 'Новый клиент');
  await write(anna, 'Новая корпорация');
  await act(anna, 'Сохранить');
  await act(anna, 'Сохранить');
  console.log('faults', JSON.stringify(bot.faults));
}, 300_000);
