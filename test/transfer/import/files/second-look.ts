import iconv from 'iconv-lite';
import { file, rows, table } from './file-case.ts';

/* What only shows where files are odd in a second way: pages, companies among people, labels in heads, spoiled numbers. */

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const quoted = (text: string, encoding: string) =>
  [...iconv.encode(text, encoding)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

export const secondLook = [
  table(
    'two pages, each with its headings, and a sum below a count',
    [
      ['Справочник покупателей', '', ''],
      ['№', 'Наименование', 'Телефон'],
      ['1', 'ООО Липа', '8 495 111-22-01'],
      ['№', 'Наименование', 'Телефон'],
      ['2', 'ООО Бук', '8 495 111-22-02'],
      ['Итого', '2', ''],
    ],
    { organizations: ['ООО Липа | +74951112201', 'ООО Бук | +74951112202'], refused: ['total'] },
    ';',
  ),
  rows(
    'companies among the contacts of amoCRM',
    'ID|Тип|Полное имя контакта|Компания контакта|Ответственный|Теги|Рабочий телефон|Адрес',
    [
      { ID: '7', Тип: 'контакт', 'Полное имя контакта': 'Клим Зорин', 'Компания контакта': 'ООО Заря', Теги: 'Опт, Клин' },
      { ID: '8', Тип: 'компания', 'Полное имя контакта': 'ООО Заря', 'Рабочий телефон': '8 495 111-22-03', Адрес: 'Клин' },
    ],
    { organizations: ['ООО Заря | +74951112203;label=Рабочий | Клин'], persons: ['Клим Зорин | of ООО Заря | #опт #клин'] },
  ),
  rows(
    'partners of Odoo by their display names',
    'Display Name|Is a Company|Related Company|Phone|Email',
    [
      { 'Display Name': 'Maple Desk', 'Is a Company': 'True', Phone: '(617) 253-1000' },
      { 'Display Name': 'Maple Desk, Ann Poe', 'Is a Company': 'False', 'Related Company': 'Maple Desk', Email: 'ann@maple.example' },
    ],
    { country: 'US', language: 'en', organizations: ['Maple Desk | +16172531000'], persons: ['Ann Poe | of Maple Desk | ann@maple.example'] },
  ),
  table(
    'without headings, the person before the firm',
    [
      ['Лосев Глеб Юрьевич', 'ООО Лось', '+7 926 111-22-04'],
      ['Рысина Ева Львовна', 'АО Рысь', '+7 926 111-22-05'],
    ],
    {
      organizations: ['ООО Лось', 'АО Рысь'],
      persons: ['Лосев Глеб Юрьевич | of ООО Лось | +79261112204', 'Рысина Ева Львовна | of АО Рысь | +79261112205'],
    },
    ';',
  ),
  file(
    'a page that is called a workbook',
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table><tr><th>Компания</th><th>Контакт</th><th>Телефон</th></tr>' +
      '<tr><td>ООО &laquo;Кедр&raquo;</td><td>Яна&nbsp;Кедрова</td><td>8 926 111-22-06</td></tr></table></body></html>',
    { organizations: ['ООО «Кедр»'], persons: ['Яна Кедрова | of ООО «Кедр» | +79261112206'] },
  ),
  rows(
    'several values in a cell, and one in several lines',
    'Организация|ФИО|Телефон|E-mail|Сайт|ИНН|Комментарий',
    [
      { Организация: 'ООО А', ФИО: 'Первый', Телефон: '8 (926)\n111-22-07', 'E-mail': 'a@firm.example/b@firm.example', Сайт: '#N/A' },
      { Организация: 'ООО Б', ФИО: 'Второй', Телефон: '7.9261112208E+10', ИНН: '7707083893 КПП 770701001' },
      { Организация: 'ООО В', ФИО: 'Третий', Телефон: '8 926 111-22-09 (моб, вечером)', Комментарий: '<p>Платит <b>сразу</b></p>всегда' },
    ],
    {
      organizations: ['ООО А', 'ООО Б | 7707083893', 'ООО В'],
      persons: [
        'Первый | of ООО А | +79261112207 | a@firm.example b@firm.example',
        'Второй | of ООО Б | +79261112208',
        'Третий | of ООО В | +79261112209;label=моб вечером',
      ],
    },
    { delimiter: ';' },
  ),
  rows(
    'two firms of one name, and a line that may be of either',
    'Организация|ИНН|E-mail',
    [
      { Организация: 'ООО Вереск', ИНН: '7707083893' },
      { Организация: 'ООО Вереск', ИНН: '5003052454' },
      { Организация: 'Вереск ООО', 'E-mail': 'zakaz@veresk.example' },
    ],
    { organizations: ['ООО Вереск | 7707083893', 'ООО Вереск | 5003052454'], doubtful: ['Вереск ООО'] },
  ),
  file(
    'a label in the head of a phone, and a patronymic in the parts of a name only',
    card(
      'VERSION:2.1',
      'N:Ежов;Пров;Ильич;;',
      'FN:Пров Ежов',
      `TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,${quoted('гараж', 'utf-8')}):8-495-111-22-10`,
    ),
    { persons: ['Пров Ильич Ежов | +74951112210;label=гараж'] },
  ),
  file(
    'cards of two phones, two charsets, none named',
    card('VERSION:2.1', `FN;ENCODING=QUOTED-PRINTABLE:${quoted('Юля Щукина', 'win1251')}`, 'TEL;CELL:+79261112211') +
      card('VERSION:2.1', `FN;ENCODING=QUOTED-PRINTABLE:${quoted('Эля Чижова', 'utf-8')}`, 'TEL;CELL:+79261112212'),
    { persons: ['Юля Щукина | +79261112211;label=моб.', 'Эля Чижова | +79261112212;label=моб.'] },
  ),
]; // biome-ignore format: a table of files
