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

/** Packed in the way of MS-OXRTFCP, each byte by itself; then what stands for pieces that came before. */
function packedRtf(rtf: string, pieces: Buffer = Buffer.alloc(0), size = rtf.length): Buffer {
  const bytes = Buffer.from(rtf, 'latin1');
  const runs: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 8) runs.push(Buffer.from([0]), bytes.subarray(at, at + 8));
  return Buffer.concat([number(0, 4), number(size, 4), number(0x75465a4c, 4), number(0, 4), ...runs, pieces]);
}
const ofRtf = (packed: Buffer): Buffer =>
  Buffer.concat([
    number(0x223e9f78, 4),
    number(1, 2),
    attribute(1, 0x00069003, Buffer.concat([number(1, 4), property(0x102, 0x1009, packed)])),
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

it.each([
  [
    'coded bytes',
    String.raw`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}\f0 \'d1\'f7\'b8\'f2 \'ed\'e0 100\par\tab 5}`,
    'Счёт на 100\n\t5',
  ],
  ['signs by their number', String.raw`{\rtf1\ansi\uc1 \u1057?\u1095?\u1105?\u1090? \{5\}}`, 'Счёт {5}'],
  [
    'a font’s alphabet',
    String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0 Sum \f1\'f1\'f3\'ec\'ec\'e0}`,
    'Sum сумма',
  ],
  [
    'HTML within',
    String.raw`{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}One\htmlrtf\par\htmlrtf0 Two{\pict ffd8}}`,
    'One\nTwo',
  ],
])('reads a letter that Outlook has kept as RTF alone: %s', (_how, rtf, shown) => {
  expect(letter(ofRtf(packedRtf(rtf))).text).toBe(shown);
});

it('puts packed pieces together again, and takes an end for one', () => {
  const rtf = String.raw`{\rtf1 Pump }`;
  const start = 207 + rtf.indexOf('Pump');
  // Runs of eight are full: a control byte of its own, for a piece of five and for the end.
  const pair = (offset: number, length: number) => Buffer.from([offset >> 4, ((offset & 15) << 4) | (length - 2)]);
  const filled = rtf.padEnd(16, ' ');
  const pieces = Buffer.concat([Buffer.from([3]), pair(start, 5), pair(207 + 16 + 5, 2)]);
  expect(letter(ofRtf(packedRtf(filled.replace('}', ' '), pieces, 100))).text).toBe('Pump     Pump');
});

it('gets through RTF that is none, or that nobody ends', () => {
  const odd = ['', '{'.repeat(50_000), `{\\rtf1 ${'{\\*'.repeat(20_000)}`, `{\\rtf1 ${"\\'zz\\u".repeat(9000)}`];
  for (const rtf of odd) expect(() => letter(ofRtf(packedRtf(rtf)))).not.toThrow();
  const whole = ofRtf(packedRtf(String.raw`{\rtf1 Text}`));
  for (let end = 6; end < whole.length; end += 5) expect(() => letter(whole.subarray(0, end))).not.toThrow();
});
