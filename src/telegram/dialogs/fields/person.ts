import type { Ref } from '../../../domain/contact/contact.ts';
import { isId } from '../../../domain/id.ts';
import { callOf, type DialogTaking } from '../dialog-ref.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';
import { candidates, queryOf, searchBy } from './person-search.ts';

interface Values {
  organization?: Ref;
  person?: Ref;
}

interface PersonOptions<V> extends Pick<Field<Ref, V>, 'icon' | 'label' | 'place' | 'ask'> {
  /** The dialog that creates a person; its outcome is the answer. */
  create: DialogTaking<{ name?: string; organization?: Ref }>;
}

/** A person: one who speaks for the client, anybody searched by typing, or created in a dialog of its own. */
export function person<V extends Values>({ create, ...rest }: PersonOptions<V>): Field<Ref, V> {
  const set = (chosen: Ref) => ({ set: named<V>('person', chosen) });

  return {
    ...rest,
    show: ({ name }) => name,
    async prompt(ctx, { values, scratch }) {
      const { form } = ctx.t;
      const query = queryOf({ scratch });
      const found = await candidates(ctx, values.organization, query);
      const creating = query === undefined ? form.newPerson : form.newPersonNamed(query);
      const rows = found.map(({ id, name }) => [{ text: name, arg: id }]);
      return { question: form.askPerson, rows: [...rows, [{ text: `➕ ${creating}`, arg: '+' }]] };
    },
    async tap(ctx, arg, { values, scratch }) {
      if (arg === '+') {
        const { organization } = values;
        const name = typeof scratch.query === 'string' ? { name: scratch.query } : {};
        return callOf(create, { ...name, ...(organization && { organization }) });
      }
      const chosen = isId(arg) ? await ctx.kit.store.persons.get(ctx.user, arg) : undefined;
      return chosen ? set({ id: chosen.id, name: chosen.name }) : { error: ctx.t.common.gone };
    },
    take: (_ctx, message) => searchBy(message),
  };
}
