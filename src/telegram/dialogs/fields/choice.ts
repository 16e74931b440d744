import type { Ctx } from '../../context.ts';
import type { Asking, Field } from '../field.ts';

export interface Choice {
  arg: string;
  text: string;
}

type Chosen<V> = { [K in keyof V]?: V[K] | undefined } | undefined;

interface ChoiceOptions<T, V> extends Pick<Field<T, V>, 'icon' | 'label' | 'place' | 'show' | 'ask' | 'required'> {
  question(ctx: Ctx): string;
  columns?: number;
  options(ctx: Ctx, asking: Asking<V>): Choice[] | Promise<Choice[]>;
  /** The values that a tapped option stands for; undefined: there is no such option (any more). */
  chosen(arg: string, ctx: Ctx, options: Choice[], asking: Asking<V>): Chosen<V> | Promise<Chosen<V>>;
}

/** One of a few options, tapped or typed by name. */
export function choice<T, V>(spec: ChoiceOptions<T, V>): Field<T, V> {
  const { question, options, chosen, columns = 1, ask, required, ...rest } = spec;
  const pick = async (arg: string, ctx: Ctx, all: Choice[], asking: Asking<V>) => {
    const set = all.some((option) => option.arg === arg) ? await chosen(arg, ctx, all, asking) : undefined;
    return set ? { set } : { error: ctx.t.form.tapOnly };
  };
  return {
    ...rest,
    tapped: true,
    ...(ask && { ask }),
    ...(required && { required }),
    async prompt(ctx, asking) {
      const all = await options(ctx, asking);
      const rows: Choice[][] = [];
      for (let i = 0; i < all.length; i += columns) rows.push(all.slice(i, i + columns));
      return { question: all.length > 0 ? question(ctx) : ctx.t.form.dictionaryEmpty, rows };
    },
    tap: async (ctx, arg, asking) => pick(arg, ctx, await options(ctx, asking), asking),
    async take(ctx, message, asking) {
      const typed = message.text?.trim().toLowerCase();
      if (typed === undefined) return undefined;
      const all = await options(ctx, asking);
      const bare = (text: string) => text.toLowerCase().replace(/^[^\p{L}\p{N}]+/u, '');
      const option =
        all.find(({ text }) => bare(text) === typed) ?? all.find(({ text }) => bare(text).startsWith(typed));
      return option ? pick(option.arg, ctx, all, asking) : { error: ctx.t.form.tapOnly };
    },
  };
}
