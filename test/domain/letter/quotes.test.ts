import { describe, expect, it } from 'vitest';
import { letterParts } from '../../../src/domain/letter/letter-text.ts';

const ANSWER = 'Согласны, везите.';
const OLD = 'Добрый день! Цена насоса 100 рублей.';

/** How programs introduce the letter that is answered, one of each. */
const INTRODUCTIONS: [program: string, introduction: string][] = [
  ['Gmail', 'On Mon, Nov 30, 2026 at 10:00 AM Anna Petrova <anna@sloop.example> wrote:'],
  ['Gmail, 24 hours', 'On Mon, 30 Nov 2026 at 10:00, Anna Petrova <anna@sloop.example> wrote:'],
  [
    'Gmail, broken',
    'On Mon, Nov 30, 2026 at 10:00 AM Anna Petrova from the sales\ndepartment <anna@sloop.example> wrote:',
  ],
  ['Gmail, Russian', 'пн, 30 нояб. 2026 г. в 10:00, Анна Петрова <anna@sloop.example>:'],
  ['Gmail, Russian, broken', 'пн, 30 нояб. 2026 г. в 10:00, Анна Петрова из отдела продаж <\nanna@sloop.example>:'],
  ['Gmail, May', 'вт, 5 мая 2026 г. в 9:05, Анна <anna@sloop.example>:'],
  ['Android', '30 нояб. 2026 г. 10:00 пользователь "Анна" <anna@sloop.example> написал:'],
  ['Android, broken', '30 нояб. 2026 г. 10:00 пользователь "Анна Петрова" <\nanna@sloop.example> написал:'],
  ['Yandex', '30.11.2026, 10:00, "Анна Петрова" <anna@sloop.example>:'],
  ['Yandex, no name', '30.11.2026, 10:00, anna@sloop.example:'],
  ['Yandex, English', '30.11.2026, 10:00, "Anna" <anna@sloop.example>:'],
  ['Mail.ru', 'Понедельник, 30 ноября 2026, 10:00 +03:00 от Анна Петрова <anna@sloop.example>:'],
  ['Mail.ru, app', 'понедельник, 30 ноября 2026г., 10:00 +03:00 от Анна anna@sloop.example:'],
  ['Mail.ru, English', 'Monday, November 30, 2026 10:00 AM +03:00 from Anna <anna@sloop.example>:'],
  ['Apple', 'On 30 Nov 2026, at 10:00, Anna Petrova <anna@sloop.example> wrote:'],
  ['Apple, Russian', '30 нояб. 2026 г., в 10:00, Анна Петрова <anna@sloop.example> написал(а):'],
  ['iPhone, Russian', '> 30 нояб. 2026 г., в 10:00, Анна Петрова <anna@sloop.example> написал(а):'],
  ['Thunderbird', 'On 11/30/26 10:00, Anna Petrova wrote:'],
  ['Thunderbird, Russian', '30.11.2026 10:00, Анна Петрова пишет:'],
  ['Thunderbird of old', '30.11.2026 10:00, anna@sloop.example пишет:'],
  ['Roundcube', 'Анна Петрова писал(а) 2026-11-30 10:00:'],
  ['Roundcube, address', 'anna@sloop.example писал 2026-11-30 10:00:'],
  ['Roundcube, English', 'On 2026-11-30 10:00, Anna wrote:'],
  ['The Bat!', 'Вы писали 30 ноября 2026 г., 10:00:00:'],
  ['The Bat!, English', 'Monday, November 30, 2026, 10:00:00 AM, you wrote:'],
  ['Evolution', 'В Пн, 30/11/2026 в 10:00 +0300, Анна Петрова пишет:'],
  ['Evolution, English', 'On Mon, 2026-11-30 at 10:00 +0300, Anna wrote:'],
  ['KMail', 'В письме от понедельник, 30 ноября 2026 г. 10:00:00 MSK пользователь Анна написал:'],
  [
    'Outlook, rule',
    '-----Original Message-----\nFrom: Anna\nSent: Monday, November 30, 2026 10:00\nTo: ivan@romashka.example\nSubject: price',
  ],
  [
    'Outlook, Russian',
    '-----Исходное сообщение-----\nОт: Анна\nОтправлено: 30 ноября 2026 г. 10:00\nКому: ivan@romashka.example\nТема: цена',
  ],
  [
    'Outlook, headers',
    'From: Anna Petrova <anna@sloop.example>\nSent: Monday, November 30, 2026 10:00 AM\nTo: Ivan <ivan@romashka.example>\nSubject: RE: price',
  ],
  [
    'Outlook, Russian headers',
    'От: Анна Петрова <anna@sloop.example>\nОтправлено: понедельник, 30 ноября 2026 г. 10:00\nКому: Иван\nТема: RE: цена',
  ],
  [
    'Outlook, bold headers',
    '*От:* Анна [mailto:anna@sloop.example]\n*Отправлено:* 30 ноября 2026 г. 10:00\n*Кому:* Иван\n*Тема:* цена',
  ],
  [
    'Outlook, web',
    '________________________________\nОт: Анна <anna@sloop.example>\nОтправлено: 30 ноября 2026 г. 10:00:00\nКому: Иван\nТема: цена',
  ],
  [
    'Samsung',
    '-------- Исходное сообщение --------\nОт: Анна <anna@sloop.example>\nДата: 30.11.2026 10:00 (GMT+03:00)\nКому: Иван\nТема: цена',
  ],
  [
    'Samsung, English',
    '-------- Original message --------\nFrom: Anna <anna@sloop.example>\nDate: 11/30/26 10:00 (GMT+03:00)\nTo: Ivan\nSubject: price',
  ],
  [
    'Zimbra',
    '----- Исходное сообщение -----\nОт: "Анна" <anna@sloop.example>\nКому: "Иван" <ivan@romashka.example>\nОтправленные: Понедельник, 30 Ноябрь 2026 г 10:00:00\nТема: цена',
  ],
  [
    'Proton',
    '------- Original Message -------\nOn Monday, November 30th, 2026 at 10:00, Anna <anna@sloop.example> wrote:',
  ],
  ['German', 'Am Mo., 30. Nov. 2026 um 10:00 Uhr schrieb Anna <anna@sloop.example>:'],
  ['Zoho', '---- On Mon, 30 Nov 2026 10:00:00 +0300 Anna <anna@sloop.example> wrote ----'],
  ['Horde', 'Цитирую Анна <anna@sloop.example>:'],
  ['Horde, English', 'Quoting Anna <anna@sloop.example>:'],
  ['Spark', '30 нояб. 2026 г., 10:00 +0300, Анна <anna@sloop.example>, писал:'],
  ['K-9', '30 ноября 2026 г. 10:00:00 GMT+03:00, Анна <anna@sloop.example> пишет:'],
  [
    'eM Client',
    '------ Исходное сообщение ------\nОт: "Анна" <anna@sloop.example>\nКому: "Иван" <ivan@romashka.example>\nОтправлено: 30.11.2026 10:00:00\nТема: цена',
  ],
  [
    'Outlook, German',
    'Von: Anna <anna@sloop.example>\nGesendet: Montag, 30. November 2026 10:00\nAn: Ivan\nBetreff: Preis',
  ],
  ['Outlook, Chinese', '发件人: Anna <anna@sloop.example>\n发送时间: 2026年11月30日 10:00\n收件人: Ivan\n主题: price'],
  ['Ukrainian', 'пн, 30 лист. 2026 р. о 10:00 Анна <anna@sloop.example> пише:'],
  ['Polish', 'pon., 30 lis 2026 o 10:00 Anna <anna@sloop.example> napisał(a):'],
  ['French', 'Le lun. 30 nov. 2026 à 10:00, Anna <anna@sloop.example> a écrit :'],
];

describe.each(INTRODUCTIONS)('the quote of %s', (_program, introduction) => {
  it('is folded with its introduction', () => {
    const text = `${ANSWER}\n\n${introduction}\n\n> ${OLD}\n> С уважением, Анна\n`;
    expect(letterParts(text)).toMatchObject({ body: ANSWER, folded: true });
  });
  it('is folded where nothing marks its lines', () => {
    const text = `${ANSWER}\n\n${introduction.replace(/^> /, '')}\n\n${OLD}\nС уважением, Анна\n`;
    const { body, quote } = letterParts(text);
    expect(body).toBe(ANSWER);
    expect(quote).toContain(OLD);
  });
});

it('keeps what was written between quoted lines', () => {
  const text = '30.11.2026, 10:00, Анна <anna@sloop.example>:\n> Сколько?\nДвадцать.\n> Когда?\nЗавтра.';
  expect(letterParts(text).body).toBe('Двадцать.\nЗавтра.');
});

it('keeps what was written below lines that are marked with initials', () => {
  const text =
    'Добрый день, Анна!\n\nВы писали 30 ноября 2026 г., 10:00:\n\nАП> Муфта стоит 50 рублей.\nАП>> Какая?\n\nВозьмём пять.';
  expect(letterParts(text)).toMatchObject({ body: 'Добрый день, Анна!\n\nВозьмём пять.', folded: true });
});

it('keeps marked lines of a letter that answers nothing, unless something introduces them', () => {
  const own = 'Проверьте условия:\n\n> до 10 шт. - 50\n> от 10 шт. - 45\n\nВерно?';
  expect(letterParts(own, false)).toMatchObject({ body: own, folded: false });
  expect(letterParts(own)).toMatchObject({ body: 'Проверьте условия:\n\nВерно?', folded: true });
  for (const introduction of ['30.11.2026, 10:00, Анна <anna@sloop.example>:', '> 30.11.2026 10:00, Анна пишет:']) {
    expect(letterParts(`Берём.\n\n${introduction}\n> Цена 50.`, false).body).toBe('Берём.');
  }
});

it.each([
  'Ответ: A>B верно.',
  'Мощность\nкВт>5 нам не подходит',
  'Завтра в 10:00 приедет Иван и привезёт документы:\n- счёт\n- акт',
  'Вчера, 30.11.2026, директор написал нам письмо. Вот что решили:\n1. Берём.\n2. Платим.',
  'Срок: 30.11.2026\nЦена: 100\nКому: Ивану, лично',
  'От: склада в Туле\nдо: склада в Москве',
  'Пишите на anna@sloop.example до 30.11.2026:\nждём ответа',
  'В понедельник, 30 ноября, в 10:00 встречаемся:\nу входа',
  'Отправили 30.11.2026 в 10:00 следующее:\n- насос\n- муфта',
  'Нам нужно:\n—\nнасос К-80, 3 шт.\nмуфта, 2 шт.',
  'Список:\n--\nнасос 1\nнасос 2',
  'Груз готов.\nОтправлено из Тулы вчера, накладная 12345.\nВстречайте.',
  'Груз готов.\nОтправлено с курьером, ждите.',
  'С уважением отнеситесь к срокам, пожалуйста.\nЖдём.',
  'С уважением к вашему времени сообщаю: счёт оплачен.',
  'Цитирую договор:\nпункт пять',
  'Дата: 30.11.2026\nТема: поверка\nИсполнитель: Пётр',
  'С уважением, отдел закупок ждёт ответ по пунктам:\n1. цена\n2. срок',
  'Best price is 100.\nBest quality is 200.',
  'Regards the order: we take it.\nSend it.',
  'Всего хорошего качества насосов 20 штук.\nОстальные вернём.',
  'Привет!\n---\nПункт первый: цена.\nПункт второй: срок, который надо обсудить завтра.\n---\nИтог: берём.',
])('cuts nothing of a text that only looks like a quote or a signature: %j', (text) => {
  expect(letterParts(text)).toMatchObject({ body: text.trim(), folded: false });
});

it.each([
  ['the usual rule', '-- \nАнна Петрова\nООО «Ромашка»\n+7 912 345-67-89'],
  ['a dash', '—\nАнна Петрова'],
  ['a closing', 'С уважением,\nАнна Петрова\nменеджер\nтел. +7 912 345-67-89'],
  ['a closing with the name', 'С уважением, Анна'],
  ['an English closing', 'Best regards,\nAnna Petrova'],
  [
    'a closing with a disclaimer',
    'С уважением, Анна\n\nНастоящее сообщение конфиденциально и предназначено только тому, кому оно адресовано.',
  ],
  ['a phone', 'Отправлено с iPhone'],
  ['an Android', 'Отправлено с устройства Samsung'],
  ['Mail.ru', '--\nОтправлено из Mail.ru для Android'],
  ['Yandex', 'Отправлено из мобильной Яндекс Почты'],
  ['Outlook', 'Получить Outlook для iOS'],
  ['an English phone', 'Sent from my iPhone'],
])('folds the signature: %s', (_what, signature) => {
  const { body, folded } = letterParts(`Пришлите счёт на насосы.\n\n${signature}`);
  expect({ body, folded }).toEqual({ body: 'Пришлите счёт на насосы.', folded: true });
});

it('keeps a postscript below a signature', () => {
  const { body, signature } = letterParts('Пришлите счёт.\n\nС уважением, Анна\n\nP.S. И акт тоже.');
  expect(body).toBe('Пришлите счёт.\n\nP.S. И акт тоже.');
  expect(signature).toBe('С уважением, Анна');
});

it('gets through hostile lines', () => {
  const lines = [
    'А'.repeat(300_000),
    `${'а '.repeat(150_000)}:`,
    `${'1'.repeat(299)}:`.repeat(900),
    '> '.repeat(150_000),
  ];
  const texts = [
    ...lines.map((line) => `${line}\n`.repeat(3)),
    `С уважением, ${'Аб '.repeat(20)}\n`.repeat(5000),
    `${'On Mon 10:00 <a@b.example> '.repeat(8)}\n`.repeat(5000),
  ];
  for (const text of texts) expect(letterParts(text).body).not.toBe('');
});
