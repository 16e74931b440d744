import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  domainOf,
  emailKeys,
  findEmails,
  isEmail,
  isFreeMail,
  normalizeEmail,
} from '../../../src/domain/client/email.ts';

test.each([
  ['Info@Acme.COM', 'info@acme.com'],
  [' <petrov@romashka.ru> ', 'petrov@romashka.ru'],
  ['mailto:a.b+c@mail.example.co.uk', 'a.b+c@mail.example.co.uk'],
  ['почта@пример.рф', 'почта@пример.рф'],
  ['a@acme.ru,', 'a@acme.ru'],
  ['a@xn--e1afmkfd.xn--p1ai', 'a@xn--e1afmkfd.xn--p1ai'],
])('%s is %s', (text, value) => expect(normalizeEmail(text)).toEqual({ ok: true, value }));

test.each([
  '',
  '@',
  'a@',
  '@b.ru',
  'a@b',
  'a b@c.ru',
  'a@b..ru',
  '.a@b.ru',
  'a@@b.ru',
  'a@-b.ru',
  `${'a'.repeat(65)}@b.ru`,
  `a@${'b.'.repeat(200)}ru`,
])('%s is none', (text) => expect(isEmail(text)).toBe(false));

test('addresses in a text, each once', () => {
  expect(findEmails('Пишите: Petrov@Acme.ru, <info@acme.ru>; или petrov@acme.ru. Не в @acme')).toEqual([
    'petrov@acme.ru',
    'info@acme.ru',
  ]);
});

test('a free mailbox tells nothing of the client, a domain of its own does', () => {
  expect(domainOf('info@Acme.ru')).toBe('acme.ru');
  expect(domainOf('nothing')).toBe('');
  expect(['gmail.com', 'Mail.ru', 'yandex.ru'].every(isFreeMail)).toBe(true);
  expect(isFreeMail('acme.ru')).toBe(false);
  expect(emailKeys('a@acme.ru')).toEqual(['@a@acme.ru', '@acme.ru']);
  expect(emailKeys('a@gmail.com')).toEqual(['@a@gmail.com']);
});

it('finds every valid address it is given, and is quick on nonsense', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      // A quotation mark may begin an address, but around here it stands around one.
      fc.pre(isEmail(email) && !email.startsWith("'"));
      expect(findEmails(`см. ${email} и далее`)).toEqual([email.toLowerCase()]);
    }),
  );
  // What would keep a pattern that backtracks busy for longer than a test may take.
  expect(findEmails('a.a.a.a@'.repeat(10_000))).toEqual([]);
  expect(isEmail(`${'a.'.repeat(31)}@${'b-'.repeat(90)}`)).toBe(false);
});
