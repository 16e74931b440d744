import type { Result } from '../../../domain/result.ts';
import { clean, cut } from '../../../domain/text/html.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';

interface TextOptions<T, V> extends Pick<Field<T, V>, 'icon' | 'label' | 'place' | 'show' | 'ask' | 'required'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
  /** Reads what was typed; a refusal names the text that says what would be understood. */
  read(text: string, ctx: Ctx): Result<T>;
}

/** The longest text kept in one field: what Telegram itself takes in two messages. */
export const TEXT_LIMIT = 8000;

/** A field that is typed. */
export function typed<T, V>({ name, question, read, ...rest }: TextOptions<T, V>): Field<T, V> {
  return {
    ...rest,
    prompt: (ctx) => ({ question: question(ctx), rows: [] }),
    take(ctx, message) {
      if (message.text === undefined) return undefined;
      const value = read(clean(message.text).trim(), ctx);
      return value.ok ? { set: named<V>(name, value.value) } : { error: value.reason };
    },
  };
}

/** A line or a few of free text. */
export const plainText = <V>(
  options: Omit<TextOptions<string, V>, 'read' | 'show'> & { limit?: number },
): Field<string, V> => {
  const { limit = TEXT_LIMIT, ...rest } = options;
  return typed<string, V>({
    ...rest,
    show: (text) => text,
    read: (text, ctx) =>
      text === '' ? { ok: false, reason: ctx.t.form.textOnly } : { ok: true, value: cut(text, limit) },
  });
};
