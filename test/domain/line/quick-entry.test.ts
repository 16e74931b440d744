import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { rankName } from '../../../src/domain/client/search-keys.ts';
import { parseQuickEntry, type QuickEntry, wholePhrase, withoutPhrase } from '../../../src/domain/line/quick-entry.ts';
import { local } from '../../../src/domain/time/zone.ts';

const zone = 'Europe/Moscow';
const now = new Date('2026-11-25T09:00:00Z'); // Wednesday, noon in Moscow
const workingDays = [1, 2, 3, 4, 5];
const read = (text: string) => parseQuickEntry(text, { now, zone, workingDays });

/** The client is recognised by the first phrase that some name of the directory answers. */
function recognised(entry: QuickEntry, client: string) {
  const phrase = entry.phrases.find(({ text }) => rankName(text, client) >= 0.8);
  return phrase && { place: entry.phrases.indexOf(phrase), content: withoutPhrase(entry.rest, phrase) };
}

interface Expected {
  start: string | undefined;
  planned: boolean;
  channel?: string;
  direction?: string;
  minutes?: number;
  client: string;
  content: string;
}

const SENTENCES: [string, Expected][] = [
  [
    'звонок Ромашка завтра 15:00 обсудить договор',
    {
      start: '2026-11-26 15:00',
      planned: true,
      channel: 'phone',
      direction: 'outgoing',
      client: 'ООО Ромашка',
      content: 'обсудить договор',
    },
  ],
  [
    'call Acme tomorrow 3pm about the contract',
    {
      start: '2026-11-26 15:00',
      planned: true,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Acme Ltd',
      content: 'about the contract',
    },
  ],
  [
    'вчера встретились с ООО Вектор, подписали акт',
    {
      start: '2026-11-24',
      planned: false,
      channel: 'meeting',
      direction: 'outgoing',
      client: 'ООО «Вектор»',
      content: 'подписали акт',
    },
  ],
  [
    'Acme called, wants a discount',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'Acme',
      content: 'wants a discount',
    },
  ],
  [
    'позвонили из Ромашки',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'Ромашка',
      content: '',
    },
  ],
  [
    'написал письмо Петрову 20 минут назад',
    {
      start: '2026-11-25 11:40',
      planned: false,
      channel: 'email',
      direction: 'outgoing',
      client: 'Петров',
      content: '',
    },
  ],
  [
    'встреча с Acme в пятницу в 10',
    {
      start: '2026-11-27 10:00',
      planned: true,
      channel: 'meeting',
      direction: 'outgoing',
      client: 'Acme',
      content: '',
    },
  ],
  [
    'Позвонил Ромашке, просят скидку 5%',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'просят скидку 5%',
    },
  ],
  [
    'звонили из «Северной звезды» по поводу счёта',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'ООО «Северная звезда»',
      content: 'по поводу счёта',
    },
  ],
  [
    'Ромашка звонила утром, ждут КП',
    {
      start: '2026-11-25 09:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'Ромашка',
      content: 'ждут КП',
    },
  ],
  [
    'письмо от Петрова: согласен на условия',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'email',
      direction: 'incoming',
      client: 'Петров',
      content: 'согласен на условия',
    },
  ],
  [
    'входящий звонок от Вектора вчера в 16:20, 10 мин',
    {
      start: '2026-11-24 16:20',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      minutes: 10,
      client: 'Вектор',
      content: '',
    },
  ],
  [
    'написал Петрову в ватсап про отгрузку',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'messenger',
      direction: 'outgoing',
      client: 'Петров',
      content: 'про отгрузку',
    },
  ],
  [
    'встреча с Acme завтра в 11 на 2 часа, показать прототип',
    {
      start: '2026-11-26 11:00',
      planned: true,
      channel: 'meeting',
      direction: 'outgoing',
      minutes: 120,
      client: 'Acme',
      content: 'показать прототип',
    },
  ],
  [
    'встреча с Вектором в пт с 10 до 12',
    {
      start: '2026-11-27 10:00',
      planned: true,
      channel: 'meeting',
      direction: 'outgoing',
      minutes: 120,
      client: 'Вектор',
      content: '',
    },
  ],
  [
    'завтра позвонить Ромашке в 15',
    {
      start: '2026-11-26 15:00',
      planned: true,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: '',
    },
  ],
  [
    'позвонить Ромашке',
    { start: undefined, planned: true, channel: 'phone', direction: 'outgoing', client: 'Ромашка', content: '' },
  ],
  ['звонок ромашка', { start: '2026-11-25 12:00', planned: false, channel: 'phone', client: 'Ромашка', content: '' }],
  [
    'звонок Ромашка 10:30 обсудили цены',
    { start: '2026-11-25 10:30', planned: false, channel: 'phone', client: 'Ромашка', content: 'обсудили цены' },
  ],
  ['встреча Вектор 24.11', { start: '2026-11-24', planned: false, channel: 'meeting', client: 'Вектор', content: '' }],
  [
    'позвонили из Ромашки, просят перезвонить завтра в 10',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'Ромашка',
      content: 'просят перезвонить завтра в 10',
    },
  ],
  [
    'met with Blue Star Ltd yesterday at 3, agreed on prices',
    {
      start: '2026-11-24 15:00',
      planned: false,
      channel: 'meeting',
      direction: 'outgoing',
      client: 'Blue Star Ltd',
      content: 'agreed on prices',
    },
  ],
  [
    'called John Smith 2 hours ago',
    {
      start: '2026-11-25 10:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'John Smith',
      content: '',
    },
  ],
  [
    'email from Acme about delivery',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'email',
      direction: 'incoming',
      client: 'Acme',
      content: 'about delivery',
    },
  ],
  [
    'send Acme an email on Monday at 10',
    { start: '2026-11-30 10:00', planned: true, channel: 'email', direction: 'outgoing', client: 'Acme', content: '' },
  ],
  [
    'meeting with acme next week',
    { start: '2026-11-30', planned: true, channel: 'meeting', direction: 'outgoing', client: 'Acme', content: '' },
  ],
  [
    'факс в АО "Север" отправили',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'fax',
      direction: 'outgoing',
      client: 'АО Север',
      content: 'отправили',
    },
  ],
  [
    'звонил Иванов, просит счёт',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'Иванов',
      content: 'просит счёт',
    },
  ],
  [
    'пришло письмо от Acme с вопросами',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'email',
      direction: 'incoming',
      client: 'Acme',
      content: 'с вопросами',
    },
  ],
  [
    'Отправил КП в Ромашку на почту',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'email',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'КП',
    },
  ],
  [
    'позвонить Петрову 25.12 в 10:00 по договору № 25/12-А',
    {
      start: '2026-12-25 10:00',
      planned: true,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Петров',
      content: 'по договору № 25/12-А',
    },
  ],
  [
    'напомни позвонить Иванову через 2 часа',
    {
      start: '2026-11-25 14:00',
      planned: true,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Иванов',
      content: '',
    },
  ],
  [
    'звонок ромашка в конце недели',
    { start: '2026-11-27', planned: true, channel: 'phone', direction: 'outgoing', client: 'Ромашка', content: '' },
  ],
  [
    'звонок ромашка через 3 рабочих дня',
    { start: '2026-11-30', planned: true, channel: 'phone', direction: 'outgoing', client: 'Ромашка', content: '' },
  ],
  [
    'звонок вектор через пол года',
    { start: '2027-05-25', planned: true, channel: 'phone', direction: 'outgoing', client: 'Вектор', content: '' },
  ],
  [
    'Встреча в Северстали 31 ноября',
    {
      start: undefined,
      planned: true,
      channel: 'meeting',
      direction: 'outgoing',
      client: 'Северсталь',
      content: '31 ноября',
    },
  ],
  [
    'звонок ромашка 30 февраля',
    {
      start: undefined,
      planned: true,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: '30 февраля',
    },
  ],
  [
    'звонок ромашка на днях',
    { start: undefined, planned: true, channel: 'phone', direction: 'outgoing', client: 'Ромашка', content: 'на днях' },
  ],
  [
    'встреча ромашка завтра 14-15:30',
    {
      start: '2026-11-26 14:00',
      planned: true,
      channel: 'meeting',
      direction: 'outgoing',
      minutes: 90,
      client: 'Ромашка',
      content: '',
    },
  ],
  [
    'call acme 15h00 tomorrow',
    { start: '2026-11-26 15:00', planned: true, channel: 'phone', direction: 'outgoing', client: 'Acme', content: '' },
  ],
  [
    'звонили Ромашке, договорились встретиться в пятницу в 14:00',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'договорились встретиться в пятницу в 14:00',
    },
  ],
  [
    'met Acme, agreed to meet on friday 2pm',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'meeting',
      direction: 'outgoing',
      client: 'Acme',
      content: 'agreed to meet on friday 2pm',
    },
  ],
  [
    'звонил Ромашке по договору №15-11 от 12.10',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'по договору №15-11 от 12.10',
    },
  ],
  [
    'звонил Ромашке, счёт 12.11 на 15.000 руб',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'счёт 12.11 на 15.000 руб',
    },
  ],
  [
    'не дозвонился до Ромашки',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'не дозвонился',
    },
  ],
  [
    'не дозвонился Ромашка, перезвонить завтра в 11',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'не дозвонился, перезвонить завтра в 11',
    },
  ],
  [
    'Ромашка не дозвонилась',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'incoming',
      client: 'Ромашка',
      content: 'не дозвонилась',
    },
  ],
];

describe('a line becomes an entry', () => {
  test.each(SENTENCES)('%s', (text, { client, content, ...fields }) => {
    const entry = read(text);
    const start = entry.start && local(entry.start, zone).toFormat(entry.hasTime ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd');
    const { planned, channel, direction, minutes } = entry;
    expect({ start, planned, channel, direction, minutes }).toEqual({
      channel: undefined,
      direction: undefined,
      minutes: undefined,
      ...fields,
    });
    expect(recognised(entry, client)?.content).toBe(content);
    expect(recognised(entry, client)?.place).toBeLessThanOrEqual(2);
  });
});

test('an unclear text is an entry with everything as content', () => {
  expect(read('просто мысли о жизни')).toMatchObject({ planned: false, start: now, rest: 'просто мысли о жизни' });
  expect(read('').phrases).toEqual([]);
});

test('what looks like a date but is not one stays in the content', () => {
  expect(read('Позвонил Ромашке, выставить счёт № 25/12-А на 15 000').rest).toBe(
    'Ромашке, выставить счёт № 25/12-А на 15 000',
  );
});

test('what was asked for, counted or spoken of stays in the content', () => {
  for (const text of ['Ромашка просит скидку до конца года', 'Ромашка ждет, просит счёт к пятнице']) {
    expect(read(text)).toMatchObject({ planned: false, start: now, rest: text });
  }
  expect(read('Ромашка ждет нас завтра в 10').planned).toBe(true);
  expect(read('звонок Вектор завтра 5-6 раз').rest).toBe('Вектор 5-6 раз');
  expect(read('meeting Acme tomorrow 10-12 people').rest).toBe('Acme 10-12 people');
  expect(read('звонок Вектор 5-6 декабря').rest).toBe('Вектор');
  expect(read('договориться с Ромашкой о встрече завтра').rest).toBe('договориться с Ромашкой о встрече');
  expect(read('звонок Петров не ответил').direction).not.toBe('incoming');
});

test('an address of mail is no name, and neither is what a contact was about', () => {
  expect(read('email anna@romashka.example tomorrow')).toMatchObject({ rest: 'anna@romashka.example', phrases: [] });
  expect(read('звонок клиенту завтра 10 о розах')).toMatchObject({ rest: 'клиенту о розах', phrases: [] });
});

test('the rest of a name goes with the part that it was recognised by, but not an "and" after it', () => {
  const whole = (rest: string, text: string, name: string) =>
    wholePhrase(rest, { text, span: [rest.indexOf(text), rest.indexOf(text) + text.length] }, name).text;
  expect(whole('День и ночь', 'День', 'День и ночь')).toBe('День и ночь');
  expect(whole('День и Ромашка', 'День', 'День и ночь')).toBe('День');
  expect(whole('с Вектором, и о цене', 'Вектором', 'Вектор')).toBe('Вектором');
});

describe('whatever comes', () => {
  it('never throws, loses no long text, and phrases lie where they say', () => {
    const words = fc.constantFrom(
      'звонок',
      'Acme',
      'завтра',
      'в 15',
      'от',
      '«',
      '"',
      '\0',
      '\u202e',
      '🙂',
      '<b>',
      'на 2 часа',
      ',',
      '\n',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { rest, phrases } = read(text);
        for (const phrase of phrases) {
          expect(rest.slice(...phrase.span)).toBe(phrase.text);
          expect(withoutPhrase(rest, phrase).length).toBeLessThanOrEqual(rest.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps all of a long text', () => {
    const long = `звонок Ромашка завтра в 15. ${'слово и 12.12 '.repeat(700)}`;
    const entry = read(long);
    expect(entry.rest.length).toBeGreaterThan(9500);
    expect(entry.start).toEqual(new Date('2026-11-26T12:00:00Z'));
  });
});
