import { normalizeEmail } from '../client/email.ts';
import type { Address } from './letter.ts';

/** Forms send a line for each field. */
const FIELD = /^[\s*•-]{0,5}([\p{L}][\p{L}\d .,'’/()-]{0,40}?)\s*(?:\([^)]{0,40}\))?\s*(?::|·|=|—)\s*(.{0,300})$/u;
const EMAIL =
  /^(?:(?:ваш[а-яё]*|контактный|your)\s+)?(?:e-?mail|емейл|имейл|эл(?:ектронн[а-яё]+|\.)?\s*(?:почта|адрес)|почта|mail|адрес эл(?:ектронной|\.)? почты)(?:\s+address)?$/iu;
const NAME = /^(?:(?:ваше|контактное|your)\s+)?(?:имя|фио|ф\.?и\.?о\.?|контактное лицо|name|full name|fio)$/iu;
const LINES = 60;

/** How many lines of a letter's beginning are fields with a value, as forms send them. */
export const formFields = (text: string): number =>
  text.split('\n', LINES).filter((line) => {
    const [, label, value = ''] = FIELD.exec(line.slice(0, 400).trim()) ?? [];
    return label !== undefined && value.trim() !== '';
  }).length;

/** Who a form on a web site says that it is from: a letter of fields, one of which is an address. */
export function formSender(text: string): Address | undefined {
  let fields = 0;
  let address: string | undefined;
  let name = '';
  for (const line of text.split('\n', LINES)) {
    const [, label = '', value = ''] = FIELD.exec(line.slice(0, 400).trim()) ?? [];
    if (label === '') continue;
    fields += 1;
    if (EMAIL.test(label.trim()) && address === undefined) {
      const [first = ''] = value.trim().split(/\s/);
      const email = normalizeEmail(first);
      if (email.ok) address = email.value;
    } else if (NAME.test(label.trim()) && name === '') name = value.trim().slice(0, 200);
  }
  return address !== undefined && fields >= 2 ? { address, name } : undefined;
}
