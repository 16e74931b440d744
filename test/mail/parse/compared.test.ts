import { simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { expect, it } from 'vitest';
import { parseLetter } from '../../../src/mail/parse/parse.ts';

/*
 * Well-formed letters mean the same to everybody: what a common library composes and another one reads, we read alike.
 */

type Mail = ConstructorParameters<typeof MailComposer>[0];

const TEXT = 'Добрый день!\n\nПросим выслать счёт на двадцать насосов К-80.\nСрок: до пятницы.';
const file = (filename: string, bytes: number, more: object = {}) => ({
  filename,
  content: Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 7) % 256)),
  ...more,
});

const LETTERS: Record<string, Mail> = {
  'plain text': { text: TEXT },
  'text of Latin letters': { text: 'Hello, please send 20 pumps.\nThanks' },
  'quoted-printable': { text: TEXT, textEncoding: 'quoted-printable' },
  'text in base64': { text: TEXT, textEncoding: 'base64' },
  'lines of thousands of letters': { text: `${'слово '.repeat(2000)}\nконец` },
  'text and HTML': { text: TEXT, html: '<p>Добрый день!</p>' },
  'text and files': { text: TEXT, attachments: [file('Счёт № 5.pdf', 5000), file('price list.xlsx', 777)] },
  'text, HTML and files': { text: TEXT, html: '<p>x</p>', attachments: [file('a.bin', 1)] },
  'a file with a long name': { text: TEXT, attachments: [file(`${'Договор поставки насосов '.repeat(6)}.docx`, 10)] },
  'a file alone': { attachments: [file('scan.pdf', 60_000)] },
  'an empty file': { text: TEXT, attachments: [file('empty.txt', 0, { contentType: 'application/octet-stream' })] },
  'many recipients': {
    text: TEXT,
    to: ['Анна <anna@sloop.example>', { name: 'Пётр, директор', address: 'petr@sloop.example' }],
    cc: 'Отдел закупок <buy@sloop.example>',
  },
  'a conversation': { text: TEXT, inReplyTo: '<b@x.example>', references: ['<a@x.example>', '<b@x.example>'] },
  'an address for answers': { text: TEXT, replyTo: 'Другой <other@x.example>' },
};

const flat = (text: string | undefined): string => (text ?? '').replace(/\r/g, '').trim();

it.each(Object.entries(LETTERS))('reads a letter as mailparser does: %s', async (_name, mail) => {
  const raw = await new MailComposer({
    from: '"Ольга Лилина" <olga@lilia.example>',
    to: 'crm@sloop.example',
    subject: 'Заявка на насосы: срочно, до 15 декабря, с доставкой в Тулу и обратно',
    messageId: '<compared@lilia.example>',
    ...mail,
  })
    .compile()
    .build();
  const [ours, theirs] = [parseLetter(raw), await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true })];
  const list = (header: typeof theirs.to) => [header ?? []].flat().flatMap(({ value }) => value);
  expect(ours.subject).toBe(theirs.subject);
  expect(ours.messageId).toBe(theirs.messageId);
  expect(ours.from).toEqual(theirs.from?.value[0]);
  expect(ours.to).toEqual(list(theirs.to));
  expect(ours.cc).toEqual(list(theirs.cc));
  expect(ours.replyTo).toEqual(theirs.replyTo?.value[0]);
  expect(ours.references).toEqual([theirs.references ?? []].flat());
  expect(ours.text).toBe(flat(theirs.text));
  expect(ours.files.map(({ name, content }) => [name, Buffer.from(content).toString('base64')])).toEqual(
    theirs.attachments.map(({ filename, content }) => [filename, content.toString('base64')]),
  );
});
