import type { Result } from '../../../domain/result.ts';
import { clean } from '../../../domain/text/html.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';

/** A ready answer. */
export interface Offer<T> {
  arg: string;
  text: string;
  value: T;
}

interface OfferedOptions<T, V> extends Pick<Field<T, V>, 'icon' | 'label' | 'place' | 'show' | 'ask' | 'required'> {
  name: keyof V & string;
  question(ctx: Ctx): string;
  columns?: number;
  offers(ctx: Ctx): Offer<T>[];
  /** Reads what was typed; a refusal is the line that says what would be understood. */
  read(text: string, ctx: Ctx): Result<T>;
}

/** A value that is mostly one of a few, and may be typed. */
export function offered<T, V>({
  name,
  question,
  columns = 2,
  offers,
  read,
  ...rest
}: OfferedOptions<T, V>): Field<T, V> {
  const set = (value: T) => ({ set: named<V>(name, value) });
  return {
    ...rest,
    prompt(ctx) {
      const all = offers(ctx).map(({ arg, text }) => ({ arg, text }));
      const rows = [];
      for (let i = 0; i < all.length; i += columns) rows.push(all.slice(i, i + columns));
      return { question: question(ctx), rows };
    },
    tap(ctx, arg) {
      const offer = offers(ctx).find((one) => one.arg === arg);
      return offer ? set(offer.value) : { error: ctx.t.form.tapOnly };
    },
    take(ctx, message) {
      if (message.text === undefined) return undefined;
      const value = read(clean(message.text).trim(), ctx);
      return value.ok ? set(value.value) : { error: value.reason };
    },
  };
}
