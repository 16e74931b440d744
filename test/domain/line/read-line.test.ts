import { describe, expect, test } from 'vitest';
import { readLine } from '../../../src/domain/line/read-line.ts';
import type { KnownName } from '../../../src/domain/line/reading.ts';
import { local } from '../../../src/domain/time/zone.ts';

const zone = 'Europe/Moscow';
const now = new Date('2026-11-25T09:00:00Z'); // Wednesday, noon in Moscow
const client = (name: string): KnownName => ({ id: name, kind: 'organization', name });
const person = (name: string): KnownName => ({ id: name, kind: 'person', name });
const names = [
  ...['ООО Ромашка', 'Вектор', 'Acme', 'ООО «Северная звезда»', 'АО Север', 'Blue Star Ltd', 'Северсталь'].map(client),
  ...['Сергей Петров', 'Иван Иванов', 'John Smith'].map(person),
];
const read = (text: string) =>
  readLine(text, { now, zone, language: 'ru', dayOrder: 'day-first', workingDays: [1, 2, 3, 4, 5], names });

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
      client: 'Acme',
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
      client: 'Вектор',
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
      start: '2026-11-25',
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
      content: '',
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
      content: 'Отправил КП',
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
      content: 'не дозвонился Ромашка, перезвонить завтра в 11',
    },
  ],
  [
    'Ромашка не дозвонилась',
    {
      start: '2026-11-25 12:00',
      planned: false,
      channel: 'phone',
      direction: 'outgoing',
      client: 'Ромашка',
      content: 'не дозвонилась',
    },
  ],
];

describe('a line becomes an entry', () => {
  test.each(SENTENCES)('%s', (text, { client: named, content, start, ...fields }) => {
    const { contact } = read(text);
    const { status, channel, direction, minutes, clients, persons } = contact;
    const at = contact.start.value;
    expect({
      start: at && local(at.at, zone).toFormat(at.precision === 'minute' ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd'),
      planned: status.value === 'planned',
      ...('channel' in fields && { channel: channel.value }),
      ...('direction' in fields && { direction: direction.value }),
      ...('minutes' in fields && { minutes: minutes?.value }),
      content: contact.text,
      who: [...(clients.value ?? []), ...(persons?.value ?? [])].map(({ name }) => name).join(),
    }).toEqual({ ...fields, start, content, who: expect.stringContaining(named) });
  });
});
