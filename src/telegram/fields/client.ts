import type { Message } from '@grammyjs/types';
import type { Ref } from '../../domain/contact.ts';
import { clean, cut } from '../../domain/html.ts';
import { isId } from '../../domain/id.ts';
import type { Ctx } from '../context.ts';
import type { Asking, Field, Reply } from '../field.ts';

const SHOWN = 6;
const NAME_LIMIT = 200;

interface ClientOptions<V> extends Pick<Field<Ref, V>, 'icon' | 'label' | 'place' | 'ask' | 'required'> {
  /** What else an answer changes, e.g. that the person is asked anew. */
  set(client: Ref, values: Partial<V>, ctx: Ctx): Reply<V> | Promise<Reply<V>>;
}

/** A client from the directory: one of the latest, searched by typing, or created in a dialog of its own. */
export function client<V>({ set, ...rest }: ClientOptions<V>): Field<Ref, V> {
  const queryOf = ({ scratch }: Asking<V>) => (typeof scratch.query === 'string' ? scratch.query : undefined);

  return {
    ...rest,
    show: ({ name }) => name,
    async prompt(ctx, asking) {
      const { form } = ctx.t;
      const query = queryOf(asking);
      const found = await (query === undefined ? recent(ctx) : search(ctx, query));
      const rows = found.map(({ id, name }) => [{ text: name, arg: id }]);
      const create = query === undefined ? form.newClient : form.newClientNamed(query);
      rows.push([{ text: `➕ ${create}`, arg: '+' }]);
      if (query !== undefined) {
        return { question: found.length > 0 ? form.clientFound(query) : form.clientNotFound(query), rows };
      }
      return { question: found.length > 0 ? form.askClient : form.askClientNone, rows };
    },
    async tap(ctx, arg, asking) {
      if (arg === '+') {
        const name = queryOf(asking);
        return { call: 'new-client', values: name === undefined ? {} : { name } };
      }
      const [organization] = isId(arg) ? await ctx.kit.store.organizations.many(ctx.user, [arg]) : [];
      if (!organization) return { error: ctx.t.common.gone };
      return set({ id: organization.id, name: organization.name }, asking.values, ctx);
    },
    async take(ctx, message, { values }) {
      const query = queryFrom(message);
      if (query === undefined) return undefined;
      const found = await search(ctx, query);
      const exact = found.filter(({ name }) => name.toLowerCase() === query.toLowerCase());
      const [only] = exact;
      if (only && exact.length === 1) return set(only, values, ctx);
      return { stay: { query } };
    },
  };
}

/** What to look for: the text that was typed, or the phone of a card from the phone book. */
function queryFrom(message: Message): string | undefined {
  const text = message.text ?? message.contact?.phone_number;
  return text === undefined ? undefined : cut(clean(text).replace(/\s+/g, ' ').trim(), NAME_LIMIT) || undefined;
}

async function search(ctx: Ctx, query: string): Promise<Ref[]> {
  const found = await ctx.kit.store.organizations.search(ctx.user, query, SHOWN);
  return found.map(({ id, name }) => ({ id, name }));
}

async function recent(ctx: Ctx): Promise<Ref[]> {
  const { contacts, organizations } = ctx.kit.store;
  const ids = await contacts.recentOrganizations(ctx.user.id, SHOWN);
  const names = ids.length > 0 ? await organizations.named(ids) : new Map(await latest(ctx));
  return (ids.length > 0 ? ids : [...names.keys()]).flatMap((id) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ id, name }];
  });
}

/** For somebody who has had no contacts yet: whoever is in the directory. */
const latest = async (ctx: Ctx): Promise<[string, string][]> =>
  (await ctx.kit.store.organizations.latest(ctx.user, SHOWN)).map(({ id, name }) => [id, name]);
