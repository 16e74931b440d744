import { expect, it } from 'vitest';
import { senderOf } from '../../src/domain/letter/sender.ts';
import type { Standing } from '../../src/domain/letter/verdict.ts';
import { parseLetter } from '../../src/mail/parse/parse.ts';
import { judge } from '../../src/mail/signs/index.ts';
import { type LetterSpec, rawLetter } from '../harness/letters.ts';

const OWN = { addresses: new Set(['office@sloop.test']) };
const PETR = 'Пётр Васильков <petr@vasilek.example>';
const STRANGER: Standing = { excluded: false, trusted: false, known: false, answersOurs: false };
const LIST = ['List-Unsubscribe: <https://u.example>', 'List-Id: <news.vasilek.example>', 'Precedence: bulk'];
const AWAY = 'Здравствуйте! Меня нет в офисе до 10 декабря.';

function verdict(spec: LetterSpec, standing: Partial<Standing> = {}) {
  const letter = parseLetter(rawLetter({ from: PETR, text: 'Нужны насосы.', ...spec }));
  const { via } = senderOf(letter, OWN);
  return judge(letter, { own: OWN.addresses, via, ...STRANGER, ...standing });
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
  ['spam', 'what the server takes for spam', { headers: ['X-Spam-Flag: YES'] }],
  ['bounce', 'a mail server', { from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered Mail' }],
  ['own', 'ourselves', { from: 'Office <office@sloop.test>' }],
  ['loop', 'what goes in circles', { headers: Array(40).fill('Received: from a by b') }],
])('is kept quiet as %s: %s', (reason, _what, spec) => {
  expect(verdict(spec).reason).toBe(reason);
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
  expect(signs).toEqual(['list-headers', 'bulk-precedence', 'unsubscribe-words', 'robot-sender']);
});
