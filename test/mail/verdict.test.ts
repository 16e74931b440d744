import { expect, it } from 'vitest';
import { senderOf } from '../../src/domain/letter/sender.ts';
import type { Standing } from '../../src/domain/letter/verdict.ts';
import { parseLetter } from '../../src/mail/parse/parse.ts';
import { judgeLetter } from '../../src/mail/signs/index.ts';
import { type LetterSpec, rawLetter } from '../harness/letters.ts';

const OWN = { addresses: new Set(['office@sloop.test']) };
const PETR = 'Пётр Васильков <petr@vasilek.example>';
const STRANGER: Standing = { excluded: false, trusted: false, known: false, answersOurs: false };
const LIST = ['List-Unsubscribe: <https://u.example>', 'List-Id: <news.vasilek.example>', 'Precedence: bulk'];
const AWAY = 'Здравствуйте! Меня нет в офисе до 10 декабря.';

function verdict(spec: LetterSpec, standing: Partial<Standing> = {}) {
  const letter = parseLetter(rawLetter({ from: PETR, text: 'Нужны насосы.', ...spec }));
  const { via } = senderOf(letter, OWN);
  return judgeLetter(letter, { own: OWN.addresses, via, ...STRANGER, ...standing });
}

it.each<[string, LetterSpec]>([
  ['a stranger', {}],
  ['list headers alone', { headers: LIST.slice(0, 2) }],
  ['a group of our own', { headers: ['List-Id: <info.sloop.test>', 'Precedence: list', 'List-Unsubscribe: <x>'] }],
  ['a service’s Feedback-ID', { headers: ['Feedback-ID: 1.eu-west-1.abc:AmazonSES'] }],
  ['one-to-one by a marketing program', { headers: ['List-Unsubscribe: <https://u.example>', 'Feedback-ID: 1:x'] }],
  ['a person whose server calls all mail bulk', { headers: ['Precedence: bulk'] }],
  ['an answer to an automatic reply', { subject: 'Re: Автоответ: заказ' }],
  ['a person on holiday who asks for something', { subject: 'Я в отпуске с 5 декабря, пришлите счёт' }],
  ['words about automatic replies', { subject: 'Автоответчик сломался' }],
  [
    'what a rule of Outlook hands on',
    { headers: ['Auto-Submitted: auto-generated', 'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent'] },
  ],
  ['a form of our site', { from: 'Site <office@sloop.test>', headers: ['Reply-To: petr@vasilek.example'] }],
  [
    'a form that names its sender in the text',
    { from: 'Site <office@sloop.test>', text: 'Имя: Пётр\nE-mail: petr@vasilek.example\nТекст: цена?' },
  ],
  [
    'a form with a phone alone',
    { from: 'Site <office@sloop.test>', text: 'Имя: Пётр\nТелефон: +7 916 123-45-67\nТекст: цена?' },
  ],
  [
    'a robot that sends a client’s form',
    {
      from: 'Forms <noreply@forms.example>',
      headers: ['Reply-To: petr@vasilek.example', 'Auto-Submitted: auto-generated', ...LIST.slice(0, 1)],
    },
  ],
  [
    'a form with a phone alone, by a service',
    {
      from: 'Tilda <noreply@tilda.example>',
      text: 'Имя: Пётр\nТелефон: +7 916 123-45-67',
      headers: ['Feedback-ID: 1.eu:AmazonSES', 'List-Unsubscribe: <https://u.example>'],
    },
  ],
  [
    'one-to-one by a marketing program that watches the reading',
    {
      from: 'Анна <anna@vendor.example>',
      text: '<p>Обсудим?</p><img src="https://t.example/o.gif" width="1" height="1">',
      headers: ['Content-Type: text/html; charset=utf-8', 'List-Unsubscribe: <https://u.example>', 'Feedback-ID: 1:hs'],
    },
  ],
  [
    'somebody who quotes a mailing',
    { text: 'Что это?\n\n> Скидки!\n> Отписаться от рассылки', headers: LIST.slice(0, 1) },
  ],
  [
    'a person whose desk answers by program',
    { subject: '[Vendor] Re: договор', headers: ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'] },
  ],
  ['a letter that speaks of one that did not arrive', { subject: 'Не доставлен прайс' }],
  [
    'a person of Exchange who is away tomorrow',
    { text: 'Меня завтра не будет в офисе, пришлите цену.', headers: ['X-Auto-Response-Suppress: OOF'] },
  ],
  [
    'an order that our own shop calls automatic',
    {
      from: 'Shop <shop@sloop.test>',
      text: 'Новый заказ от Петра. Письмо сформировано автоматически.',
      headers: ['Auto-Submitted: auto-generated'],
    },
  ],
  [
    'a market that wants no answers',
    {
      from: 'Market <noreply@market.example>',
      text: 'Покупатель спрашивает цену. Не отвечайте на это письмо.',
      headers: ['Auto-Submitted: auto-generated'],
    },
  ],
  ['a colleague', { from: 'Борис <boris@sloop.test>' }],
])('rings: %s', (_what, spec) => {
  expect(verdict(spec).reason).toBeUndefined();
});

it.each<[string, string, LetterSpec]>([
  ['newsletter', 'a mailing', { from: 'Shop <news@shop.example>', headers: LIST }],
  [
    'newsletter',
    'words of a mailing',
    { from: 'Shop <info@shop.example>', headers: LIST.slice(0, 1), text: 'Скидки\n\nОтписаться от рассылки' },
  ],
  ['auto-reply', 'an empty way back and words', { subject: 'Re: КП', text: AWAY, headers: ['Return-Path: <>'] }],
  [
    'auto-reply',
    'an empty way back and a wish for no answer',
    { subject: 'Re: КП', headers: ['Return-Path: <>', 'X-Auto-Response-Suppress: All'] },
  ],
  ['auto-reply', 'headers of an automatic reply', { headers: ['Auto-Submitted: auto-replied', 'X-Autoreply: yes'] }],
  ['auto-reply', 'a subject that programs write', { subject: 'Автоответ: я в отпуске', text: AWAY }],
  [
    'auto-reply',
    'Exchange in German',
    {
      subject: 'Automatische Antwort: Preis',
      headers: ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'],
    },
  ],
  [
    'auto-reply',
    'a desk that has a number for us',
    {
      subject: '[#1] Заявка принята',
      text: 'Ваше обращение №1 зарегистрировано.',
      headers: ['Auto-Submitted: auto-generated'],
    },
  ],
  [
    'newsletter',
    'a mailing that wants answers elsewhere at the same shop',
    {
      from: 'Shop <noreply@shop.example>',
      text: 'Скидки\n\nОтписаться',
      headers: [...LIST, 'Reply-To: info@shop.example'],
    },
  ],
  [
    'newsletter',
    'a campaign by a service',
    {
      from: 'Shop <shop=shop.example@mail1.mcsv.net>',
      text: 'Sale\n\nUnsubscribe',
      headers: ['X-MC-User: a', LIST[0] ?? '', 'Reply-To: info@shop.example'],
    },
  ],
  [
    'newsletter',
    'a mailing with ways to reach the shop below',
    {
      from: 'Shop <news@shop.example>',
      text: `${'Скидки на всё\n'.repeat(20)}Телефон: +7 495 123-45-67\nE-mail: info@shop.example\nОтписаться`,
      headers: LIST,
    },
  ],
  [
    'bounce',
    'a server that tells of a delay',
    { from: 'Mailer-Daemon@mx.example', subject: 'Warning: message 1a delayed 24 hours' },
  ],
  [
    'report',
    'a report of what was sent in our name',
    { from: 'noreply@google.example', subject: 'Report domain: sloop.test Submitter: google.example Report-ID: 1' },
  ],
  ['spam', 'what the server takes for spam', { headers: ['X-Spam-Flag: YES'] }],
  ['bounce', 'a mail server', { from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered Mail' }],
  ['own', 'ourselves', { from: 'Office <office@sloop.test>' }],
  ['loop', 'what goes in circles', { headers: Array(40).fill('Received: from a by b') }],
])('is kept quiet as %s: %s', (reason, _what, spec) => {
  expect(verdict(spec).reason).toBe(reason);
});

it('finds the client where a form names us beside them', () => {
  const read = parseLetter(
    rawLetter({
      from: 'Site <forms@sloop.test>',
      to: 'office@sloop.test',
      headers: ['Reply-To: office@sloop.test, petr@vasilek.example'],
    }),
  );
  expect(senderOf(read, OWN).from.address).toBe('petr@vasilek.example');
});

it('finds who wrote through a group that has put its own address into From', () => {
  const headers = [
    'Reply-To: sales@sloop.test',
    'X-Original-Sender: petr@vasilek.example',
    'List-Id: <sales.sloop.test>',
  ];
  const read = parseLetter(rawLetter({ from: "'Пётр' via Sales <sales@sloop.test>", headers }));
  expect(senderOf(read, OWN).from).toEqual({ address: 'petr@vasilek.example', name: 'Пётр' });
});

it('is proof of a machine when a report is handed on by a server, and none when by a person', () => {
  const spec = (from: string): LetterSpec => ({
    from,
    headers: ['Content-Type: multipart/mixed; boundary=b'],
    text: '--b\n\nLook\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n--b--',
  });
  expect(verdict(spec('postmaster@mx.example')).reason).toBe('bounce');
  expect(verdict(spec(PETR)).reason).toBeUndefined();
});

it('rings for whoever is known, answers us, or was said to be no newsletter, whatever lists say', () => {
  const mailing: LetterSpec = { from: 'Shop <news@shop.example>', headers: [...LIST, 'X-Spam-Flag: YES'] };
  expect(verdict(mailing).reason).toBeDefined();
  for (const standing of [{ known: true }, { answersOurs: true }, { trusted: true }]) {
    expect(verdict(mailing, standing).reason).toBeUndefined();
  }
});

it('is proof against the best standing: a machine stays one', () => {
  const away: LetterSpec = { subject: 'Автоответ', text: AWAY, headers: ['Return-Path: <>'] };
  expect(verdict(away, { known: true, answersOurs: true }).reason).toBe('auto-reply');
  expect(verdict({}, { known: true, excluded: true }).reason).toBe('excluded-sender');
});

it('names the signs that it rests on, the weightiest first', () => {
  const { signs } = verdict({ from: 'Shop <news@shop.example>', headers: LIST, text: 'Отписаться' });
  expect(signs).toEqual(['unsubscribe-words', 'list-headers', 'bulk-precedence', 'robot-sender']);
});
