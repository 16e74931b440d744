import { normalizeEmail } from '../../../domain/client/email.ts';
import { showPhone } from '../../../domain/client/phone.ts';
import { readPhones } from '../../../domain/client/phone-text.ts';
import { no, ok, type Result } from '../../../domain/result.ts';
import type { Ctx } from '../../context.ts';
import { homeCountry } from '../../home-country.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';

interface ListOptions<V> extends Pick<Field<string[], V>, 'icon' | 'label' | 'place'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
  bad(ctx: Ctx): string;
  /** All values of an answer, or why there are none. */
  read(text: string, ctx: Ctx): Result<string[]> | Promise<Result<string[]>>;
  shown(value: string): string;
}

const LIST_LIMIT = 20;

/** Several values of a kind, typed with commas between them; a card from the phone book gives its phone. */
function list<V>({ name, question, bad, read, shown, ...rest }: ListOptions<V>): Field<string[], V> {
  return {
    ...rest,
    show: (values) => values.map(shown).join(', '),
    prompt: (ctx) => ({ question: question(ctx), rows: [] }),
    async take(ctx, message) {
      const text = message.text ?? message.contact?.phone_number;
      if (text === undefined) return undefined;
      const values = await read(text, ctx);
      if (!values.ok || values.value.length === 0) return { error: bad(ctx) };
      return { set: named<V>(name, [...new Set(values.value)].slice(0, LIST_LIMIT)) };
    },
  };
}

export const phoneList = <V>(name: keyof V & string): Field<string[], V> =>
  list<V>({
    name,
    icon: '📞',
    label: (t) => t.client.field.phones,
    place: 'main',
    question: (ctx) => ctx.t.form.askPhones,
    bad: (ctx) => ctx.t.form.badPhone,
    // What has digits and is not a number that can be read (an office's own) is kept as it is typed; words alone are not a phone.
    async read(text, ctx) {
      const { phones, words } = readPhones(text, await homeCountry(ctx));
      return words.length > 0 ? no('none') : ok(phones);
    },
    shown: showPhone,
  });

export const emailList = <V>(name: keyof V & string): Field<string[], V> =>
  list<V>({
    name,
    icon: '✉️',
    label: (t) => t.client.field.emails,
    place: 'main',
    question: (ctx) => ctx.t.form.askEmails,
    bad: (ctx) => ctx.t.form.badEmail,
    read(text) {
      const read = text
        .split(/[,;\n]+/)
        .filter((part) => part.trim() !== '')
        .map(normalizeEmail);
      const values = read.flatMap((email) => (email.ok ? [email.value] : []));
      return values.length < read.length ? no('none') : ok(values);
    },
    shown: (email) => email,
  });
