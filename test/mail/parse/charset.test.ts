import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { parseLetter } from '../../../src/mail/parse/parse.ts';

const TEXT = 'Добрый день! Просим выслать счёт на двадцать насосов и подтвердить срок отгрузки.';

/** A letter whose body and headers are these bytes. */
function letter(type: string, body: Buffer, head: (string | Buffer)[] = []): Buffer {
  const lines = ['From: ivan@romashka.example', 'To: crm@sloop.example', ...head, `Content-Type: ${type}`];
  const bytes = lines.flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')]);
  return Buffer.concat([...bytes, Buffer.from('Content-Transfer-Encoding: 8bit\r\n\r\n'), body]);
}
const textOf = (type: string, body: Buffer): string => parseLetter(letter(type, body)).text;

it.each([
  ['windows-1251', ''],
  ['koi8-r', ''],
  ['cp866', ''],
  ['utf-8', ''],
  ['windows-1251', 'iso-8859-1'],
  ['windows-1251', 'us-ascii'],
  ['windows-1251', 'utf-8'],
  ['windows-1251', 'koi8-r'],
  ['koi8-r', 'windows-1251'],
  ['koi8-r', 'utf-8'],
  ['utf-8', 'windows-1251'],
  ['utf-8', 'iso-8859-1'],
  ['utf-8', 'koi8-r'],
  ['windows-1251', 'x-none'],
  ['windows-1251', '"windows-1251"'],
  ['windows-1251', 'cp1251'],
  ['utf16le', 'utf-16le'],
  ['maccyrillic', 'x-mac-cyrillic'],
  ['utf-8', 'gb2312'],
  ['utf-8', 'big5'],
  ['windows-1251', 'gb2312'],
  ['windows-1251', 'windows-1251 (Cyrillic)'],
])('reads %s that calls itself %j', (real, said) => {
  expect(textOf(`text/plain${said && `; charset=${said}`}`, iconv.encode(TEXT, real))).toBe(TEXT);
});

it.each([
  ['CAFÉ à la crème: 20 €, naïve Größe', 'windows-1252', 'iso-8859-1'],
  ['Größe und Länge der Pumpe', 'iso-8859-1', ''],
  ['Zażółć gęślą jaźń', 'iso-8859-2', 'iso-8859-2'],
  ['こんにちは、ポンプを二十台ください。', 'shift_jis', 'shift_jis'],
  ['我们需要二十台水泵', 'gbk', 'gb2312'],
  ['こんにちは', 'shift_jis', 'Shift_JIS'],
  ['Please send the invoice', 'ascii', 'utf-16'],
  ['Надішліть, будь ласка, рахунок на насоси', 'koi8-u', 'koi8-u'],
  ['Добра дзень! Дашліце рахунак на ўсе помпы.', 'windows-1251', 'windows-1251'],
])('keeps what is no Russian: %s', (text, real, said) => {
  expect(textOf(`text/plain${said && `; charset=${said}`}`, iconv.encode(text, real))).toBe(text);
});

it.each(['utf-8', 'windows-1251', ''])('keeps a letter in UTF-8 in which a byte is broken, said to be %j', (said) => {
  const bytes = Buffer.concat([iconv.encode(TEXT, 'utf-8'), Buffer.from([0xd0, 0x20]), iconv.encode(TEXT, 'utf-8')]);
  const text = textOf(`text/plain${said && `; charset=${said}`}`, bytes);
  expect(text.replace(/\ufffd ?/g, ' ').split(/\s{1,2}(?=Добрый)/)).toEqual([TEXT, TEXT]);
});

it('reads a short English letter with a broken euro', () => {
  const bytes = Buffer.concat([
    Buffer.from('The price is 100 €, not 90 '),
    Buffer.from([0xe2, 0x82]),
    Buffer.from(' as said.'),
  ]);
  expect(textOf('text/plain; charset=utf-8', bytes)).toMatch(/^The price is 100 €, not 90 \ufffd+ as said\.$/);
});

it.each(['latin1', 'windows-1251'])('undoes UTF-8 that was taken for %s and encoded once more', (charset) => {
  const text = 'Прошу счёт на двадцать насосов';
  // Of windows-1251 one byte has no sign, and is lost for good.
  const twice = Buffer.from(iconv.decode(Buffer.from(text), charset));
  expect(textOf('text/plain; charset=utf-8', twice)).toBe(text);
  const named = parseLetter(letter('text/plain', Buffer.from('x'), [Buffer.concat([Buffer.from('Subject: '), twice])]));
  expect(named.subject).toBe(text);
});

it.each(['Ð и Ñ', 'РСФСР, СССР, РС-20', 'Größe ÑÐ'])(
  'leaves a text alone that only looks encoded twice: %s',
  (text) => {
    expect(textOf('text/plain; charset=utf-8', Buffer.from(text))).toBe(text);
  },
);

it.each(['windows-1251', 'koi8-r'])('believes what HTML says of itself: %s', (charset) => {
  const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body><p>Счёт</p></body></html>`;
  expect(textOf('text/html', iconv.encode(html, charset))).toBe('Счёт');
});

it.each([
  ['Расчёт стоимости для ООО Ромашка', 'utf-8'],
  ['РАСЧЁТ СТОИМОСТИ', 'utf-8'],
  ['СРОЧНО: нужен счёт', 'windows-1251'],
  ['СРОЧНО НУЖЕН СЧЁТ', 'windows-1251'],
  ['Заказ', 'koi8-r'],
  ['Re: Р', 'utf-8'],
])('reads a raw subject: %s in %s', (subject, charset) => {
  const head = [Buffer.concat([Buffer.from('Subject: '), iconv.encode(subject, charset)])];
  expect(parseLetter(letter('text/plain', Buffer.from('x'), head)).subject).toBe(subject);
});

const word = (text: string, charset = 'utf-8') => `=?${charset}?B?${iconv.encode(text, charset).toString('base64')}?=`;

it.each([
  ['raw before a word', `Счёт: ${word('за ноябрь')}`, 'Счёт: за ноябрь'],
  ['raw after a word', `${word('Счёт')} за ноябрь`, 'Счёт за ноябрь'],
  ['two words', `${word('Счёт за ')} ${word('ноябрь')}`, 'Счёт за ноябрь'],
  ['two words over a fold', `${word('Счёт за ')}\r\n ${word('ноябрь')}`, 'Счёт за ноябрь'],
  ['words of two charsets', `${word('Счёт ', 'koi8-r')} ${word('за ноябрь', 'windows-1251')}`, 'Счёт за ноябрь'],
  ['a word beside plain text', `Re: ${word('Счёт')} no. 5`, 'Re: Счёт no. 5'],
  ['a word glued to text', `Re:${word('Счёт')}`, 'Re:Счёт'],
  ['Q with spaces in it', '=?utf-8?Q?=D0=A1=D1=87=D1=91=D1=82 no 5?=', 'Счёт no 5'],
  ['Q with underscores', '=?utf-8?q?=D0=A1=D1=87=D1=91=D1=82_no_5?=', 'Счёт no 5'],
  ['a language', word('Счёт').replace('utf-8', 'utf-8*ru'), 'Счёт'],
  [
    'a wrong charset',
    `=?iso-8859-1?B?${iconv.encode('Счёт на оплату', 'windows-1251').toString('base64')}?=`,
    'Счёт на оплату',
  ],
  ['no end', word('Счёт на оплату').slice(0, -2), 'Счёт на оплату'],
])('decodes a subject: %s', (_what, subject, expected) => {
  expect(parseLetter(letter('text/plain', Buffer.from('x'), [`Subject: ${subject}`])).subject).toBe(expected);
});

it('decodes a sign that is cut by two words', () => {
  const bytes = Buffer.from('Счёт на оплату');
  const [a, b] = [bytes.subarray(0, 7), bytes.subarray(7)].map((part) => `=?utf-8?B?${part.toString('base64')}?=`);
  expect(parseLetter(letter('text/plain', Buffer.from('x'), [`Subject: ${a}\r\n ${b}`])).subject).toBe(
    'Счёт на оплату',
  );
});

it('decodes base64 that is cut within a group', () => {
  const coded = Buffer.from('Коммерческое предложение на насосы').toString('base64');
  const words = [coded.slice(0, 30), coded.slice(30)].map((piece) => `=?utf-8?B?${piece}?=`).join('\r\n ');
  expect(parseLetter(letter('text/plain', Buffer.from('x'), [`Subject: ${words}`])).subject).toBe(
    'Коммерческое предложение на насосы',
  );
});

const utf7 = (text: string) => `=?utf-7?Q?+${iconv.encode(text, 'utf-16be').toString('base64').replace(/=/g, '')}-?=`;

it.each([
  ['a comma', `${word('Петров, Иван')} <ivan@romashka.example>`, 'Петров, Иван'],
  ['a comma, in quotes', `"${word('Петров, Иван')}" <ivan@romashka.example>`, 'Петров, Иван'],
  ['brackets', `${word('Иван <ООО "Р">')} <ivan@romashka.example>`, 'Иван <ООО "Р">'],
  ['two words', `${word('Иван ')}\r\n ${word('Ромашкин')} <ivan@romashka.example>`, 'Иван Ромашкин'],
  ['UTF-7', `${utf7('Ромашкин')} <ivan@romashka.example>`, 'Ромашкин'],
  ['a comment', 'ivan@romashka.example (Ivan Romashkin)', 'Ivan Romashkin'],
  ['a group', 'Sales: Ivan <ivan@romashka.example>;', 'Ivan'],
  ['a robot beside', 'noreply@romashka.example, Ivan <ivan@romashka.example>', 'Ivan'],
  ['the address within the word', word('Иван <ivan@romashka.example>'), 'Иван'],
])('reads a sender: %s', (_what, from, name) => {
  const read = parseLetter(Buffer.from(`From: ${from}\r\nTo: crm@sloop.example\r\n\r\nx`));
  expect(read.from).toEqual({ address: 'ivan@romashka.example', name });
});

it('reads names of people and files in raw bytes', () => {
  const raw = letter('application/pdf; name="x"', Buffer.from('x'), [
    Buffer.concat([
      Buffer.from('Content-Disposition: attachment; filename="'),
      iconv.encode('Договор № 5.pdf', 'windows-1251'),
      Buffer.from('"'),
    ]),
    Buffer.concat([
      Buffer.from('Reply-To: "'),
      iconv.encode('Пётр, директор', 'windows-1251'),
      Buffer.from('" <petr@vasilek.example>'),
    ]),
    Buffer.concat([
      Buffer.from('Cc: '),
      iconv.encode('Отдел закупок', 'koi8-r'),
      Buffer.from(' <buy@vasilek.example>'),
    ]),
  ]);
  const { files, replyTo, cc } = parseLetter(raw);
  expect(files.map(({ name }) => name)).toEqual(['Договор № 5.pdf']);
  expect(replyTo).toEqual({ address: 'petr@vasilek.example', name: 'Пётр, директор' });
  expect(cc).toEqual([{ address: 'buy@vasilek.example', name: 'Отдел закупок' }]);
});

it.each([
  ["filename*=utf-8''%D0%A1%D1%87%D1%91%D1%82.pdf", 'Счёт.pdf'],
  ["filename*0*=utf-8''%D0%A1%D1; filename*1*=%87%D1%91%D1%82.pdf", 'Счёт.pdf'],
  ["filename*0*=utf-8''%D0%A1%D1%8; filename*1*=7%D1%91%D1%82.pdf", 'Счёт.pdf'],
  ['filename*0="pri"; filename*1="ce.pdf"', 'price.pdf'],
  ["filename*=koi8-r''%F3%DE%A3%D4.pdf", 'Счёт.pdf'],
  [`filename="${word('Счёт.pdf')}"`, 'Счёт.pdf'],
  [`filename=${word('Счёт.pdf')}`, 'Счёт.pdf'],
  ['filename="%D0%A1%D1%87%D1%91%D1%82.pdf"', 'Счёт.pdf'],
  ['filename="100%.pdf"', '100%.pdf'],
  [`filename*0="${word('Счёт на')}"; filename*1="${word(' оплату.pdf')}"`, 'Счёт на оплату.pdf'],
  ['filename="a\\"b;c.pdf"', 'a"b;c.pdf'],
  ['filename=price list.pdf', 'price list.pdf'],
  ['filename="no end.pdf', 'no end.pdf'],
])('reads a file name: %s', (parameter, expected) => {
  const raw = letter('application/pdf', Buffer.from('x'), [`Content-Disposition: attachment; ${parameter}`]);
  expect(parseLetter(raw).files.map(({ name }) => name)).toEqual([expected]);
});

it.each([
  ['+BBQEPgQxBEAESwQ5- +BDQENQQ9BEw-!', 'Добрый день!'],
  ['+BBQEPgQxBEAESwQ5 +BDQENQQ9BEw', 'Добрый день'],
  ['1 +- 1 = 2', '1 + 1 = 2'],
  ['a + b', 'a + b'],
  ['call +74951234567 or +7 495 1234567', 'call +74951234567 or +7 495 1234567'],
])('reads UTF-7: %s', (coded, text) => {
  expect(textOf('text/plain; charset=utf-7', Buffer.from(coded))).toBe(text);
});
