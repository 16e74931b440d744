import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVcards } from '../../../src/transfer/import/vcard.ts';

describe('vCard', () => {
  it('2.1: quoted-printable over folded lines, in its own charset', () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9A=D0=B8=D0=BC;=D0=A0=D0=BE=D0=BC=D0=B0=',
      '=D0=BD;;;',
      'ORG;CHARSET=windows-1251;QUOTED-PRINTABLE:=CF=F0=E8=E2=E5=F2',
      'TEL;CELL;VOICE:8-912-345-67-89',
      'EMAIL;INTERNET:Kim@Vector.ru',
      'END:VCARD',
    ].join('\r\n');
    expect(readVcards(card, { country: 'RU' })).toEqual({
      records: [
        {
          line: 1,
          person: 'Ким Роман',
          organization: 'Привет',
          phones: ['+79123456789;label=моб.'],
          emails: ['kim@vector.ru'],
          personal: true,
        },
      ],
      refused: [],
    });
  });

  it('tells a day as people write it, without the year that stands for none, and by the label of its own', () => {
    const lines = [
      'BEGIN:VCARD',
      'FN:Ким',
      'BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-09',
      'item1.X-ABDATE:2019-06-01',
      'item1.X-ABLabel:_$!<Anniversary>!$_',
      'END:VCARD',
    ].join('\n');
    expect(readVcards(lines).records[0]?.note).toBe('День рождения: 09.03\nAnniversary: 01.06.2019');
    expect(readVcards(lines, { language: 'en' }).records[0]?.note).toBe('Birthday: March 9\nAnniversary: 2019-06-01');
  });

  it('reads no more than the beginning of a value without end, folded or not', () => {
    const card = (note: string) => `BEGIN:VCARD\nFN:Ким\nNOTE;ENCODING=QUOTED-PRINTABLE:${note}\nEND:VCARD\n`;
    const text = card('a'.repeat(3_000_000)) + card(`${'a'.repeat(70)}=\n`.repeat(40_000));
    const { records, refused } = readVcards(text);
    expect(refused).toEqual([]);
    expect(records.map(({ person }) => person)).toEqual(['Ким', 'Ким']);
  });

  it('takes the parts of a name where the whole is empty', () => {
    expect(readVcards('BEGIN:VCARD\nN:Petrov;Ivan;;;\nFN:\nEND:VCARD\n').records).toMatchObject([
      { person: 'Petrov Ivan' },
    ]);
  });

  it('3.0: groups, folding, escapes, several ways', () => {
    const card = `BEGIN:VCARD
VERSION:3.0
N:Лис;Ольга;;;
FN:Ольга Лис
ORG:ООО «Лес\\, поле»;Отдел
TITLE:Директор
item1.TEL;TYPE=CELL:+7 926 555-44-33
item1.X-ABLabel:мобильный
TEL;type=WORK:+7 495 123-45-67
EMAIL;TYPE=INTERNET,pref:olga@lis.ru
ADR;TYPE=WORK:;;ул. Лесная\\, 1;Москва;;101000;Россия
NOTE:очень длинная
  заметка\\nв две строки
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAA
END:VCARD`;
    expect(readVcards(card).records).toEqual([
      {
        line: 1,
        person: 'Ольга Лис',
        organization: 'ООО «Лес, поле»',
        position: 'Директор',
        phones: ['+79265554433;label=мобильный', '+74951234567;label=раб.'],
        emails: ['olga@lis.ru'],
        addresses: ['ул. Лесная, 1, Москва, 101000, Россия'],
        note: 'очень длинная заметка\nв две строки\nОтдел: Отдел',
        personal: true,
        photo: true,
      },
    ]);
  });

  it('leaves out of the name how somebody is spoken to', () => {
    const card = 'BEGIN:VCARD\nN:Fir;Bill;;Mr.;\nFN:Mr. Bill Fir\nTEL:+12125550150\nEND:VCARD';
    expect(readVcards(card, { language: 'en' }).records).toMatchObject([
      { person: 'Bill Fir', note: 'Salutation: Mr.' },
    ]);
  });

  it('4.0: uris, quoted parameters, a company by itself', () => {
    const card = `BEGIN:VCARD
VERSION:4.0
FN:Vector Ltd
ORG:Vector Ltd
TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+442079460958;ext=102
URL:https://vector.example
END:VCARD`;
    expect(readVcards(card).records).toEqual([
      {
        line: 1,
        organization: 'Vector Ltd',
        phones: ['+442079460958;ext=102;label=раб.'],
        emails: [],
        site: 'https://vector.example',
        personal: true,
      },
    ]);
  });

  it('reads a broken card as far as it goes, and calls one without a name by how it is reached', () => {
    const card = (body: string) => `BEGIN:VCARD\n${body}\n`;
    const text = `${card('FN:Не закрыта')}${card('FN:Вторая')}END:VCARD\n${card('TEL:89123456789')}END:VCARD\n${card('FN:Плохой\nTEL:ой')}END:VCARD\n${card('NOTE:ничей')}END:VCARD\n${card('FN:Конец')}`;
    const { records, refused } = readVcards(text, { country: 'RU' });
    expect(records.map(({ person }) => person)).toEqual([
      'Не закрыта',
      'Вторая',
      '+7 912 345 67 89',
      'Плохой',
      'Конец',
    ]);
    expect(records[3]).toMatchObject({ note: 'Телефон: ой' });
    expect(refused).toEqual([{ line: 13, reason: 'noName' }]);
  });

  it('2.1: guesses the charset of quoted-printable that names none', () => {
    const card = (name: string) =>
      readVcards(`BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:${name}\nEND:VCARD\n`).records[0]?.person;
    expect(card('Jan Malczy=F1ski')).toBe('Jan Malczyński');
    expect(card('=CF=B8=F2=F0 =CB=E8=F1')).toBe('Пётр Лис');
    expect(card('=D0=9F=D1=91=D1=82=D1=80')).toBe('Пётр');
    expect(card('Bj=F6rn =C5str=F6m')).toBe('Björn Åström');
  });

  it('2.1: keeps a card whole that quotes and folds in odd ways', () => {
    const card = [
      'BEGIN:VCARD',
      'N:Roe;Ann;;;',
      'FN:Ann',
      'Roe',
      'NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo=',
      '',
      'TITLE;ENCODING=QUOTED-PRINTABLE:Buyer=',
      'TEL;WORK:+79120000031',
      'AGENT:',
      'BEGIN:VCARD',
      'FN:Her Agent',
      'TEL:+79120000032',
      'END:VCARD',
      'BDAY:1990-01-01',
      'END:VCARD',
    ].join('\n');
    expect(readVcards(card, { language: 'en' }).records).toMatchObject([
      {
        person: 'Ann Roe',
        position: 'Buyer',
        phones: ['+79120000031;label=work'],
        note: 'one\ntwo\nAgent: FN:Her Agent\nAgent: TEL:+79120000032\nBirthday: 1990-01-01',
      },
    ]);
  });

  it('knows a company by its kind', () => {
    const org = 'BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Oak Ltd\nTEL:+442079460958\nEND:VCARD\n';
    const apple = 'BEGIN:VCARD\nN:;;;;\nFN:Oak Ltd\nORG:Oak Ltd;\nX-ABShowAs:COMPANY\nEND:VCARD\n';
    for (const card of [org, apple]) {
      const { records } = readVcards(card);
      expect(records).toMatchObject([{ organization: 'Oak Ltd' }]);
      expect(records[0]).not.toHaveProperty('person');
    }
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'BEGIN:VCARD\n',
        'END:VCARD\n',
        'FN:',
        'N;ENCODING=QUOTED-PRINTABLE:=D0=',
        ';',
        ':',
        '\n ',
        '=\n',
        '"',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        readVcards(parts.join(''), { country: 'RU' });
      }),
      { numRuns: 300 },
    );
  });
});
