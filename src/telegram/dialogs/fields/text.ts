import type { Result } from '../../../domain/result.ts';
import { clean, cut } from '../../../domain/text/html.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';

interface TypedOptions<T, V> extends Pick<Field<T, V>, 'icon' | 'label' | 'place' | 'show' | 'ask' | 'required'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
  /** Reads what was typed; a refusal names the text that says what would be understood. */
  read(text: string, ctx: Ctx): Result<T>;
}

/** The longest text kept in one field: what Telegram itself takes in two messages. */
export const TEXT_LIMIT = 8000;

/** A field that is typed. */
export function typed<T, V>({ name, question, read, ...rest }: TypedOptions<T, V>): Field<T, V> {
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

interface PlainOptions<V> extends Omit<TypedOptions<string, V>, 'read' | 'show'> {
  /** In characters. */
  limit?: number;
  /** Of several lines one is made: a name, a title. */
  oneLine?: boolean;
  /** Offers to write below what is there already, in place of another text. */
  appends?: boolean;
}

/** A line or a few of free text. */
export function plainText<V>({ limit = TEXT_LIMIT, oneLine, appends, ...rest }: PlainOptions<V>): Field<string, V> {
  const field = typed<string, V>({
    ...rest,
    show: (text) => text,
    read: (text, ctx) =>
      text === ''
        ? { ok: false, reason: ctx.t.form.textOnly }
        : { ok: true, value: cut(oneLine ? text.replace(/\s+/g, ' ') : text, limit) },
  });
  return appends ? appending(field, rest.name, limit) : field;
}

/** The text that a form cannot do without: always asked for, never passed over. */
export const requiredText = <V>(options: Omit<PlainOptions<V>, 'ask' | 'required' | 'place'>): Field<string, V> =>
  plainText<V>({ ...options, place: 'main', ask: () => true, required: () => true });

/** The same field, where what is typed can go below the text that is there. */
function appending<V>(field: Field<string, V>, name: keyof V & string, limit: number): Field<string, V> {
  const before = (values: Partial<V>): string => {
    const text: unknown = values[name];
    return typeof text === 'string' ? text : '';
  };
  return {
    ...field,
    async prompt(ctx, asking) {
      const { form } = ctx.t;
      const prompt = await field.prompt(ctx, asking);
      if (before(asking.values) === '') return prompt;
      if (asking.scratch.append)
        return { question: form.askAppend, rows: [[{ text: form.replaceText, arg: 'replace' }]] };
      return { ...prompt, rows: [[{ text: `➕ ${form.appendText}`, arg: 'append' }], ...prompt.rows] };
    },
    tap: (_ctx, arg) => ({ stay: { append: arg === 'append' } }),
    async take(ctx, message, asking) {
      const answer = await field.take?.(ctx, message, asking);
      if (!answer || !('set' in answer) || !asking.scratch.append) return answer;
      const more: unknown = answer.set[name];
      return { set: named<V>(name, cut(`${before(asking.values)}\n${more}`, limit)) };
    },
  };
}
