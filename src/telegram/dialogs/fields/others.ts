import type { Ref } from '../../../domain/contact/contact.ts';
import { isId } from '../../../domain/id.ts';
import { type Field, named } from '../field.ts';
import { candidates, queryOf, searchBy } from './person-search.ts';

const MOST = 20;

interface Values {
  organization?: Ref;
  person?: Ref;
  others?: Ref[];
}

/** Who else took part: further persons of the client, or anybody searched by typing; a tap adds one or takes one off. */
export function others<V extends Values>(rest: Pick<Field<Ref[], V>, 'icon' | 'label' | 'place'>): Field<Ref[], V> {
  const set = (list: Ref[]) => ({ set: named<V>('others', list.slice(0, MOST)) });

  return {
    ...rest,
    show: (list) => list.map(({ name }) => name).join(', '),
    async prompt(ctx, { values, scratch }) {
      const query = queryOf({ scratch });
      const chosen = values.others ?? [];
      const taken = [...chosen, ...(values.person ? [values.person] : [])];
      const found = (await candidates(ctx, values.organization, query)).filter(
        ({ id }) => !taken.some((one) => one.id === id),
      );
      return {
        question: ctx.t.form.askOthers,
        rows: [
          ...chosen.map(({ id, name }) => [{ text: `✅ ${name}`, arg: id }]),
          ...found.map(({ id, name }) => [{ text: name, arg: id }]),
        ],
      };
    },
    async tap(ctx, arg, { values }) {
      const chosen = values.others ?? [];
      if (chosen.some(({ id }) => id === arg)) return set(chosen.filter(({ id }) => id !== arg));
      const person = isId(arg) ? await ctx.kit.store.persons.get(ctx.user, arg) : undefined;
      return person ? set([...chosen, { id: person.id, name: person.name }]) : { error: ctx.t.common.gone };
    },
    take: (_ctx, message) => searchBy(message),
  };
}
