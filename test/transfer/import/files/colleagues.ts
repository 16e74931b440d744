import { file, table } from './file-case.ts';

/* Who is who: namesakes, colleagues with one line, firms with one name. */

const people = ['Компания', 'ФИО', 'Телефон', 'Email', 'Должность'];

export const colleagues = [
  table('colleagues with one line and one box', [people,
    ['Сосна', 'Петров Иван', '8 495 111-22-33', 'info@sosna.example', ''], ['Сосна', 'Иван Петров', '8 495 111-22-33', 'info@sosna.example', 'Кладовщик'],
    ['Сосна', 'Петрова Ирина', '8 495 111-22-33', 'info@sosna.example', ''], ['Ель', 'Петров Иван', '8 916 123-45-67', '', ''],
  ], {
    organizations: ['Сосна', 'Ель'],
    persons: ['Петров Иван | of Сосна | Кладовщик | +74951112233 | info@sosna.example', 'Петрова Ирина | of Сосна | +74951112233 | info@sosna.example', 'Петров Иван | of Ель | +79161234567'],
  }, ';'), // biome-ignore format: one table
  table('a person who has one phone and two employers', [people,
    ['Сосна', 'Ким Олег', '8 916 111-22-33', '', ''], ['Ель', 'Ким Олег', '8 916 111-22-33', '', ''],
  ], { organizations: ['Сосна'], persons: ['Ким Олег | of Сосна | +79161112233'], doubtful: ['Ким Олег'] }, ';'), // biome-ignore format: one table
  table('one name, two tax numbers; one tax number, two writings', [['Клиент', 'ИНН', 'Город'],
    ['ООО Вектор', '7707083893', 'Москва'], ['ООО Вектор', '7736050003', 'Тула'], ['ООО «Вектор»', '7707083893', 'Химки'], ['Вектор Плюс', '7736050003', 'Тула'],
  ], {
    organizations: ['ООО Вектор | 7707083893 | Москва Химки', 'ООО Вектор | 7736050003 | Тула'], doubtful: ['Вектор Плюс'],
  }, ';'), // biome-ignore format: one table
  table('one name in both alphabets, in two cases', [['Company', 'Contact', 'E-mail'],
    ['Romashka', 'Olga Belova', 'belova@romashka.example'], ['ромашка', 'Ольга Белова', 'belova@romashka.example'],
  ], {
    organizations: ['Romashka'], persons: ['Olga Belova | of Romashka | belova@romashka.example'],
  }, ';'), // biome-ignore format: one table
  table('namesakes without an employer', [['ФИО', 'Телефон'], ['Иванов Сергей', '8 916 000-11-22'], ['Иванов Сергей', '8 916 000-11-33'], ['Иванов Сергей', '']], {
    persons: ['Иванов Сергей | +79160001122'], doubtful: ['Иванов Сергей'],
  }, ';'), // biome-ignore format: one table
  file('two cards of one person', ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Анна Чен', 'TEL:+7 916 000 22 11', 'END:VCARD', 'BEGIN:VCARD', 'VERSION:3.0', 'FN:Чен Анна', 'TEL:89160002211', 'EMAIL:anna@chen.example', 'END:VCARD'].join('\n'), {
    persons: ['Анна Чен | +79160002211 | anna@chen.example'],
  }), // biome-ignore format: one file
];
