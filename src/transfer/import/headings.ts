import type { RecordField } from './fields.ts';

/*
 * What a heading means, in Russian or English, where no profile says so. Exact headings come before parts of words, and
 * what is known to be nothing of a client's main fields (dates, types, banks, social networks) before either guess.
 */

/** A heading as it is compared: "E-mail 1 - Value" is "e mail # value". */
export const plainHeading = (heading: string): string => bareHeading(heading).replace(/(?<= |^)\d+(?= |$)/g, '#');

/** The same with its numbers, which tell what belongs together. */
export const bareHeading = (heading: string): string =>
  heading
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How sure a meaning is: a whole heading, a word of it. */
export type Certainty = 'exact' | 'part';
export interface Meaning {
  /** None: known, and without a field of its own. */
  field?: RecordField;
  by: Certainty;
}

const EXACT: Record<Exclude<RecordField, 'rest'>, string> = {
  organization:
    'компания|организация|клиент|контрагент|название компании|наименование|наименование организации|название|название организации|фирма|юридическое лицо|покупатель|заказчик|company|company name|organization|organisation|organization name|organization # name|client|customer|customer name|account|account name|employer|business name',
  person:
    'фио|ф и о|контакт|контактное лицо|имя контакта|полное имя|полное имя контакта|лицо|представитель|сотрудник|full name|contact|contact name|contact person|person|fullname|display name|отображаемое имя',
  lastName: 'фамилия|last name|lastname|surname|family name|фамилия контакта',
  firstName: 'first name|firstname|given name|forename',
  middleName: 'отчество|middle name|middlename|additional name|patronymic',
  position:
    'должность|position|job title|jobtitle|title|role|job position|organization # title|organization title|designation',
  phone:
    'телефон|тел|телефоны|мобильный|сотовый|номер телефона|phone|phones|phone number|mobile|mobile phone|telephone|tel|cell|phone #|телефон #|phone # value|mobile no',
  email:
    'email|e mail|mail|почта|эл почта|электронная почта|адрес электронной почты|email address|e mail address|e mail # value|e mail #|email #|emails|имейл|мейл|адрес эл почты',
  taxNumber: 'инн|inn|tax number|tax id|vat|vat number|vat id|унп|бин|иин|едрпоу|инн кпп|tin|tax no',
  address:
    'адрес|address|юридический адрес|фактический адрес|почтовый адрес|город|city|street|улица|адрес доставки|full address|индекс|страна|country|область|регион|state|zip|postal code',
  site: 'сайт|site|website|web|url|web page|веб страница|веб сайт|интернет сайт|homepage|web site|website # value|корпоративный сайт',
  telegram: 'telegram|телеграм|telegram username',
  note: 'примечание|примечания|комментарий|комментарии|заметки|заметка|описание|note|notes|comment|comments|description|примечание #',
  manager:
    'ответственный|менеджер|куратор|ответственный менеджер|основной менеджер|manager|responsible|responsible manager|account manager|assigned user|assigned to|contact owner',
};

const BY_HEADING = new Map(
  Object.entries(EXACT).flatMap(([field, headings]) =>
    headings.split('|').map((heading): [string, RecordField] => [heading, field as RecordField]),
  ),
);

/** Nothing of these has a field of its own, whatever else stands in the heading. */
const ELSEWHERE = new RegExp(
  `(?<!\\p{L})(?:${[
    'дата|date|день|birthday|рожден\\p{L}*|created|modified|updated|создан\\p{L}*|измен\\p{L}*|редактир\\p{L}*|обновл\\p{L}*',
    'status|статус|стадия|этап|stage|type|тип|вид|категори\\p{L}*|category|owner|владелец|count|количество|кол|число|сумма|бюджет|budget',
    'yomi|phonetic|фонетич\\p{L}*|транскрипц\\p{L}*|краткое|initials|инициалы|prefix|suffix|префикс|суффикс|salutation|обращение|nickname|псевдоним',
    'department|отдел|подразделение|bank|банк\\p{L}*|бик|счет|корсчет|реквизит\\p{L}*|кпп|огрн|окпо|оквэд|okpo|industry|отрасль|сфера',
    'skype|icq|jabber|aim|msn|im|vk|вк|вконтакте|facebook|instagram|linkedin|twitter|x com|одноклассник\\p{L}*|соцсет\\p{L}*',
    'group|groups|membership|групп\\p{L}*|label|labels|метк\\p{L}*|тег|теги|tags|photo|фото|avatar|аватар|логотип|logo|gender|пол',
    'id|ids|ид|guid|uuid|код|code|артикул|is|source|источник|язык|language|timezone|priority|sensitivity|приоритет|важность|mileage',
    'участвует|экспорт\\p{L}*|assistant|assistant s|помощник\\p{L}*|ассистент\\p{L}*|manager s|руководител\\p{L}*|spouse|супруг\\p{L}*|children|дети|hobby|хобби|referred|reports|reporting|vendor|parent',
    'lead|score|rating|рейтинг|deal|deals|сделк\\p{L}*|activity|activities|meeting|ids|consent|opt|unsubscribed|newsletter|custom|calling',
  ].join('|')})(?!\\p{L})`,
  'u',
);

/** In order: a "contact phone" is a phone before it is a contact, a "postal address" an address before it is mail. */
const PARTS: readonly (readonly [RegExp, RecordField])[] = [
  [/почтов\p{L}* (?:адрес|индекс)|postal|индекс|(?:^| )zip/u, 'address'],
  [/e ?mail|электронн|(?:^| )эл почт|почт|имейл|мейл/u, 'email'],
  [
    /телефон|(?:^| )тел(?: |$)|мобильн|сотов|phone|(?:^| )mobile|(?:^| )tel(?: |$)|(?:^| )cell|факс|(?:^| )fax|whatsapp|viber/u,
    'phone',
  ],
  [/ответственн|менеджер|куратор|(?:^| )responsible/u, 'manager'],
  [/(?:^| )инн(?: |$)|(?:^| )(?:tax|vat|inn|унп|бин)(?: |$)/u, 'taxNumber'],
  [/адрес|address|город|(?:^| )city|улиц|street/u, 'address'],
  [/сайт|(?:^| )(?:web )?site(?: |$)|website|(?:^| )(?:url|web)(?: |$)/u, 'site'],
  [/telegram|телеграм/u, 'telegram'],
  [/примечан|комментар|заметк|описани|(?:^| )notes?(?: |$)|comment|description/u, 'note'],
  [/должност|position|job title/u, 'position'],
  [/фамил|last name|surname|family name/u, 'lastName'],
  [/отчеств|middle name|patronymic/u, 'middleName'],
  [
    /компан|организац|клиент|контрагент|назван|наименован|фирм|юридическ|company|organi[sz]ation|client|customer|account/u,
    'organization',
  ],
  [/first name|given name/u, 'firstName'],
  [/(?:^| )фио(?: |$)|ф и о|контакт|лицо|сотрудник|представител|полное имя|full name|contact|person/u, 'person'],
];

/** What a plain heading means; undefined where it says nothing. A bare "name" is left to code that sees what stands beside it. */
export function meaningOf(plain: string): Meaning | undefined {
  const exact = BY_HEADING.get(plain) ?? BY_HEADING.get(plain.replace(/ ?#$/, ''));
  if (exact) return { field: exact, by: 'exact' };
  // A phone for work is one, whatever group it is in; a "mobile phone type" is none.
  if (ELSEWHERE.test(plain)) return { by: 'part' };
  const part = PARTS.find(([pattern]) => pattern.test(plain))?.[1];
  return part && { field: part, by: 'part' };
}

/** What a heading tells of the kind of phone or address: "Business phone 2" is "Business". */
export function labelOfHeading(heading: string): string | undefined {
  const words = heading
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(
      /(?<!\p{L})(?:телефоны?|тел\.?|phones?|telephone|номера?|numbers?|no|person|лицо|контакт|value|значение|contacts?|контактный|основной|primary|main|адрес|address|#|e|mail|email)(?!\p{L})/giu,
      ' ',
    )
    .replace(/\d+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}/u.test(words) ? words.slice(0, 40) : undefined;
}
