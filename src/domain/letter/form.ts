import { findEmails } from '../client/email.ts';
import type { Address } from './letter.ts';

/** Forms send a line for each field. */
const FIELD =
  /^[\s*•-]{0,5}([\p{L}][\p{L}\d .,'’/()-]{0,40}?)\s*(?:\([^)]{0,40}\))?\s*(?::|·|=|—|\s[-–]\s)\s*(.{0,300})$/u;
const EMAIL =
  /^(?:(?:ваш[а-яё]*|контактный|your)\s+)?(?:e-?mail|емейл|имейл|эл(?:ектронн[а-яё]+|\.)?\s*(?:почта|адрес)|почта|mail|адрес эл(?:ектронной|\.)? почты)(?:\s+address)?$/iu;
const NAME = /^(?:(?:ваше|контактное|your)\s+)?(?:имя|фио|ф\.?и\.?о\.?|контактное лицо|name|full name|fio)$/iu;
const PHONE =
  /^(?:(?:ваш|контактный|мобильный|your|contact|mobile)\s+)?(?:тел(?:ефон)?|телефон для связи|phone|tel|mobile|моб)(?:\.|\s+(?:number|номер))?$/iu;
const LINES = 60;
/** A form is hardly more than its fields; a letter that ends with ways to reach its sender is. */
const SPARSEST = 3;

interface Field {
  label: string;
  value: string;
}

/** The fields with a value that a letter begins with, as forms send them; none where other lines are far more. */
function fieldsOf(text: string): Field[] {
  const lines = text
    .split('\n', LINES)
    .map((line) => line.slice(0, 400).trim())
    .filter((line) => line !== '');
  const fields: Field[] = [];
  let last = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, label = '', value = ''] = FIELD.exec(line) ?? [];
    if (label !== '' && value.trim() !== '') fields.push({ label: label.trim(), value: value.trim() });
    // Some put the value below its label.
    else if (isLabel(line) && lines[at + 1] !== undefined) fields.push({ label: line, value: lines[++at] ?? '' });
    else continue;
    last = at + 1;
  }
  return last > fields.length * SPARSEST ? [] : fields;
}

const isLabel = (line: string): boolean => [EMAIL, NAME, PHONE].some((label) => label.test(line.replace(/:$/, '')));

/** How many lines of a letter's beginning are fields with a value, as forms send them. */
export const formFields = (text: string): number => fieldsOf(text).length;

/** Whether a text is that of a form: fields, of which one tells how to reach the one who filled it in. */
export function isFormText(text: string): boolean {
  const fields = fieldsOf(text);
  const reaches = ({ label, value }: Field): boolean =>
    EMAIL.test(label) || (PHONE.test(label) && /(?:\d\D{0,3}){7}/.test(value));
  return fields.length >= 2 && fields.some(reaches);
}

const SENDER = /^(?:from|sender|от|от кого|отправитель)$/iu;

/** Who a form on a web site says that it is from: a letter of fields, one of which is an address. */
export function formSender(text: string): Address | undefined {
  const fields = fieldsOf(text);
  if (fields.length < 2) return undefined;
  const known = fields.find(
    ({ label, value }) => EMAIL.test(label) && addressIn(value.split(/\s/)[0] ?? '') !== undefined,
  );
  const sender = fields.find(({ label, value }) => SENDER.test(label) && addressIn(value) !== undefined);
  // Under whatever name: a value that is an address and nothing else.
  const other = fields.find(({ value }) => !/\s/.test(value) && addressIn(value) !== undefined);
  const found = known ?? sender ?? other;
  const address = found && addressIn(found.value);
  if (address === undefined) return undefined;
  const written = found === sender ? sender?.value.replace(/<?[^\s<]*@\S*/, '').replace(/["']/g, '') : undefined;
  const name = fields.find(({ label }) => NAME.test(label))?.value ?? written ?? '';
  return { address, name: name.trim().slice(0, 200) };
}

const addressIn = (value: string): string | undefined => findEmails(value)[0];
