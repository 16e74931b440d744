import { normalizeEmail } from '../../../domain/client/email.ts';
import { normalizePhone, showPhone } from '../../../domain/client/phone.ts';
import type { Result } from '../../../domain/result.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';

interface ListOptions<V> extends Pick<Field<string[], V>, 'icon' | 'label' | 'place'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
  bad(ctx: Ctx): string;
  read(text: string, ctx: Ctx): Result<string>;
  shown(value: string): string;
}

const LIST_LIMIT = 20;

/** Several values of a kind, typed with commas between them; a card from the phone book gives its phone. */
function list<V>({ name, question, bad, read, shown, ...rest }: ListOptions<V>): Field<string[], V> {
  return {
    ...rest,
    show: (values) => values.map(shown).join(', '),
    prompt: (ctx) => ({ question: question(ctx), rows: [] }),
    take(ctx, message) {
      const text = message.text ?? message.contact?.phone_number;
      if (text === undefined) return undefined;
      const parts = text
        .split(/[,;\n]+/)
        .map((part) => part.trim())
        .filter(Boolean)
        .slice(0, LIST_LIMIT);
      const values: string[] = [];
      for (const part of parts) {
        const value = read(part, ctx);
        if (!value.ok) return { error: bad(ctx) };
        values.push(value.value);
      }
      if (values.length === 0) return { error: bad(ctx) };
      return { set: { [name]: [...new Set(values)] } as { [K in keyof V]?: V[K] } };
    },
  };
}

/** The country whose numbers may be written without their code. */
export const homeCountry = (ctx: Ctx): 'RU' | undefined => (ctx.user.language === 'ru' ? 'RU' : undefined);

export const phoneList = <V>(name: keyof V & string): Field<string[], V> =>
  list<V>({
    name,
    icon: '📞',
    label: (t) => t.client.field.phones,
    place: 'main',
    question: (ctx) => ctx.t.form.askPhones,
    bad: (ctx) => ctx.t.form.badPhone,
    read: (text, ctx) => normalizePhone(text, homeCountry(ctx)),
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
    read: normalizeEmail,
    shown: (email) => email,
  });
