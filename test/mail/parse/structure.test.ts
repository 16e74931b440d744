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
  'Ваша почтовая программа не умеет показывать письма в html',
  'Bitte verwenden Sie einen HTML-fähigen E-Mail-Client',
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

it.each([
  [
    'where a link leads',
    'Чертёж здесь',
    '<p>Чертёж <a href="https://disk.example/d">здесь</a></p>',
    'https://disk.example/d',
  ],
  [
    'which cells are a row',
    'Насос\n3\n100\nМуфта\n1\n50',
    '<table><tr><td>Насос</td><td>3</td><td>100</td></tr><tr><td>Муфта</td><td>1</td><td>50</td></tr></table>',
    'Насос · 3 · 100',
  ],
])('takes the HTML where the text has lost %s', (_what, plain, html, shown) => {
  expect(letter('alternative', [part(PLAIN, plain), part(HTML, html)]).text).toContain(shown);
});

it('leaves out forms of a text that nobody reads', () => {
  const amp = part('Content-Type: text/x-amp-html', '<html>x</html>');
  const read = letter('alternative', [part(PLAIN, 'Счёт'), amp, part(HTML, '<p>Счёт</p>')]);
  expect([read.text, names(read)]).toEqual(['Счёт', []]);
});

it('takes pictures that stand in the HTML itself for files', () => {
  const picture = Buffer.alloc(500, 7).toString('base64');
  const read = parseLetter(
    rawLetter({
      headers: [HTML],
      text: `<p>Вот</p><img src="data:image/png;base64,${picture}"><p>Что это?</p><img src="data:image/gif;base64,R0lG">`,
    }),
  );
  expect([read.text, names(read)]).toEqual(['Вот\n\n[🖼 picture-1.png]\n\nЧто это?', ['picture-1.png']]);
});

it('takes a file that stands in a text for a file', () => {
  const coded = 'begin 644 a.txt\n#86)C\n`\nend';
  const read = parseLetter(rawLetter({ text: `До\n\n${coded}\n\nПосле\n\nbegin 644 of our talk` }));
  expect([read.text.replace(/\n+/g, '\n'), names(read)]).toEqual(['До\nПосле\nbegin 644 of our talk', ['a.txt']]);
  expect(Buffer.from(read.files[0]?.content ?? []).toString()).toBe('abc');
});

const TEXT = 'Добрый день! Просим выслать счёт на двадцать насосов и подтвердить срок отгрузки, пожалуйста.';
const coded = Buffer.from(TEXT.repeat(3)).toString('base64').replace(/.{76}/g, '$&\n');
const quoted = [...Buffer.from('Насосы')].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('');
it.each([
  ['base64 with a footer below', 'base64', `${coded}\n-- \nChecked by antivirus`, TEXT],
  ['base64 with signs of others in it', 'base64', coded.replace(/\n/g, ' !\n'), TEXT],
  ['base64 that nobody declared', '8bit', coded, TEXT],
  ['quoted-printable that nobody declared', '7bit', quoted, 'Насосы'],
  ['a text that calls itself base64', 'base64', TEXT, TEXT],
  ['a text that calls itself quoted-printable', 'quoted-printable', 'price=10, discount=5%', 'price=10, discount=5%'],
  ['an encoding with a comment', 'Quoted-Printable (ours)', quoted, 'Насосы'],
])('undoes a transfer encoding: %s', (_what, encoding, body, text) => {
  const raw = rawLetter({ headers: [PLAIN, `Content-Transfer-Encoding: ${encoding}`], text: body });
  expect(parseLetter(raw).text).toContain(text);
});

it.each([
  ['another boundary than the one named', 'Content-Type: multipart/mixed; boundary=other', ''],
  ['a boundary that nobody named', 'Content-Type: multipart/mixed', ''],
  ['two types', 'Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b', ''],
  ['what programs say before', 'Content-Type: multipart/mixed; boundary=b', 'This is a multi-part message.\n\n'],
])('finds the parts: %s', (_what, type, before) => {
  const raw = rawLetter({ headers: [type], text: `${before}${part(PLAIN, 'Насос')}${part(PDF, 'QUFB')}--b--` });
  const read = parseLetter(raw);
  expect([read.text, names(read)]).toEqual(['Насос', ['a.pdf']]);
});

it('shows what somebody wrote before the first part', () => {
  const raw = rawLetter({
    headers: ['Content-Type: multipart/mixed; boundary=b'],
    text: `Срочно пять насосов!\n\n${part(PLAIN, 'Подробности')}--b--`,
  });
  expect(parseLetter(raw).text).toBe('Срочно пять насосов!\n\nПодробности');
});

it('finds the text at the bottom of a hundred parts', () => {
  let text = `${PLAIN}\n\nНасос`;
  for (let at = 0; at < 100; at++)
    text = `Content-Type: multipart/mixed; boundary=b${at}x\n\n--b${at}x\n${text}\n--b${at}x--`;
  const [head = '', ...rest] = text.split('\n\n');
  expect(parseLetter(rawLetter({ headers: [head], text: rest.join('\n\n') })).text).toBe('Насос');
});

it.each([
  ['carriage returns alone', (raw: string) => raw.replace(/\r\n/g, '\r')],
  ['line feeds alone', (raw: string) => raw.replace(/\r\n/g, '\n')],
  ['empty lines before the headers', (raw: string) => `\r\n\r\n${raw}`],
  ['a mark of UTF-8 before them', (raw: string) => `\ufeff${raw}`],
  [
    'a line of a mailbox file before them',
    (raw: string) => `From ivan@romashka.example Mon Nov 30 10:00:00 2026\r\n${raw}`,
  ],
])('reads a letter with %s', (_what, broken) => {
  const raw = rawLetter({ subject: 'Price', text: `Насос\nМуфта` }).toString();
  const { from, subject, text } = parseLetter(Buffer.from(broken(raw)));
  expect([from.address, subject, text]).toEqual(['anna@romashka.example', 'Price', 'Насос\nМуфта']);
});

it('says of text for a PGP program that it is one, and takes the signature off what is only signed', () => {
  expect(
    parseLetter(rawLetter({ text: '-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----' })).sealed,
  ).toBe('pgp');
  const signed =
    '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nЦена 100\n- -- \nИван\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----';
  expect(parseLetter(rawLetter({ text: signed })).text).toBe('Цена 100\n-- \nИван');
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

it('reads several letters that are handed on together', () => {
  const inner = (from: string, text: string) =>
    part('Content-Type: message/rfc822', `From: ${from}\nSubject: Pumps\n\n${text}`);
  const same = letter('mixed', [
    part(PLAIN, 'Take both'),
    inner('olga@lilia.example', 'Twenty'),
    inner('olga@lilia.example', 'Five more'),
  ]);
  expect(same.forwarded).toMatchObject({
    from: { address: 'olga@lilia.example' },
    body: 'Twenty\n\nFive more',
    note: 'Take both',
  });
  const others = letter('mixed', [
    part(PLAIN, 'Take both'),
    inner('olga@lilia.example', 'Twenty'),
    inner('petr@vasilek.example', 'Five'),
  ]);
  expect(others.forwarded).toBeUndefined();
  expect(others.body).toBe('Take both\n\n<olga@lilia.example>: Pumps\nTwenty\n\n<petr@vasilek.example>: Pumps\nFive');
});

it('reads a letter within a letter that is encoded', () => {
  const inner = Buffer.from('From: olga@lilia.example\nSubject: Pumps\n\nTwenty').toString('base64');
  const read = letter('mixed', [
    part(PLAIN, 'Take it'),
    part('Content-Type: message/rfc822\nContent-Transfer-Encoding: base64', inner),
  ]);
  expect([read.forwarded?.from.address, read.forwarded?.text, names(read)]).toEqual([
    'olga@lilia.example',
    'Twenty',
    ['Pumps.eml'],
  ]);
});

it('tells pictures from points by their size in pixels', () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.alloc(70);
    bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes.toString('base64');
  };
  const sizes = [
    [16, 16],
    [1, 1],
    [600, 1],
  ] as const;
  const pictures = sizes.map(([width, height]) =>
    part(
      `Content-Type: image/png; name=p${width}x${height}.png\nContent-ID: <p${width}x${height}>\nContent-Transfer-Encoding: base64`,
      png(width, height),
    ),
  );
  expect(names(letter('related', [part(HTML, '<p>x</p>'), ...pictures]))).toEqual(['p16x16.png']);
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

const EVENT = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:5@romashka.example',
  'DTSTART:20261204T093000Z',
  'DURATION:PT45M',
  'SUMMARY:Созвон',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

it.each(['application/octet-stream', 'application/x-unknown', 'text/plain'])(
  'reads an invitation that is attached as %s',
  (type) => {
    const head = `Content-Type: ${type}; name=invite.ics\nContent-Disposition: attachment; filename=invite.ics\nContent-Transfer-Encoding: base64`;
    const read = letter('mixed', [part(PLAIN, 'Жду'), part(head, Buffer.from(EVENT).toString('base64'))]);
    expect(read.invitation).toMatchObject({
      method: 'request',
      summary: 'Созвон',
      end: new Date('2026-12-04T10:15:00Z'),
    });
    expect([read.text, names(read)]).toEqual(['Жду', ['invite.ics']]);
  },
);

it('takes a file for no invitation by its name alone', () => {
  const head = 'Content-Type: application/octet-stream; name=a.ics';
  const read = letter('mixed', [part(PLAIN, 'Файл'), part(head, 'something else')]);
  expect([read.invitation, names(read)]).toEqual([undefined, ['a.ics']]);
});
