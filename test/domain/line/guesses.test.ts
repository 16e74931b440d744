import { describe, expect, it, test } from 'vitest';
import { readLine } from '../../../src/domain/line/read-line.ts';
import type { KnownName } from '../../../src/domain/line/reading.ts';

/** What a line leaves in doubt is marked as a guess, with what else it may be. */

const now = new Date('2026-11-30T15:20:00Z');
const client = (name: string): KnownName => ({ id: name, kind: 'organization', name });
const person = (name: string, organization: string): KnownName => ({ id: name, kind: 'person', name, organization });
const names = [
  ...['ООО «Ромашка»', 'АО «Вектор»', 'ИП Лютик', 'Acme Ltd', 'Globex Inc'].map(client),
  person('Иван Козлов', 'ООО «Ромашка»'),
  person('Maria Lopez', 'Acme Ltd'),
  person('Hank Miller', 'Globex Inc'),
];
const read = (text: string) =>
  readLine(text, {
    now,
    zone: 'Europe/Moscow',
    language: 'ru',
    dayOrder: 'day-first',
    workingDays: [1, 2, 3, 4, 5],
    names,
  }).contact;

describe('a name with a slip', () => {
  test.each([
    ['лютек звонил просил прайс', 'ИП Лютик'],
    ['рамашка звонила просят скидку', 'ООО «Ромашка»'],
    ['виктор звонил по счёту', 'АО «Вектор»'],
  ])('is suggested: %s', (text, name) => {
    const { clients, direction } = read(text);
    expect(clients).toMatchObject({ certainty: 'guessed', value: [{ name }] });
    expect(direction.value).toBe('incoming');
  });

  it('of somebody is suggested with whom they speak for', () => {
    const { clients, persons } = read('козлоф перезвонит завтра');
    expect(clients.certainty).toBe('guessed');
    expect(persons).toMatchObject({ certainty: 'guessed', value: [{ name: 'Иван Козлов' }] });
  });

  it('is certain where another name beside it is', () => {
    expect(read('рамашка Козлов звонил').clients.certainty).toBe('read');
  });
});

describe('two clients', () => {
  it('that are named apart are one or the other, or both', () => {
    const { clients } = read('sent maria pricing and called hank');
    expect(clients.value).toMatchObject([{ name: 'Acme Ltd' }]);
    expect(clients.alternatives).toMatchObject([
      [{ name: 'Globex Inc' }],
      [{ name: 'Acme Ltd' }, { name: 'Globex Inc' }],
    ]);
  });

  it('that are joined are both, each with a preposition or not', () => {
    expect(read('позвонить завтра в Вектор и в Ромашку').clients.value).toMatchObject([
      { name: 'АО «Вектор»' },
      { name: 'ООО «Ромашка»' },
    ]);
  });
});

describe('an hour that is a limit', () => {
  test.each(['позвонить Козлову до 15:00', 'ring Hank before 3pm'])('is a guess: %s', (text) => {
    expect(read(text).start).toMatchObject({ certainty: 'guessed', value: { precision: 'minute' } });
  });

  test.each([
    ['позвонить Козлову не раньше 15 декабря', 'не раньше 15 декабря'],
    ['call Hank after the 14th', 'after the 14th'],
  ])('stays in the text: %s', (text, kept) => {
    expect(read(text).text).toContain(kept);
  });
});

describe('what is to be done next', () => {
  it('is told without what happened, in words that stand alone', () => {
    expect(read('Козлов прислал договор, счёт жду в четверг').next?.about).toBe('счёт жду');
    expect(read('written to by Hank, the answer is needed by Friday').next?.about).toContain('answer');
  });

  it('is not what came after the contact', () => {
    expect(read('отправил Козлову прайс, через пять минут ответил спасибо').next).toBeUndefined();
  });
});
