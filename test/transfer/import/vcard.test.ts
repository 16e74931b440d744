import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVcards } from '../../src/transfer/vcard.ts';

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
    expect(readVcards(card, 'RU')).toEqual({
      records: [
        { line: 1, person: 'Ким Роман', organization: 'Привет', phones: ['+79123456789'], emails: ['kim@vector.ru'] },
      ],
      refused: [],
    });
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
        phones: ['+79265554433', '+74951234567'],
        emails: ['olga@lis.ru'],
        address: 'ул. Лесная, 1, Москва, 101000, Россия',
        note: 'очень длинная заметка\nв две строки',
      },
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
      { line: 1, organization: 'Vector Ltd', phones: ['+442079460958'], emails: [], site: 'https://vector.example' },
    ]);
  });

  it('refuses a broken card by its number and takes the rest', () => {
    const card = (body: string) => `BEGIN:VCARD\n${body}\n`;
    const text = `${card('FN:Не закрыта')}${card('FN:Вторая')}END:VCARD\n${card('TEL:89123456789')}END:VCARD\n${card('FN:Плохой\nTEL:ой')}END:VCARD\n`;
    const { records, refused } = readVcards(text, 'RU');
    expect(records.map(({ person }) => person)).toEqual(['Вторая']);
    expect(refused).toMatchObject([
      { line: 1, reason: 'badCard' },
      { line: 6, reason: 'noName' },
      { line: 9, reason: 'badPhone', detail: 'ой' },
    ]);
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
        readVcards(parts.join(''), 'RU');
      }),
      { numRuns: 300 },
    );
  });
});
