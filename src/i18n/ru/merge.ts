import { plural } from '../plural.ts';

export const merge = {
  merge: 'Объединить',
  title: 'Объединение',
  ask: (name: string) => `С чем объединить: ${name}? Выберите или напишите часть названия.`,
  itself: 'Это та же самая карточка. Выберите другую.',
  main: (name: string) => `Останется: ${name}`,
  gone: (name: string) => `Вольётся: ${name}`,
  becomes: 'Что получится:',
  moves: (contacts: number, persons: number, documents: number) =>
    [
      plural('ru', contacts, { one: 'контакт', few: 'контакта', many: 'контактов', other: 'контакта' }),
      ...(persons > 0 ? [plural('ru', persons, { one: 'лицо', few: 'лица', many: 'лиц', other: 'лица' })] : []),
      ...(documents > 0
        ? [plural('ru', documents, { one: 'документ', few: 'документа', many: 'документов', other: 'документа' })]
        : []),
    ].join(', '),
  willMove: (what: string) => `Перейдёт: ${what}.`,
  noUndo: 'Разъединить потом нельзя.',
  swap: 'Поменять местами',
  others: (field: string) => `${field}: взять второе`,
  started: 'Объединяю…',
  into: (name: string) => `Теперь это одна карточка: ${name}`,
  moved: (what: string) => `Перешло: ${what}`,
  refused: 'Объединить не удалось: одну из карточек тем временем объединили с другой.',
  duplicates: 'Дубликаты',
  duplicatesNone: 'Одинаковых телефонов, адресов почты и названий не нашлось.',
  duplicatesLate: 'Справочник слишком велик, чтобы найти дубликаты за пару секунд. Попробуйте позже.',
  organizations: 'Клиенты',
  persons: 'Лица',
  by: { name: 'название', phone: 'телефон', email: 'почта', taxNumber: 'ИНН' },
  twoTaxNumbers: (own: string, other: string) =>
    `У карточек разные ИНН: ${own} и ${other}. Обычно это два разных клиента. Второй ИНН останется в примечании.`,
  sure: 'Всё равно объединить',
};
