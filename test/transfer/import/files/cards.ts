import iconv from 'iconv-lite';
import { file } from './file-case.ts';

/* Cards of phones and address books. */

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const quotedPrintable = (text: string, encoding: string) =>
  [...iconv.encode(text, encoding)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

export const cards = [
  file(
    'an iPhone card with a picture',
    card(
      'VERSION:3.0', 'PRODID:-//Apple Inc.//iPhone OS 17.1//EN', 'N:Родина;Алла;Петровна;;', 'FN:Алла Петровна Родина', 'ORG:Тисс\\, ООО;Склад',
      'TITLE:Кладовщик', 'item1.EMAIL;type=INTERNET;type=pref:rodina@tiss.example', 'item1.X-ABLabel:_$!<Work>!$_', 'TEL;type=CELL;type=VOICE;type=pref:8 (906) 777-88-99',
      'item2.TEL:+7 495 777-88-99\\, доб. 5', 'item2.X-ABLabel:вахта', 'item3.ADR;type=WORK:;;ул. Новая 1;Тула;;300000;Россия', 'item3.X-ABADR:ru',
      'item4.URL;type=pref:https://tiss.example', 'BDAY:1979-04-05', 'NOTE:Любит чай\\nзелёный', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD',
      ' /2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8Q', ' EBEQCgwSExIQEw8QEBD', 'X-SOCIALPROFILE;type=twitter:http://twitter.example/alla',
    ), // biome-ignore format: one card
    {
      organizations: ['Тисс, ООО | ул. Новая 1, Тула, 300000, Россия | https://tiss.example'],
      persons: [
        'Алла Петровна Родина | of Тисс, ООО | Кладовщик | +79067778899;label=моб. +74957778899;ext=5;label=вахта | rodina@tiss.example',
      ],
    },
  ),
  file(
    'Android, vCard 2.1',
    card(
      'VERSION:2.1',
      `N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;${quotedPrintable('Мама', 'utf-8')};;;`,
      `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quotedPrintable('Мама', 'utf-8')}`,
      'TEL;CELL:+79051234567',
      'TEL;HOME:84951234567',
    ) + card('VERSION:2.1', 'N:;Voicemail;;;', 'FN:Voicemail', 'TEL;CELL;PREF:*100#'),
    { persons: ['Мама | +79051234567;label=моб. +74951234567;label=дом.', 'Voicemail | *100#'] },
  ),
  file(
    'old phone, windows-1251 without a charset',
    card(
      'VERSION:2.1',
      `N;ENCODING=QUOTED-PRINTABLE:${quotedPrintable('Щукин;Яков', 'windows-1251').replace('=3B', ';')}`,
      `ORG;ENCODING=QUOTED-PRINTABLE:${quotedPrintable('Завод «Ель»', 'windows-1251')}`,
      'TEL;WORK;VOICE:(343) 333-22-11',
    ),
    { organizations: ['Завод «Ель»'], persons: ['Щукин Яков | of Завод «Ель» | +73433332211;label=раб.'] },
  ),
  file(
    'an organization, vCard 4',
    card(
      'VERSION:4.0',
      'KIND:org',
      'FN:Spruce GmbH',
      'ORG:Spruce GmbH',
      'TEL;VALUE=uri;TYPE="voice,work";PREF=1:tel:+49-30-901820;ext=77',
      'EMAIL:info@spruce.example',
      'ADR;LABEL="Weg 1, Berlin":;;Weg 1;Berlin;;10115;Germany',
      'URL:https://spruce.example',
      'LANG:de',
      'X-VAT:DE136695976',
    ),
    {
      language: 'en',
      country: 'DE',
      organizations: [
        'Spruce GmbH | +4930901820;ext=77;label=work | info@spruce.example | Weg 1, Berlin, 10115, Germany | https://spruce.example',
      ],
    },
  ),
  file(
    'vCard 4 with groups, alternatives and a group of people',
    card(
      'VERSION:4.0',
      'FN:Mia Lark',
      'N:Lark;Mia;;Dr.,Prof.;PhD',
      'ORG:Yarrow',
      'EMAIL;TYPE=home;PREF=2:mia@home.example',
      'EMAIL;TYPE=work:mia@yarrow.example',
      'TEL;TYPE="cell,text":+44 7700 900789',
      'IMPP:xmpp:mia@im.example',
      'CATEGORIES:friends,clients',
    ) + card('VERSION:4.0', 'KIND:group', 'FN:Choir', 'MEMBER:urn:uuid:1'),
    {
      language: 'en',
      country: 'GB',
      organizations: ['Yarrow'],
      persons: [
        'Mia Lark | of Yarrow | +447700900789;label=mobile | mia@home.example mia@yarrow.example | #friends #clients',
      ],
      refused: ['badCard'],
    },
  ),
  file(
    'a card of Nextcloud and one of Outlook',
    card(
      'VERSION:3.0',
      'PRODID:-//Sabre//Sabre VObject 4.5.3//EN',
      'UID:4',
      'FN:Nils Ek',
      'N:Ek;Nils;;;',
      'EMAIL;TYPE=WORK:nils@birk.example',
      'TEL;TYPE=WORK,VOICE:+46 8 555 000 11',
      'ORG:Birk AB',
      'X-MANAGERSNAME:Ola',
    ) +
      card(
        'VERSION:2.1',
        'N;LANGUAGE=en-us:Gray;Otis',
        'FN:Otis Gray',
        'ORG:Birk AB;IT',
        'TITLE:Admin',
        'TEL;WORK;VOICE:+46 8 555 000 12',
        'ADR;WORK;PREF:;;Gatan 2;Lund;;22100;Sweden',
        'LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Gatan 2=0D=0A=',
        '22100 Lund',
        'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2',
        'EMAIL;PREF;INTERNET:otis@birk.example',
        'REV:20260101T000000Z',
      ),
    {
      language: 'en',
      country: 'SE',
      organizations: ['Birk AB | Gatan 2, Lund, 22100, Sweden'],
      persons: [
        'Nils Ek | of Birk AB | +46855500011;label=work | nils@birk.example',
        'Otis Gray | of Birk AB | Admin | +46855500012;label=work | otis@birk.example',
      ],
    },
  ),
  file(
    'a card whose name is only a company, and one with an address only',
    card(
      'VERSION:3.0',
      'N:;;;;',
      'FN:Пекарня',
      'ORG:Пекарня;',
      'X-ABShowAs:COMPANY',
      'TEL;type=MAIN:+7 8482 55-66-77',
    ) + card('VERSION:3.0', 'FN:', 'N:;;;;', 'EMAIL:alone@mail.example'),
    { organizations: ['Пекарня | +78482556677;label=осн.'], persons: ['alone@mail.example | alone@mail.example'] },
  ),
  file(
    'line breaks and broken ends',
    'BEGIN:VCARD\nVERSION:3.0\nFN:Ольга\n  Чиж\nTEL:+7 900 111 22 33\nNOTE:первая\\nвторая\n третья\n\nBEGIN:VCARD\nVERSION:3.0\nN:Дрозд;Павел\nTEL:9001112244\nEND:VCARD\n',
    { persons: ['Ольга Чиж | +79001112233', 'Дрозд Павел | +79001112244'] },
  ),
  file(
    'cards in UTF-16',
    card('VERSION:3.0', 'FN:Юлия Сова', 'TEL:+79001112255'),
    { persons: ['Юлия Сова | +79001112255'] },
    'utf-16le',
  ),
  file('cards by CR only', card('VERSION:3.0', 'FN:Юлия Сова', 'TEL:+79001112255').replaceAll('\r\n', '\r'), {
    persons: ['Юлия Сова | +79001112255'],
  }),
  file(
    'an old card with an agent, base64 and a name on two lines',
    card(
      'VERSION:2.1',
      `FN;ENCODING=BASE64;CHARSET=UTF-8:${Buffer.from('Роман Ерш').toString('base64')}`,
      'TEL;X-Дача:+7 900 111 22 77',
      'AGENT:',
      'BEGIN:VCARD',
      'VERSION:2.1',
      'FN:Секретарь',
      'TEL:+7 900 111 22 78',
      'END:VCARD',
      'EMAIL;INTERNET:ersh@mail.example',
    ) +
      card(
        'VERSION:2.1',
        'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=98=D1=80=D0=B0=0D=0A=D0=9B=D0=B8=D1=81',
        'TEL;CELL:+79001112279',
      ),
    { persons: ['Роман Ерш | +79001112277;label=Дача | ersh@mail.example', 'Ира Лис | +79001112279;label=моб.'] },
  ),
  file('a small letter card', 'begin:vcard\nversion:3.0\nfn:Лада Ус\ntel;type=work:+7 900 111 22 80\nend:vcard\n', {
    persons: ['Лада Ус | +79001112280;label=раб.'],
  }),
  file(
    'a card whose home is not the office',
    card(
      'VERSION:3.0',
      'FN:Том Рэй',
      'ORG:Грот',
      'ADR;TYPE=HOME:;;Луговая 1;Псков;;;',
      'ADR;TYPE=WORK:;;Речная 2;Псков;;;',
    ),
    { organizations: ['Грот | Речная 2, Псков'], persons: ['Том Рэй | of Грот'] },
  ),
];
