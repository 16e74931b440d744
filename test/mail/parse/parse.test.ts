import iconv from 'iconv-lite';
import { afterAll, expect, it } from 'vitest';
import { letterId } from '../../../src/mail/parse/parsed.ts';
import { createParser } from '../../../src/mail/parse/parser.ts';
import { judgeLetter } from '../../../src/mail/signs/index.ts';
import { rawLetter } from '../../harness/letters.ts';

const parser = createParser();
afterAll(() => parser.close());
const nobody = { own: new Set<string>(), answersOurs: false, excluded: false, trusted: false, known: false };
const bare = (head: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);

it.each(['windows-1251', 'koi8-r', 'utf-8'])('reads a body in %s that names no charset', async (charset) => {
  const text = 'Добрый день! Пришлите, пожалуйста, счёт на оплату.';
  const letter = await parser.parse(bare('From: a@b.example\r\nSubject: x', iconv.encode(text, charset)));
  expect(letter.text).toBe(text);
});

it('reads a subject of raw bytes', async () => {
  const head = Buffer.concat([
    Buffer.from('From: a@b.example\r\nSubject: '),
    iconv.encode('Счёт на оплату', 'windows-1251'),
  ]);
  const letter = await parser.parse(Buffer.concat([head, Buffer.from('\r\n\r\nhello\r\n')]));
  expect(letter.subject).toBe('Счёт на оплату');
});

it('reads plain text that calls itself base64, and charsets within parts', async () => {
  const multipart = bare(
    'From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz',
    Buffer.concat([
      Buffer.from('--zz\r\nContent-Type: text/plain\r\n\r\n'),
      iconv.encode('Привет, это часть письма', 'windows-1251'),
      Buffer.from('\r\n--zz--\r\n'),
    ]),
  );
  expect((await parser.parse(multipart)).text).toContain('Привет, это часть письма');
});

it('shows HTML that calls itself plain text as what it shows, and leaves other pointed brackets alone', async () => {
  const html = await parser.parse(rawLetter({ text: '<p><b>Hello</b>, the price is<br>100</p>' }));
  expect(html.text).toMatch(/^Hello, the price is\n100$/);
  const text = 'Dear <name>, if a < b then see </etc>';
  expect((await parser.parse(rawLetter({ text }))).text).toBe(text);
});

it('takes an invitation that comes as a part and as a file for one file', async () => {
  const event = 'QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=';
  const part = (more: string) =>
    `--p\r\nContent-Type: text/calendar; method=REQUEST${more}\r\nContent-Transfer-Encoding: base64\r\n\r\n${event}\r\n`;
  const { files } = await parser.parse(
    rawLetter({
      text: `${part('')}${part('; name=invite.ics\r\nContent-Disposition: attachment; filename=invite.ics')}--p--`,
      headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=p'],
    }),
  );
  expect(files.map(({ name }) => name)).toEqual(['invite.ics']);
});

it('keeps a letter that has nothing to read, with all of it as a file', async () => {
  const letter = await parser.parse(Buffer.from('no headers and no sense\r\n'));
  expect(letter.damage).toBe('undecodable');
  expect(letter.files).toMatchObject([{ name: 'letter.eml' }]);
});

it('is not held up by an HTML bomb, thousands of parts or 30 MB', async () => {
  const table = `<table>${'<tr><td><table><tr><td>x'.repeat(30_000)}`;
  const bomb = rawLetter({ text: table, headers: ['Content-Type: text/html; charset=utf-8'] });
  const parts = rawLetter({
    text: `${'--p\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(1500)}--p--`,
    headers: ['Content-Type: multipart/mixed; boundary=p'],
  });
  const large = rawLetter({
    text: `--q\r\nContent-Type: text/plain\r\n\r\nsee the file\r\n--q\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${'QUJD'.repeat(19).concat('\r\n').repeat(380_000)}--q--`,
    headers: ['Content-Type: multipart/mixed; boundary=q'],
  });
  // While all that is read on its own thread, this one goes on.
  let beats = 0;
  const pulse = setInterval(() => {
    beats += 1;
  }, 10);
  const read = await Promise.all([bomb, parts, large].map((raw) => parser.parse(raw)));
  clearInterval(pulse);
  expect(read.map(({ from }) => from.address)).toEqual(Array(3).fill('anna@romashka.example'));
  expect(read[2]?.text).toBe('see the file');
  expect(beats).toBeGreaterThan(5);
});

it('gives up a letter that takes too long by itself: each that crossed to the thread with it comes as its own', async () => {
  const hasty = createParser({ deadline: 5 });
  const subjects = Array.from({ length: 12 }, (_, index) => `Letter ${index}`);
  const slow = `<table>${'<tr><td><table><tr><td>x\n'.repeat(300_000)}`;
  const html = ['Content-Type: text/html; charset=utf-8'];
  const raws = subjects.map((subject, index) =>
    index % 6 === 3 ? rawLetter({ subject, text: slow, headers: html }) : rawLetter({ subject }),
  );
  const read = await Promise.all(raws.map((raw) => hasty.parse(raw)));
  await hasty.close();
  expect(read.map(({ subject }) => subject)).toEqual(subjects);
  expect([3, 9].map((index) => read[index]?.damage)).toEqual(['undecodable', 'undecodable']);
});

it('tells what is to ring nobody', async () => {
  const reason = async (spec: Parameters<typeof rawLetter>[0], own: string[] = []) =>
    judgeLetter(await parser.parse(rawLetter(spec)), { ...nobody, own: new Set(own) }).reason;
  expect(await reason({})).toBeUndefined();
  expect(await reason({ headers: ['Auto-Submitted: auto-replied'] })).toBe('auto-reply');
  expect(await reason({ subject: 'Автоответ: я в отпуске' })).toBe('auto-reply');
  const list = ['List-Unsubscribe: <mailto:no@x.example>'];
  expect(await reason({ headers: list })).toBeUndefined();
  expect(await reason({ from: 'news@shop.example', headers: list })).toBe('newsletter');
  expect(await reason({ from: 'MAILER-DAEMON@mx.example', subject: 'Undelivered Mail' })).toBe('bounce');
  expect(await reason({ headers: ['X-Spam-Flag: YES'] })).toBe('spam');
  expect(await reason({ from: 'office@sloop.test' }, ['office@sloop.test'])).toBe('own');
  expect(await reason({ headers: Array(40).fill('Received: from a by b') })).toBe('loop');
});

it('gives copies of a letter one id, and different letters different ones', async () => {
  const at = new Date('2026-11-23T10:00:00Z');
  const raw = rawLetter({ subject: 'one' });
  const copy = Buffer.concat([Buffer.from('Received: from x by y\r\n'), raw]);
  const [a, b, c] = await Promise.all([raw, copy, rawLetter({ subject: 'two' })].map((raw) => parser.parse(raw)));
  if (!a || !b || !c) throw new Error('three letters were read');
  expect(letterId(a, at)).toBe(letterId(b, new Date(at.getTime() + 1e9)));
  expect(letterId(a, at)).not.toBe(letterId(c, at));
  const unnamed = await parser.parse(rawLetter({ messageId: false, from: '' }));
  expect(letterId(unnamed, at)).toMatch(/^[\w-]{16}$/);
});
