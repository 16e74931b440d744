import { rows, table } from './file-case.ts';

/* What one cell says of several, and what only looks like what it is taken for: firms, people, addresses, groups. */

const FORMATTED = 'Quay House\n5 Dock Road\nHull\nHU1 1AA\nGB';

export const thirdLook = [
  rows(
    'an address whole and in its parts is one',
    'First Name|Last Name|Labels|Organization Name|Address 1 - Formatted|Address 1 - Street|Address 1 - City|Address 1 - Postal Code|Address 1 - Country',
    [
      {
        'First Name': 'Ada',
        'Last Name': 'Moss',
        'Organization Name': 'Moss & Sons Ltd',
        'Address 1 - Formatted': FORMATTED,
        'Address 1 - Street': 'Quay House\n5 Dock Road',
        'Address 1 - City': 'Hull',
        'Address 1 - Postal Code': 'HU1 1AA',
        'Address 1 - Country': 'GB',
      },
    ],
    {
      country: 'GB',
      language: 'en',
      organizations: ['Moss & Sons Ltd | Quay House, 5 Dock Road, Hull, HU1 1AA, GB'],
      persons: ['Ada Moss | of Moss & Sons Ltd'],
    },
  ),
  table(
    'a list with groups: a name alone, without the number that all others have',
    [
      ['№', 'Наименование', 'Контактное лицо', 'Телефон'],
      ['', 'Наши дилеры', '', ''],
      ['1', 'Граб ООО', 'Граб Илья Ильич, зав. складом', '8 495 111-22-01'],
      ['', 'Поставщики', '', ''],
      ['2', 'Случайный покупатель', '', ''],
    ],
    {
      organizations: ['Граб ООО', 'Случайный покупатель'],
      persons: ['Граб Илья Ильич | of Граб ООО | зав. складом | +74951112201'],
      refused: ['group', 'group'],
    },
    ';',
  ),
  table(
    'a firm with its tax number in one cell, and several who speak for it in another',
    [
      ['№', 'Фирма, ИНН', 'С кем говорить', 'Моб.', 'Почта'],
      ['1', '"Ольха" ООО ИНН 7707083893', 'Зайцев Лев, дир.; Люба (бух.)', 'дир. 8 926 111-22-11; бух. 8 926 111-22-12', 'l @ olha.example'],
      ['2', 'ООО Клён, ИНН/КПП 7736050003/773601001', 'сам', '8 926 111-22-13', ''],
    ],
    {
      organizations: [
        '"Ольха" ООО | +79261112211;label=Моб., дир. +79261112212;label=Моб., бух. | l@olha.example | 7707083893',
        'ООО Клён | +79261112213;label=Моб. | 7736050003',
      ],
    },
    '|',
  ),
  rows(
    'companies with their contacts: phones are the company’s',
    'ID|Название компании|Телефон|Email|Web|ИНН|Контакты',
    [
      { ID: '1', 'Название компании': 'ООО Вяз', Телефон: '8 495 111-22-21', Email: 'v@vyaz.example', Контакты: 'Белова Дарья, Серов Глеб' },
      { ID: '2', 'Название компании': 'ООО Ива', Телефон: '8 495 111-22-22', Контакты: 'Ивина Ольга' },
    ],
    {
      organizations: ['ООО Вяз | +74951112221 | v@vyaz.example', 'ООО Ива | +74951112222'],
      persons: ['Ивина Ольга | of ООО Ива'],
    },
  ),
  rows(
    'a contact with the ways of the company beside, and two employers',
    'ID|Имя|Фамилия|Тип контакта|Компания|Рабочий телефон|Рабочий e-mail|Компания: Рабочий телефон|Компания: Рабочий e-mail',
    [
      {
        ID: '1',
        Имя: 'Яна',
        Фамилия: 'Кедрова',
        Компания: 'ООО Кедр, АО Сосна',
        'Рабочий телефон': '8 495 111-22-31 доб. 5',
        'Рабочий e-mail': 'MAILTO:yana@kedr.example',
        'Компания: Рабочий телефон': '8 495 111-22-31',
        'Компания: Рабочий e-mail': 'office@kedr.example',
      },
      { ID: '2', Имя: 'Пётр', Фамилия: 'Кедров', Компания: 'ООО Кедр', 'Рабочий e-mail': 'p@@kedr' },
    ],
    {
      organizations: ['ООО Кедр | +74951112231;label=Рабочий | office@kedr.example'],
      persons: [
        'Яна Кедрова | of ООО Кедр | +74951112231;ext=5;label=Рабочий | yana@kedr.example',
        'Пётр Кедров | of ООО Кедр',
      ],
    },
  ),
  rows(
    'the company that is associated, and where there is none, the one that was typed',
    'Record ID|First Name|Last Name|Company Name|Associated Company|Email',
    [
      { 'Record ID': '1', 'First Name': 'Ann', 'Last Name': 'Poe', 'Company Name': 'Maple', 'Associated Company': 'Maple Desk, LLC' },
      { 'Record ID': '2', 'First Name': 'Bob', 'Last Name': 'Roe', 'Company Name': 'Birch Works' },
      { 'Record ID': '3', 'First Name': 'Cyd', 'Last Name': 'Coe', 'Associated Company': 'Maple Desk, LLC;Elm S.A.' },
    ],
    {
      country: 'US',
      language: 'en',
      organizations: ['Maple Desk, LLC', 'Birch Works'],
      persons: ['Ann Poe | of Maple Desk, LLC', 'Bob Roe | of Birch Works', 'Cyd Coe | of Maple Desk, LLC'],
    },
  ),
  rows(
    'rows that go on telling of the contact above',
    'ID|First Name|Last Name|Company Name|Email ID (Email IDs)|Number (Contact Numbers)',
    [
      { ID: 'x', 'First Name': 'Ann', 'Last Name': 'Poe', 'Company Name': 'Maple Desk', 'Email ID (Email IDs)': 'ann@maple.example', 'Number (Contact Numbers)': '(617) 253-1001' },
      { 'Email ID (Email IDs)': 'orders@maple.example', 'Number (Contact Numbers)': '(617) 253-1002' },
      { 'Number (Contact Numbers)': '(617) 253-1003' },
      { ID: 'y', 'First Name': 'Bob', 'Last Name': 'Roe', 'Number (Contact Numbers)': '(617) 253-1001' },
    ],
    {
      country: 'US',
      language: 'en',
      organizations: ['Maple Desk'],
      persons: [
        'Ann Poe | of Maple Desk | +16172531001 +16172531002 +16172531003 | ann@maple.example orders@maple.example',
        'Bob Roe | +16172531001',
      ],
    },
  ),
  rows(
    'names with an address, out of a formula, of a firm',
    'ФИО|Организация|Телефон|E-mail',
    [
      { ФИО: '"Poe, Ann" <ann@poe.example>', Телефон: '8 926 111-22-41' },
      { ФИО: '=CONCATENATE("Роза ","Линд")', Организация: 'Дельта', Телефон: '8 926 111 22 42.0' },
      { ФИО: 'ООО "Ясень" склад', Телефон: '8 926 111-22-43' },
      { ФИО: 'Женя (ООО Ясень)', Телефон: '8 926 111-22-44' },
    ],
    {
      organizations: ['Дельта', 'ООО "Ясень" склад | +79261112243'],
      persons: [
        'Ann Poe | +79261112241 | ann@poe.example',
        'Роза Линд | of Дельта | +79261112242',
        'Женя (ООО Ясень) | +79261112244',
      ],
    },
  ),
  rows(
    'a colleague whose line tells less of the address',
    'Company|Name|City|Street',
    [
      { Company: 'Keel & Daughters', Name: 'Una Keel', City: 'Cork', Street: '9 Quay St' },
      { Company: 'Keel & Daughters', Name: 'Ada Keel', City: 'Cork' },
    ],
    {
      country: 'IE',
      language: 'en',
      organizations: ['Keel & Daughters | Cork, 9 Quay St Cork'],
      persons: ['Una Keel | of Keel & Daughters', 'Ada Keel | of Keel & Daughters'],
    },
  ),
  rows(
    'capitals of Turkish letters',
    'Ad Soyad|Firma|İş Telefonu|Cep Telefonu|Vergi No',
    [
      { 'Ad Soyad': 'Çağla Kaya', Firma: 'Güneş Tekstil A.Ş.', 'İş Telefonu': '0212 293 38 00 / 120', 'Cep Telefonu': '0532 212 38 01', 'Vergi No': '0380000038' },
      { 'Ad Soyad': 'ÇAĞLA KAYA', Firma: 'GÜNEŞ TEKSTİL A.Ş.', 'Cep Telefonu': '+90 532 212 38 01' },
    ],
    {
      country: 'TR',
      language: 'en',
      organizations: ['Güneş Tekstil A.Ş. | 0380000038'],
      persons: [
        'Çağla Kaya | of Güneş Tekstil A.Ş. | +902122933800;ext=120;label=İş Telefonu +905322123801;label=Cep Telefonu',
      ],
    },
    { delimiter: ';', encoding: 'windows-1254' },
  ),
]; // biome-ignore format: tables
