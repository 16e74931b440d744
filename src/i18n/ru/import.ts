import { byName } from '../by-name.ts';
import { plural } from '../plural.ts';

const lines = (count: number) => plural('ru', count, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' });
const clients = (count: number) =>
  plural('ru', count, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' });
const persons = (count: number) => plural('ru', count, { one: 'лицо', few: 'лица', many: 'лиц', other: 'лица' });

export const imports = {
  import: 'Импорт',
  how: 'Пришлите файл CSV или vCard (.vcf), до 20 МБ. В CSV первая строка лучше называет столбцы, например: Компания; Контактное лицо; Должность; Телефон; Почта; ИНН; Адрес; Сайт; Примечание; Ответственный. Сначала покажу, что получится.',
  reading: 'Читаю файл',
  running: 'Импорт клиентов',
  got: (name: string) => `Получил файл «${name}», читаю…`,
  tooBig: 'Файл больше 20 МБ: такие Telegram боту не отдаёт. Разделите его на части.',
  refusal: byName({
    tooBig: 'Файл больше 20 МБ: такие Telegram боту не отдаёт. Разделите его на части.',
    gone: 'Telegram больше не отдаёт этот файл. Пришлите его ещё раз.',
    empty: 'В файле нет ни одной записи.',
    noHeadings:
      'Не понял, где в файле «Компания» или «Контактное лицо»: хотя бы один такой столбец нужен. Остальные: Должность, Телефон, Почта, ИНН, Адрес, Сайт, Примечание, Ответственный.',
  }),
  title: (name: string) => `Импорт: ${name}`,
  encoding: (name: string, delimiter: string | undefined) =>
    delimiter === undefined ? `Кодировка: ${name}` : `Кодировка: ${name}, разделитель: ${delimiter}`,
  tab: 'табуляция',
  columns: 'Столбцы:',
  chooseColumns: 'Столбцы',
  columnsHow: 'Что в каком столбце? Нажмите на тот, который понят неверно.',
  firstIsHeadings: 'В первой строке названия',
  whatIsIn: (column: string) => `Что в столбце «${column}»?`,
  noField: 'Не брать',
  notTaken: (names: string) => `Не взято: ${names}`,
  lines,
  verdict: { all: 'Все', create: 'Новые', match: 'Совпали', refuse: 'С ошибкой' },
  reason: byName({
    noName: 'нет ни компании, ни лица',
    badPhone: 'не похоже на телефон',
    badEmail: 'не похоже на почту',
    badManager: 'нет такого менеджера',
    brokenQuotes: 'не закрыты кавычки',
    badCard: 'карточка не закончена',
  }),
  nothing: 'Здесь пусто.',
  start: (count: number) => `Импортировать: ${lines(count)}`,
  started: 'Импорт начат…',
  dropped: 'Импорт отменён, ничего не сохранено.',
  startedAlready: 'Этот импорт уже начат.',
  created: (organizations: number, people: number) =>
    `Добавлено: ${[organizations > 0 && clients(organizations), people > 0 && persons(people)].filter(Boolean).join(', ') || '0'}`,
  matched: (count: number, changed: number) => `Уже были: ${lines(count)}, дополнено карточек: ${changed}`,
  refused: (count: number) => `Не вошло: ${lines(count)}, они в файле ниже`,
  refusedFile: 'Строки, которые не вошли',
  csvHead: ['Строка', 'Причина', 'Что именно', 'Текст'],
  field: byName({
    organization: 'Клиент',
    person: 'Лицо',
    lastName: 'Фамилия',
    firstName: 'Имя',
    middleName: 'Отчество',
    position: 'Должность',
    phone: 'Телефон',
    email: 'Почта',
    taxNumber: 'ИНН',
    address: 'Адрес',
    site: 'Сайт',
    note: 'Примечание',
    manager: 'Ответственный',
  }),
};
