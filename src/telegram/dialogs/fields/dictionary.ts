import type { DictionaryKind } from '../../../domain/client/client.ts';
import type { Ref } from '../../../domain/contact/contact.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';
import { choice } from './choice.ts';

interface DictionaryOptions<V> extends Pick<Field<Ref, V>, 'icon' | 'label' | 'place' | 'ask'> {
  name: keyof V & string;
  kind: DictionaryKind;
  question(ctx: Ctx): string;
}

/** A value of one of the dictionaries. */
export const dictionary = <V>({ name, kind, ...rest }: DictionaryOptions<V>): Field<Ref, V> =>
  choice<Ref, V>({
    ...rest,
    columns: 2,
    show: (value) => value.name,
    async options(ctx) {
      const entries = await ctx.kit.store.dictionaries.list(kind);
      return entries.map((entry) => ({ arg: entry.id, text: entry.name[ctx.user.language] }));
    },
    chosen(arg, _ctx, options) {
      const option = options.find((one) => one.arg === arg);
      return option && named<V>(name, { id: arg, name: option.text });
    },
  });
