import { findEmails } from '../domain/client/email.ts';
import { normalizePhone } from '../domain/client/phone.ts';
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
    .slice(0, 200)
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

const isMail = (value: string): boolean => findEmails(value).length > 0;
/** A number of five digits may be anything. */
const isPhone = (value: string): boolean => (value.match(/\d/g)?.length ?? 0) > 6 && normalizePhone(value).ok;

/** Whether a value is how somebody is reached: no heading looks so. */
export const isReach = (value: string): boolean => isMail(value) || isPhone(value);

/** What the columns of a file without headings hold, by the first of its lines: a client's name, and how it is reached. */
export function fieldsByValues(values: readonly string[]): (RecordField | undefined)[] {
  const name = values.findIndex((value) => /\p{L}/u.test(value) && !isReach(value));
  return values.map((value, index) => {
    if (index === name) return 'organization';
    if (isMail(value)) return 'email';
    return isPhone(value) ? 'phone' : undefined;
  });
}
