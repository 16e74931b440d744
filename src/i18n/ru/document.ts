import { plural } from '../plural.ts';

export const document = {
  title: 'Документы',
  count: (count: number, atLeast: boolean) =>
    atLeast
      ? `${count}+ документов`
      : plural('ru', count, { one: 'документ', few: 'документа', many: 'документов', other: 'документа' }),
  none: 'Документов пока нет.',
  noneSuch: 'По такому отбору документов нет.',
  pickType: 'Документы какого вида показать?',
  pickPeriod: 'За какой период?',
  noneFound: (number: string) => `С номером «${number}» ничего не нашлось.`,
  found: (number: string) => `Номер содержит «${number}»`,
  of: (name: string) => `Документы: ${name}`,
  absent: 'Такого документа нет.',
  add: 'Новый документ',
  /** On the draft of a document, as long as it has no client or sum. */
  writeMore: 'Напишите сумму или клиента: запишу.',
  taken: 'Записано.',
  findTitle: 'Поиск документа',
  askNumber: 'Номер или его часть?',
  newContact: 'Новый контакт',
  plan: 'Запланировать',
  client: 'Клиент',
  clientContacts: 'Все контакты клиента',
  contacts: 'Контакты по документу',
  file: 'Файл',
  askFile: 'Пришлите файл или фото документа.',
  editTitle: 'Изменение документа',
  editQuestion: 'Что изменить?',
  currency: 'Валюта',
  askCurrency: 'Какая валюта? Выберите или напишите код, например: CHF.',
  badCurrency: 'Такой валюты не знаю. Подойдёт код из трёх букв: CHF.',
  from: (date: string) => `от ${date}`,
  removedNow: 'Документ удалён из реестра.',
  removeQuestion: 'Удалить документ из реестра? Его можно будет вернуть.',
  broughtBack: 'Документ возвращён.',
  overtaken: 'Документ только что изменил кто-то ещё. Вот как он выглядит теперь.',
  all: 'Все документы',
  author: 'Внёс',
};
