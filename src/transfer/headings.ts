import type { RecordField } from './record.ts';

/**
 * Which field a heading names, in Russian or English. In order: "contact phone" is a phone before it is a contact, "postal
 * address" an address before it is mail. `null`: known, and of no use.
 */
const RULES: readonly (readonly [RegExp, RecordField | null])[] = [
  [/(?:^| )(?:тип|вид|type|label|id|код|code)(?: |$)/, null],
  [/почтов\S* (?:адрес|индекс)|postal|индекс|zip/, 'address'],
  [/e ?mail|электронн|почт|имейл|мейл/, 'email'],
  [/телефон|(?:^| )тел(?: |$)|мобильн|сотов|phone|mobile|(?:^| )tel(?: |$)|telephone|cell/, 'phone'],
  [/ответственн|менеджер|куратор|manager|responsible|owner/, 'manager'],
  [/(?:^| )инн(?: |$)|(?:^| )(?:tax|vat|inn|унп|бин)(?: |$)/, 'taxNumber'],
  [/адрес|address|город|city|улиц|street/, 'address'],
  [/сайт|(?:^| )(?:web )?site|website|(?:^| )(?:url|web)(?: |$)/, 'site'],
  [/примечан|комментар|заметк|описани|(?:^| )notes?(?: |$)|comment|description/, 'note'],
  [/должност|position|(?:^| )title(?: |$)|(?:^| )job|(?:^| )role(?: |$)/, 'position'],
  [/фамил|last name|surname|family name/, 'lastName'],
  [/отчеств|middle name|patronymic|additional name/, 'middleName'],
  [
    /компан|организац|клиент|контрагент|назван|наименован|фирм|юридическ|company|organi[sz]ation|client|customer|account|employer/,
    'organization',
  ],
  [/first name|given name/, 'firstName'],
  [
    /(?:^| )фио(?: |$)|ф и о|контакт|лицо|сотрудник|представител|полное имя|full name|display name|contact|person/,
    'person',
  ],
];

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<= )\d+(?= |$)/g, '')
    .replace(/ +/g, ' ')
    .trim();

/** The fields that the headings of a file name; undefined where a column is not taken. */
export function guessFields(headings: readonly string[]): (RecordField | undefined)[] {
  const plains = headings.map(plain);
  const guessed = plains.map((text) => RULES.find(([pattern]) => pattern.test(text))?.[1] ?? undefined);
  const has = (field: RecordField) => guessed.includes(field);
  // A bare "name" is a person's where the file has companies or parts of names beside it, else the client's.
  return guessed.map((field, index) => {
    if (field !== undefined || !['имя', 'name'].includes(plains[index] ?? '')) return field;
    if (has('lastName') || has('middleName')) return 'firstName';
    return has('organization') || has('position') || plains[index] === 'имя' ? 'person' : 'organization';
  });
}
