import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { parseLetter } from '../../../src/mail/parse/parse.ts';
import { rawLetter } from '../../harness/letters.ts';

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};
const attribute = (level: number, id: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([level]), number(id, 4), number(data.length, 4), data, number(0, 2)]);
/** A property with one value of varying length. */
const property = (type: number, id: number, value: Buffer): Buffer =>
  Buffer.concat([
    number(type, 2),
    number(id, 2),
    number(1, 4),
    number(value.length, 4),
    value,
    Buffer.alloc((4 - (value.length % 4)) % 4),
  ]);

const text = iconv.encode('Цена насоса сто рублей, срок неделя\0', 'windows-1251');
const long = property(0x1f, 0x3707, iconv.encode('Прайс на насосы.pdf\0', 'utf-16le'));
const CONTAINER = Buffer.concat([
  number(0x223e9f78, 4),
  number(1, 2),
  attribute(1, 0x00069007, Buffer.concat([number(1251, 4), number(0, 4)])),
  attribute(1, 0x0002800c, text),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from('PRAIS~1.PDF\0')),
  attribute(2, 0x0006800f, Buffer.from('%PDF')),
  // A number of two bytes comes first, and is gone over.
  attribute(2, 0x00069005, Buffer.concat([number(2, 4), number(2, 2), number(0x0e21, 2), number(7, 4), long])),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from('a.txt\0')),
  attribute(2, 0x0006800f, Buffer.from('abc')),
]);

const letter = (container: Buffer, beside = '') =>
  parseLetter(
    rawLetter({
      headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
      text: `--b\nContent-Type: text/plain; charset=utf-8\n\n${beside}\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${container.toString('base64')}\n--b--`,
    }),
  );
const names = ({ files }: ReturnType<typeof letter>) => files.map(({ name }) => name);

it('unpacks what Outlook has packed: files by their long names, and the text where there is no other', () => {
  const read = letter(CONTAINER);
  expect([read.text, names(read)]).toEqual(['Цена насоса сто рублей, срок неделя', ['Прайс на насосы.pdf', 'a.txt']]);
  expect(read.files.map(({ content }) => Buffer.from(content).toString())).toEqual(['%PDF', 'abc']);
  expect(letter(CONTAINER, 'Добрый день').text).toBe('Добрый день');
});

it('keeps one that cannot be unpacked as it came, and reads a broken one as far as it goes', () => {
  expect(names(letter(Buffer.from('no container at all')))).toEqual(['winmail.dat']);
  expect(names(letter(CONTAINER.subarray(0, -20)))).toEqual(['Прайс на насосы.pdf']);
  for (let end = 6; end < CONTAINER.length; end += 3) expect(() => letter(CONTAINER.subarray(0, end))).not.toThrow();
});
