import { expect, it } from 'vitest';
import { forwardedIn } from '../../../src/domain/letter/forward.ts';

const INNER = 'Нужны 20 насосов К-80.\nТелефон +7 495 123-45-67.';
const OLGA = { address: 'olga@lilia.example', name: 'Ольга Лилина' };

/** How programs hand a letter on, one of each. */
const FORWARDS: [program: string, head: string, tail?: string][] = [
  [
    'Mail.ru',
    '-------- Пересылаемое сообщение --------\nОт: Ольга Лилина <olga@lilia.example>\nКому: boris@sloop.example\nДата: Воскресенье, 29 ноября 2026, 12:00 +03:00\nТема: Заявка',
  ],
  [
    'Yandex',
    '-------- Пересылаемое сообщение --------\n29.11.2026, 12:00, "Ольга Лилина" <olga@lilia.example>:\n',
    '\n-------- Конец пересылаемого сообщения --------',
  ],
  [
    'Gmail',
    '---------- Forwarded message ---------\nFrom: Ольга Лилина <olga@lilia.example>\nDate: Sun, Nov 29, 2026 at 12:00 PM\nSubject: Заявка\nTo: <boris@sloop.example>\n',
  ],
  [
    'Gmail, Russian',
    '---------- Forwarded message ---------\nОт: Ольга Лилина <olga@lilia.example>\nDate: вс, 29 нояб. 2026 г. в 12:00\nSubject: Заявка\nTo: Борис <boris@sloop.example>\n',
  ],
  [
    'Apple',
    'Begin forwarded message:\n\nFrom: Ольга Лилина <olga@lilia.example>\nSubject: Заявка\nDate: 29 November 2026 at 12:00:00 GMT+3\nTo: boris@sloop.example\n',
  ],
  [
    'Apple, Russian',
    'Начало переадресованного сообщения:\n\nОт: Ольга Лилина <olga@lilia.example>\nТема: Заявка\nДата: 29 ноября 2026 г., 12:00:00 GMT+3\nКому: boris@sloop.example\n',
  ],
  [
    'Outlook',
    'From: Ольга Лилина <olga@lilia.example>\nSent: Sunday, November 29, 2026 12:00 PM\nTo: Борис <boris@sloop.example>\nSubject: Заявка\n',
  ],
  [
    'Outlook, Russian',
    '-----Исходное сообщение-----\nОт: Ольга Лилина [mailto:olga@lilia.example]\nОтправлено: 29 ноября 2026 г. 12:00\nКому: Борис\nТема: Заявка\n',
  ],
  [
    'Outlook, web',
    '________________________________\nОт: Ольга Лилина <olga@lilia.example>\nОтправлено: 29 ноября 2026 г. 12:00:00\nКому: Борис\nТема: Заявка\n',
  ],
  [
    'Thunderbird',
    '-------- Forwarded Message --------\nSubject: Заявка\nDate: Sun, 29 Nov 2026 12:00:00 +0300\nFrom: Ольга Лилина <olga@lilia.example>\nTo: boris@sloop.example\n',
  ],
  [
    'Thunderbird, Russian',
    '-------- Перенаправленное сообщение --------\nТема: Заявка\nДата: Sun, 29 Nov 2026 12:00:00 +0300\nОт: Ольга Лилина <olga@lilia.example>\nКому: boris@sloop.example\n',
  ],
  [
    'The Bat!',
    '==============Начало пересылаемого сообщения==============\nОт: Ольга Лилина <olga@lilia.example>\nКому: boris@sloop.example\nДата: 29 ноября 2026 г., 12:00:00\nТема: Заявка\n',
    '\n==============Конец пересылаемого сообщения==============',
  ],
  [
    'Roundcube',
    '-------- Исходное сообщение --------\nТема: Заявка\nДата: 2026-11-29 12:00\nОт: Ольга Лилина <olga@lilia.example>\nКому: boris@sloop.example\n',
  ],
  [
    'Samsung',
    '-------- Исходное сообщение --------\nОт: Ольга Лилина <olga@lilia.example>\nДата: 29.11.2026 12:00 (GMT+03:00)\nКому: boris@sloop.example\nТема: Заявка\n',
  ],
];

it.each(FORWARDS)('reads the letter within a letter: %s', (_program, head, tail = '') => {
  const found = forwardedIn(`Возьми в работу.\n\n${head}\n${INNER}\n${tail}`, 'Fwd: Заявка');
  expect(found).toMatchObject({ from: OLGA, text: INNER, note: 'Возьми в работу.' });
});

it('reads one that was handed on as a quote', () => {
  const head = FORWARDS[4]?.[1] ?? '';
  const quoted = `${head}\n${INNER}`.replace(/^Begin.*\n\n/, '').replace(/^/gm, '> ');
  const found = forwardedIn(`Возьми.\n\nBegin forwarded message:\n\n${quoted}`, 'Fwd: Заявка');
  expect(found).toMatchObject({ from: OLGA, text: INNER, note: 'Возьми.' });
});

it('reads a letter that one colleague handed on to another', () => {
  const by = FORWARDS[0]?.[1].replace('Ольга Лилина <olga@lilia.example>', 'Вера <vera@sloop.example>') ?? '';
  const found = forwardedIn(`Тебе.\n\n${by}\nКто возьмёт?\n\n${FORWARDS[2]?.[1]}\n${INNER}`, 'Fwd: Fwd: Заявка');
  expect(found).toMatchObject({
    from: { name: 'Вера' },
    note: 'Тебе.',
    within: { from: OLGA, text: INNER, note: 'Кто возьмёт?' },
  });
});

it('keeps both of two letters that are handed on one below the other', () => {
  const head = FORWARDS[2]?.[1] ?? '';
  const found = forwardedIn(`${head}\n${INNER}\n\n${head}\nИ пять муфт.`, 'Fwd: Заявка');
  expect(found?.from).toEqual(OLGA);
  expect(found?.body).toContain('И пять муфт.');
});

it('finds none in an answer, nor in a text that speaks of one', () => {
  const head = FORWARDS[6]?.[1] ?? '';
  expect(forwardedIn(`Согласны.\n\n${head}\n${INNER}`, 'Re: Заявка')).toBeUndefined();
  expect(forwardedIn('Пересылаемое сообщение я вам отправлю завтра.', 'Fwd: план')).toBeUndefined();
  expect(forwardedIn('Вот файл.', 'Fwd: файл')).toBeUndefined();
});

it('keeps the word of who hands a letter on apart from their signature and from rules', () => {
  const head = FORWARDS[1]?.[1] ?? '';
  const tail = `${FORWARDS[1]?.[2]}\n\n${'-'.repeat(60)}\n`;
  expect(forwardedIn(`Срочно!\n\nОтправлено с iPhone\n\n${head}\n${INNER}\n${tail}`, 'Fwd: Заявка')?.note).toBe(
    'Срочно!',
  );
  expect(forwardedIn(`Sent from my iPhone\n\n${head}\n${INNER}\n${tail}`, 'Fwd: Заявка')?.note).toBe('');
});

it('keeps marked lines of a letter that was handed on and answers nothing', () => {
  const head = FORWARDS[2]?.[1] ?? '';
  const text = 'Наши условия:\n> аванс 30 %\n> остаток по факту';
  expect(forwardedIn(`${head}\n${text}`, 'Fwd: Заявка')?.body).toBe(text);
});
