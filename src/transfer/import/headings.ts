import { keysOf } from '../../domain/keys.ts';
import type { RecordField } from './fields.ts';
import { headingLanguages } from './heading-words.ts';

/*
 * What a heading means where no profile says so. Exact headings come before parts of words, and
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
    .replace(/ё|\u0307/g, (mark) => (mark === 'ё' ? 'е' : ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How sure a meaning is: a whole heading, a word of it. */
export type HeadingMatch = 'exact' | 'part';
export interface Meaning {
  /** None: known, and without a field of its own. */
  field?: RecordField;
  by: HeadingMatch;
}

const BY_HEADING = new Map(
  headingLanguages.flatMap((headings) =>
    keysOf(headings).flatMap((field) =>
      (headings[field] ?? '')
        .split('|')
        .map((word): [string, RecordField] => [word.replaceAll('ё', 'е'), field === 'addressPart' ? 'address' : field]),
    ),
  ),
);
const ADDRESS_PARTS: ReadonlySet<string> = new Set(
  headingLanguages.flatMap(({ addressPart = '' }) => addressPart.split('|')),
);

/** Whether a heading is that of a part of an address; the parts of a row make one. */
export const isAddressPart = (plain: string): boolean =>
  ADDRESS_PARTS.has(plain) ||
  /улиц|город|област|индекс|стран|регион|street|city|state|zip|postal|country|province|region|address(?: line)? #$|billing code/.test(
    plain,
  );

/** Nothing of these has a field of its own, whatever else stands in the heading. */
const ELSEWHERE = new RegExp(
  `(?<!\\p{L})(?:${[
    'дата|date|день|birthday|рожден\\p{L}*|created|modified|updated|создан\\p{L}*|измен\\p{L}*|редактир\\p{L}*|обновл\\p{L}*',
    'status|статус|стадия|этап|stage|type|тип|вид|категори\\p{L}*|category|owner|владелец|count|количество|кол|число|сумма|бюджет|budget',
    'yomi|phonetic|фонетич\\p{L}*|транскрипц\\p{L}*|краткое|initials|инициалы|prefix|suffix|префикс|суффикс|salutation|обращение|anrede|civilité|nickname|псевдоним',
    'department|отдел|подразделение|bank|банк\\p{L}*|бик|счет|корсчет|реквизит\\p{L}*|кпп|огрн|окпо|оквэд|okpo|industry|отрасль|сфера',
    'skype|icq|jabber|aim|msn|im|vk|вк|вконтакте|facebook|instagram|linkedin|twitter|x com|одноклассник\\p{L}*|соцсет\\p{L}*',
    'group|groups|membership|групп\\p{L}*|label|labels|метк\\p{L}*|тег|теги|tags|photo|фото|avatar|аватар|логотип|logo|gender|пол',
    'id|ids|ид|guid|uuid|код|code|артикул|is|source|источник|язык|language|timezone|priority|sensitivity|приоритет|важность|mileage',
    'участвует|экспорт\\p{L}*|assistant|assistant s|asst|помощник\\p{L}*|ассистент\\p{L}*|manager s|руководител\\p{L}*|spouse|супруг\\p{L}*|children|дети|hobby|хобби|referred|reports|reporting|vendor|parent',
    'size|since|domain|последн\\p{L}*|следующ\\p{L}*|last (?:activity|contact\\p{L}*|seen)|next|ext|extension|доб|добавочн\\p{L}*',
    'lead|score|rating|рейтинг|deal|deals|сделк\\p{L}*|activity|activities|meeting|ids|consent|opt|unsubscribed|newsletter|custom|calling',
  ].join('|')})(?!\\p{L})`,
  'u',
);

const ADDRESS_WORDS =
  /(?<!\p{L})(?:address\p{L}*|адрес\p{L}*|street\d?|city|state|zip\p{L}*|postal\p{L}*|code|country|region|province|formatted|line|po|box|extended|town|village|locality|of|улиц\p{L}*|дом|город\p{L}*|област\p{L}*|индекс\p{L}*|стран\p{L}*|регион\p{L}*)(?!\p{L})/gu;

/** What the columns of one address have in common: "Business street" and "Business city" are of "business". */
export function addressOf(heading: string): string {
  const plain = plainHeading(heading);
  if (ADDRESS_PARTS.has(plain)) return '';
  const stem = bareHeading(heading).replace(ADDRESS_WORDS, ' ').replace(/\s+/g, ' ').trim();
  // A second line of an address, rather than a second address.
  return isAddressPart(plain) && /\d$/.test(bareHeading(heading)) ? stem.replace(/ ?\d+$/, '') : stem;
}

/** A code that is no number of a program's: a postal one. */
const POSTAL = /(?:postal|zip|post) ?code/;

/** A tax number is one wherever it stands: among bank details, with a code of the branch. */
const TAX = /(?:^| )(?:инн|унп|едрпоу)(?: |$)/u;

/** In order: a "contact phone" is a phone before it is a contact, a "postal address" an address before it is mail. */
const PARTS: readonly (readonly [RegExp, RecordField])[] = [
  [/^(?:примечани|комментари)\p{L}* к(?: |$)/u, 'note'],
  [/адрес\p{L}* сайта|site address/u, 'site'],
  [/(?:^| )фио(?: |$)|ф и о/u, 'person'],
  [/почтов\p{L}* (?:адрес|индекс)|postal|индекс|(?:^| )zip/u, 'address'],
  [/e ?mail|электронн|(?:^| )эл почт|почт|имейл|мейл/u, 'email'],
  [
    /телефон|(?:^| )тел(?: |$)|(?:^| )моб(?: |$)|мобильн|telefon|t[eé]l[eé]fono|сотов|phone|(?:^| )mobile|(?:^| )tel(?: |$)|(?:^| )cell|факс|(?:^| )fax|whatsapp|viber/u,
    'phone',
  ],
  [/(?:^| )инн(?: |$)|(?:^| )(?:tax|vat|inn|унп|бин)(?: |$)/u, 'taxNumber'],
  [/адрес|address|город|(?:^| )city|улиц|street|(?:^| )(?:country|state|province|region|стран|област)/u, 'address'],
  [/сайт|(?:^| )(?:web )?site(?: |$)|website|(?:^| )(?:url|web)(?: |$)/u, 'site'],
  [/telegram|телеграм/u, 'telegram'],
  [/примечан|комментар|заметк|описани|(?:^| )notes?(?: |$)|comment|description/u, 'note'],
  [/ответственн|менеджер|куратор|(?:^| )responsible/u, 'manager'],
  [/должност|position|job title/u, 'position'],
  [/фамил|last name|surname|family name/u, 'lastName'],
  [/отчеств|middle name|patronymic/u, 'middleName'],
  [
    /компан|организац|клиент|контрагент|назван|наименован|фирм|юридическ|company|organi[sz]ation|client|customer|account/u,
    'organization',
  ],
  [/first name|given name/u, 'firstName'],
  [/контакт|лицо|сотрудник|представител|полное имя|full name|contact|person/u, 'person'],
];

/** What a plain heading means; undefined where it says nothing. A bare "name" is left to code that sees what stands beside it. */
export function meaningOf(plain: string): Meaning | undefined {
  const exact = BY_HEADING.get(plain) ?? BY_HEADING.get(plain.replace(/ ?#$/, ''));
  if (exact) return { field: exact, by: 'exact' };
  // A phone for work is one, whatever group it is in; a "mobile phone type" is none.
  if (TAX.test(plain) && !/банк/.test(plain)) return { field: 'taxNumber', by: 'part' };
  if (POSTAL.test(plain)) return { field: 'address', by: 'part' };
  if (ELSEWHERE.test(plain)) return { by: 'part' };
  const part = PARTS.find(([pattern]) => pattern.test(plain))?.[1];
  return part && { field: part, by: 'part' };
}

/** What a heading tells of the kind of phone or address: "Business phone 2" is "Business". */
export function labelOfHeading(heading: string): string | undefined {
  const words = heading
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(
      /(?<!\p{L})(?:телефоны?|тел\.?|phones?|t[eé]l[eé](?:f|ph)on[eo]?s?|telefoon|telefón|информация|information|info|details|номера?|numbers?|no|person|лицо|контакт|data|value|значение|contacts?|контактн\p{L}+|основной|primary|main|адрес|address|#|e|mail|email)(?!\p{L})/giu,
      ' ',
    )
    .replace(/\d+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}/u.test(words) ? words.slice(0, 40) : undefined;
}
