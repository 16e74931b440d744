import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findWhen, parseWhen } from '../../src/domain/when.ts';
import { local } from '../../src/domain/zone.ts';

const zone = 'Europe/Moscow';
const now = new Date('2026-11-25T09:00:00Z'); // Wednesday 25 November 2026, noon in Moscow
const workingDays = [1, 2, 3, 4, 5];

function answer(text: string, lean: 'past' | 'future', at = now, inZone = zone): string {
  const result = parseWhen(text, { now: at, zone: inZone, lean, workingDays });
  if (!result.ok) return result.reason;
  return local(result.value.at, inZone).toFormat(result.value.hasTime ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd');
}

describe('an answer that plans', () => {
  test.each([
    ['завтра в 15:00', '2026-11-26 15:00'],
    ['Завтра 15:00', '2026-11-26 15:00'],
    ['завтра 15', '2026-11-26 15:00'],
    ['завтра 15.30', '2026-11-26 15:30'],
    ['завтра 10.10', '2026-11-26 10:10'],
    ['завтра в 3', '2026-11-26 15:00'],
    ['завтра в 8', '2026-11-26 08:00'],
    ['завтра в 3:30', '2026-11-26 15:30'],
    ['завтра в 03:30', '2026-11-26 03:30'],
    ['завтра в 7:30', '2026-11-26 07:30'],
    ['завтра в 12 часов', '2026-11-26 12:00'],
    ['завтра в 3 часа дня', '2026-11-26 15:00'],
    ['завтра в 9 утра', '2026-11-26 09:00'],
    ['завтра в 7 вечера', '2026-11-26 19:00'],
    ['завтра вечером в 7', '2026-11-26 19:00'],
    ['завтра утром в 7', '2026-11-26 07:00'],
    ['завтра утром', '2026-11-26 09:00'],
    ['завтра после обеда', '2026-11-26 14:00'],
    ['завтра в полдень', '2026-11-26 12:00'],
    ['завтра в полтретьего', '2026-11-26 14:30'],
    ['завтра в половине третьего', '2026-11-26 14:30'],
    ['завтра в половину первого', '2026-11-26 12:30'],
    ['завтра без пятнадцати три', '2026-11-26 14:45'],
    ['завтра без четверти час', '2026-11-26 12:45'],
    ['завтра в десять минут третьего', '2026-11-26 14:10'],
    ['завтра в час дня', '2026-11-26 13:00'],
    ['завтра в час', '2026-11-26 13:00'],
    ['завтра в пять', '2026-11-26 17:00'],
    ['завтра к 18 часам', '2026-11-26 18:00'],
    ['завтра в 15-30', '2026-11-26 15:30'],
    ['завтра в 15 ч 30 мин', '2026-11-26 15:30'],
    ['завтра с 10 до 12', '2026-11-26 10:00'],
    ['послезавтра', '2026-11-27'],
    ['сегодня', '2026-11-25'],
    ['сегодня в 9', '2026-11-25 21:00'],
    ['сегодня в 17', '2026-11-25 17:00'],
    ['15:30', '2026-11-25 15:30'],
    ['11:30', '2026-11-26 11:30'],
    ['15', '2026-11-25 15:00'],
    ['9', '2026-11-26 09:00'],
    ['1530', '2026-11-25 15:30'],
    ['в 15', '2026-11-25 15:00'],
    ['вечером', '2026-11-25 19:00'],
    ['в пятницу', '2026-11-27'],
    ['в пятницу в 10', '2026-11-27 10:00'],
    ['в пятницу 10 утра', '2026-11-27 10:00'],
    ['во вторник', '2026-12-01'],
    ['пт 15:00', '2026-11-27 15:00'],
    ['в вс', '2026-11-29'],
    ['понедельник', '2026-11-30'],
    ['в среду', '2026-12-02'],
    ['в среду в 15:00', '2026-11-25 15:00'],
    ['в среду в 10:00', '2026-12-02 10:00'],
    ['в следующую пятницу', '2026-12-04'],
    ['в четверг на следующей неделе в 11', '2026-12-03 11:00'],
    ['на следующей неделе', '2026-11-30'],
    ['25.12', '2026-12-25'],
    ['5.6', '2027-06-05'],
    ['25.12 в 9:30', '2026-12-25 09:30'],
    ['25.12 9.30', '2026-12-25 09:30'],
    ['25.12 10.10', '2026-12-25 10:10'],
    ['на 25.12', '2026-12-25'],
    ['24.11', '2027-11-24'],
    ['25.12.2026', '2026-12-25'],
    ['25.12.26 15:00', '2026-12-25 15:00'],
    ['25.12.2026 г. в 15:00', '2026-12-25 15:00'],
    ['25/12', '2026-12-25'],
    ['12/25', '2026-12-25'],
    ['25/12/2026', '2026-12-25'],
    ['2026-12-25', '2026-12-25'],
    ['2026-12-25 15:00', '2026-12-25 15:00'],
    ['2026-12-25T15:00', '2026-12-25 15:00'],
    ['25 декабря', '2026-12-25'],
    ['25 декабря в 10', '2026-12-25 10:00'],
    ['25 дек. 2026 г. 10:00', '2026-12-25 10:00'],
    ['первого декабря', '2026-12-01'],
    ['15 мая', '2027-05-15'],
    ['29 февраля', '2028-02-29'],
    ['30-го', '2026-11-30'],
    ['20 числа', '2026-12-20'],
    ['31 числа в 12', '2026-12-31 12:00'],
    ['через 2 часа', '2026-11-25 14:00'],
    ['через полчаса', '2026-11-25 12:30'],
    ['через полтора часа', '2026-11-25 13:30'],
    ['через час', '2026-11-25 13:00'],
    ['через неделю в 10:00', '2026-12-02 10:00'],
    ['через неделю', '2026-12-02'],
    ['через три дня в 11', '2026-11-28 11:00'],
    ['через пару дней', '2026-11-27'],
    ['через месяц', '2026-12-25'],
    ['через полгода', '2027-05-25'],
    ['сейчас', '2026-11-25 12:00'],
    ['tomorrow 3pm', '2026-11-26 15:00'],
    ['tomorrow at 3', '2026-11-26 15:00'],
    ['tomorrow at noon', '2026-11-26 12:00'],
    ['tomorrow half past 3', '2026-11-26 15:30'],
    ['tomorrow at quarter to five', '2026-11-26 16:45'],
    ['tomorrow quarter to one', '2026-11-26 12:45'],
    ['tomorrow 10:30 am', '2026-11-26 10:30'],
    ['tomorrow 12 am', '2026-11-26 00:00'],
    ['tomorrow 12 pm', '2026-11-26 12:00'],
    ['tomorrow at 9 o’clock', '2026-11-26 09:00'],
    ['tomorrow morning', '2026-11-26 09:00'],
    ['tomorrow afternoon at 4', '2026-11-26 16:00'],
    ['tomorrow from 11 to 1pm', '2026-11-26 11:00'],
    ['day after tomorrow', '2026-11-27'],
    ['next monday', '2026-11-30'],
    ['Next Friday at 10', '2026-12-04 10:00'],
    ['on Friday at 10', '2026-11-27 10:00'],
    ['friday', '2026-11-27'],
    ['Fri 15:00', '2026-11-27 15:00'],
    ['monday next week', '2026-11-30'],
    ['next week', '2026-11-30'],
    ['Dec 25', '2026-12-25'],
    ['December 25th, 2026 at 10am', '2026-12-25 10:00'],
    ['25 December', '2026-12-25'],
    ['the 25th of December', '2026-12-25'],
    ['on the 30th', '2026-11-30'],
    ['in 2 hours', '2026-11-25 14:00'],
    ['in an hour', '2026-11-25 13:00'],
    ['in half an hour', '2026-11-25 12:30'],
    ['in a week', '2026-12-02'],
    ['in two weeks at 10:00', '2026-12-09 10:00'],
    ['2 days from now', '2026-11-27'],
    ['tonight', '2026-11-25 19:00'],
    ['end of next month', '2026-12-31'],
  ])('%s', (text, expected) => expect(answer(text, 'future')).toBe(expected));
});

describe('an answer that tells', () => {
  test.each([
    ['вчера в 12 часов', '2026-11-24 12:00'],
    ['вчера', '2026-11-24'],
    ['позавчера в 16:20', '2026-11-23 16:20'],
    ['15 мая', '2026-05-15'],
    ['25.12', '2025-12-25'],
    ['24.11 в 10', '2026-11-24 10:00'],
    ['в пятницу', '2026-11-20'],
    ['в среду', '2026-11-18'],
    ['в среду в 10', '2026-11-25 10:00'],
    ['в прошлую пятницу в 15', '2026-11-20 15:00'],
    ['last friday', '2026-11-20'],
    ['10:30', '2026-11-25 10:30'],
    ['15:30', '2026-11-24 15:30'],
    ['утром', '2026-11-25 09:00'],
    ['вечером', '2026-11-24 19:00'],
    ['сегодня в 5', '2026-11-25 05:00'],
    ['сегодня в 11', '2026-11-25 11:00'],
    ['час назад', '2026-11-25 11:00'],
    ['20 минут назад', '2026-11-25 11:40'],
    ['полчаса назад', '2026-11-25 11:30'],
    ['2 часа 10 минут назад', '2026-11-25 09:50'],
    ['два дня назад в 11', '2026-11-23 11:00'],
    ['неделю назад', '2026-11-18'],
    ['месяц назад', '2026-10-25'],
    ['20-го', '2026-11-20'],
    ['30-го', '2026-10-30'],
    ['на прошлой неделе', '2026-11-18'],
    ['только что', '2026-11-25 12:00'],
    ['2 days ago', '2026-11-23'],
    ['an hour ago', '2026-11-25 11:00'],
    ['a week ago at 3pm', '2026-11-18 15:00'],
    ['yesterday at 3', '2026-11-24 15:00'],
    ['yesterday half past ten', '2026-11-24 10:30'],
    ['May 15', '2026-05-15'],
  ])('%s', (text, expected) => expect(answer(text, 'past')).toBe(expected));
});

describe('an answer that is no date', () => {
  test.each([
    '',
    'не знаю',
    'потом',
    'Ромашка',
    '+7 912 345-67-89',
    '8 (495) 123-45-67',
    '7707083893',
    '15 000',
    '🙂',
    'v1.2.3',
  ])('%s says nothing', (text) => expect(answer(text, 'future')).toBe('none'));
  test.each([
    '31.02',
    '31.02.2026',
    '25:70',
    '31 февраля',
    '45 декабря',
    '25.13',
    '12:61',
    '2026-02-30',
    '30 Feb',
    '31.02 в 15:00',
    'завтра в 25:00',
  ])('%s is impossible', (text) => expect(answer(text, 'future')).toBe('impossible'));
  test.each(['25.12.2099', '01.01.1990', '25 декабря 1812', 'через 10 лет', '50 years ago'])(
    '%s is too far away',
    (text) => expect(answer(text, 'future')).toBe('impossible'),
  );
});

test('an hour that is over today means the next working day', () => {
  const friday = new Date('2026-11-27T15:00:00Z');
  expect(answer('10:00', 'future', friday)).toBe('2026-11-30 10:00');
  expect(answer('завтра в 10:00', 'future', friday)).toBe('2026-11-28 10:00');
});

describe('clock changes between now and then', () => {
  const saturday = new Date('2026-03-28T11:00:00Z'); // noon in Berlin, the day before summer time
  test.each([
    ['завтра в 15:00', '2026-03-29 15:00'],
    ['через неделю в 10:00', '2026-04-04 10:00'],
    ['через сутки и 1 час', '2026-03-29 13:00'],
    ['через 24 часа', '2026-03-29 13:00'],
    ['завтра в 02:30', '2026-03-29 03:30'],
  ])('%s', (text, expected) => expect(answer(text, 'future', saturday, 'Europe/Berlin')).toBe(expected));
});

function inSentence(text: string, lean: 'past' | 'future' = 'future'): [string, ...string[]] | undefined {
  const found = findWhen(text, { now, zone, lean, workingDays });
  return (
    found && [
      local(found.at, zone).toFormat(found.hasTime ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd'),
      ...found.spans.map((span) => text.slice(...span)),
    ]
  );
}

describe('a date in a sentence, with what to cut out', () => {
  test.each([
    ['звонок Ромашка завтра 15:00 обсудить договор', '2026-11-26 15:00', 'завтра', '15:00'],
    ['завтра позвонить Ромашке в 15', '2026-11-26 15:00', 'завтра', 'в 15'],
    ['call Acme tomorrow 3pm about the contract', '2026-11-26 15:00', 'tomorrow', '3pm'],
    ['встреча с Acme в пятницу в 10', '2026-11-27 10:00', 'в пятницу', 'в 10'],
    ['meet Acme on Friday at 10 at their office', '2026-11-27 10:00', 'on Friday', 'at 10'],
    ['встреча с Acme 25.12 в 9:30, подписать', '2026-12-25 09:30', '25.12', 'в 9:30'],
    ['позвонить в пятницу, отправить КП', '2026-11-27', 'в пятницу'],
    ['завтра в 15:00 звонок на +7 912 345-67-89', '2026-11-26 15:00', 'завтра', 'в 15:00'],
    ['в 15 часов позвонить по договору № 25/12-А', '2026-11-25 15:00', 'в 15 часов'],
    ['Через 2 часа набрать Петрова', '2026-11-25 14:00', 'Через 2 часа'],
    ['встреча завтра с 10 до 12 в офисе', '2026-11-26 10:00', 'завтра', 'с 10 до 12'],
  ])('%s', (text, ...expected) => expect(inSentence(text)).toEqual(expected));

  test.each([
    ['вчера встретились с Вектором, договорились созвониться в пятницу в 10', '2026-11-24', 'вчера'],
    ['вчера звонил Вектор в 12 часов', '2026-11-24 12:00', 'вчера', 'в 12 часов'],
    ['написал письмо Петрову 20 минут назад', '2026-11-25 11:40', '20 минут назад'],
  ])('%s', (text, ...expected) => expect(inSentence(text, 'past')).toEqual(expected));

  test('a range tells how long', () => {
    expect(findWhen('завтра 10:00-11:30', { now, zone, lean: 'future' })?.minutes).toBe(90);
    expect(findWhen('завтра с 10 до 2', { now, zone, lean: 'future' })?.minutes).toBe(240);
  });

  test.each([
    'обсудили версию 1.2.3',
    'обновить до 10.2.11',
    'звонить на 8 (495) 123-45-67',
    'сумма 15 000 рублей',
    'скидка 12.5%',
    'цена 12.10 руб',
    'договор № 25/12-А',
    'счёт 25/12 оплачен',
    'ИНН 7707083893',
    'сервер 192.168.1.1',
    'поддержка 24/7',
    'в 5 магазинах',
    'в 2 раза дороже',
    'at 5 percent',
    'встреча с ООО Среда',
    'звонок «Пятница»',
    'we sat with the team',
    'Sun Microsystems',
    'you may call them',
    'Mark called',
    'нужно 3 часа работы',
    'вчерашний звонок',
    '31.02 позвонить',
    '',
  ])('%s has none', (text) => expect(inSentence(text)).toBeUndefined());
});

describe('whatever comes', () => {
  it('never throws, and spans lie in order inside the text', () => {
    const pieces = fc.constantFrom(
      'завтра',
      'в 15',
      '25.12',
      '15:00',
      'через',
      '2 часа',
      'назад',
      'at',
      'Friday',
      ' ',
      '\0',
      '🙂',
      '<b>',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(pieces).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom('past' as const, 'future' as const), (text, lean) => {
        parseWhen(text, { now, zone, lean });
        let end = 0;
        for (const span of findWhen(text, { now, zone, lean })?.spans ?? []) {
          expect(span[0]).toBeGreaterThanOrEqual(end);
          end = span[1];
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('reads back what is written out, in any zone', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const moments = fc.date({ min: new Date('2022-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, moments, (inZone, moment) => {
        const written = local(moment, inZone).toFormat('dd.MM.yyyy HH:mm');
        const result = parseWhen(written, { now, zone: inZone, lean: 'future' });
        expect(result.ok && local(result.value.at, inZone).toFormat('dd.MM.yyyy HH:mm')).toBe(written);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a bare time forward when planning and backward when telling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const text = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const future = parseWhen(text, { now, zone, lean: 'future' });
        const past = parseWhen(text, { now, zone, lean: 'past' });
        expect(future.ok && future.value.at >= now).toBe(true);
        expect(past.ok && past.value.at <= now).toBe(true);
      }),
    );
  });

  it('is quick on long texts', () => {
    const long = 'завтра в 15 звонок 25.12 через 2 часа назад 1 2 3 '.repeat(2000);
    const started = performance.now();
    for (let i = 0; i < 20; i++) findWhen(long, { now, zone, lean: 'future' });
    expect((performance.now() - started) / 20).toBeLessThan(50);
  });
});
