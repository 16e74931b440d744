import { expect, it } from 'vitest';
import { parseLetter } from '../../../src/mail/parse/parse.ts';
import { rawLetter } from '../../harness/letters.ts';

const part = (head: string, body: string): string => `--b\n${head}\n\n${body}\n`;
const letter = (kind: string, parts: string[], whole = true) =>
  parseLetter(
    rawLetter({
      headers: ['MIME-Version: 1.0', `Content-Type: multipart/${kind}; boundary=b`],
      text: `${parts.join('')}--b--`,
    }),
    whole,
  );
const PLAIN = 'Content-Type: text/plain; charset=utf-8';
const HTML = 'Content-Type: text/html; charset=utf-8';
const PDF = 'Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64';
const names = ({ files }: ReturnType<typeof parseLetter>) => files.map(({ name }) => name);

it.each([
  'Ваш почтовый клиент не поддерживает HTML.',
  'This message is in HTML format. Please use an HTML capable mail client.',
  'To view this message, please enable HTML.',
])('takes the HTML where the text only asks for it: %s', (excuse) => {
  expect(letter('alternative', [part(PLAIN, excuse), part(HTML, '<p>Счёт на 100</p>')]).text).toBe('Счёт на 100');
});

it('takes the text where it says as much as the HTML', () => {
  const { text } = letter('alternative', [
    part(PLAIN, 'Счёт на 100 рублей'),
    part(HTML, '<p>Счёт на <b>100</b> рублей</p>'),
  ]);
  expect(text).toBe('Счёт на 100 рублей');
});

it('shows every text of a letter in pieces, with the files between them', () => {
  const read = letter('mixed', [part(HTML, '<p>Первая</p>'), part(PDF, 'QUFB'), part(HTML, '<p>Вторая</p>')]);
  expect(read.text).toBe('Первая\n\nВторая');
  expect(names(read)).toEqual(['a.pdf']);
});

it('takes a named text for a file, unless it is all there is', () => {
  const named = `${PLAIN}; name=list.txt\nContent-Disposition: inline; filename=list.txt`;
  const both = letter('mixed', [part(PLAIN, 'См. список'), part(named, 'насос')]);
  expect([both.text, names(both)]).toEqual(['См. список', ['list.txt']]);
  expect(letter('mixed', [part(named, 'насос')]).text).toBe('насос');
});

it('marks pasted pictures in the text, whatever their size, and leaves points out', () => {
  const picture = (cid: string, bytes: number) =>
    part(
      `Content-Type: image/png; name=${cid}.png\nContent-ID: <${cid}>\nContent-Transfer-Encoding: base64`,
      Buffer.alloc(bytes, 7).toString('base64'),
    );
  const html = part(HTML, '<p>До</p><img src="cid:shot"><p>После</p><img src="cid:dot">');
  const read = letter('related', [html, picture('shot', 2000), picture('dot', 40)]);
  expect(read.text).toBe('До\n\n[🖼 shot.png]\n\nПосле');
  expect(names(read)).toEqual(['shot.png']);
});

it('never offers a file of which only the beginning came', () => {
  const raw = rawLetter({
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    text: `${part(PLAIN, 'Два файла')}${part(PDF, 'QUFB')}${part(PDF.replace('a.pdf', 'b.pdf'), 'QUFBQUFB')}`,
  });
  const read = parseLetter(raw.subarray(0, -6), false);
  expect([read.text, names(read), read.torn]).toEqual(['Два файла', ['a.pdf'], ['b.pdf']]);
});

it('reads a letter that is handed on as a file: sender, text and files', () => {
  const inner =
    'From: Olga <olga@lilia.example>\nSubject: Pumps\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/plain\n\nTwenty pumps\n--c\nContent-Type: application/pdf; name=tz.pdf\nContent-Transfer-Encoding: base64\n\nQUFB\n--c--';
  const read = letter('mixed', [part(PLAIN, 'Take it'), part('Content-Type: message/rfc822', inner)]);
  expect(read.forwarded).toMatchObject({
    from: { address: 'olga@lilia.example', name: 'Olga' },
    text: 'Twenty pumps',
    note: 'Take it',
  });
  expect(names(read)).toEqual(['Pumps.eml', 'tz.pdf']);
});

it('shows what is signed in the opaque way, and says what is encrypted', () => {
  const chunk = (text: string) =>
    Buffer.concat([Buffer.from([0x04, 0x82, text.length >> 8, text.length & 255]), Buffer.from(text)]);
  const head = Buffer.from([0x30, 0x80, 0x06, 0x09, 0x2a, 0xa0, 0x80, 0x24, 0x80]);
  const cms = Buffer.concat([
    head,
    chunk('Content-Type: text/plain\r\n\r\nThe price'),
    chunk(' is 100'),
    Buffer.alloc(20),
  ]);
  const type = 'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m';
  const headers = ['MIME-Version: 1.0', type, 'Content-Transfer-Encoding: base64'];
  const signed = parseLetter(rawLetter({ headers, text: cms.toString('base64') }));
  expect([signed.text, signed.sealed]).toEqual(['The price is 100', undefined]);
  const encrypted = parseLetter(rawLetter({ headers, text: Buffer.alloc(500, 9).toString('base64') }));
  expect([encrypted.sealed, names(encrypted)]).toEqual(['smime', ['smime.p7m']]);
  expect(letter('encrypted', [part('Content-Type: application/pgp-encrypted', 'Version: 1')]).sealed).toBe('pgp');
});
