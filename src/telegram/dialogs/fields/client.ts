import type { Message } from '@grammyjs/types';
import { type ListedEntry, tellApart } from '../../../domain/client/tell-apart.ts';
import type { Ref } from '../../../domain/contact/contact.ts';
import { isId } from '../../../domain/id.ts';
import { clean, cut } from '../../../domain/text/html.ts';
import type { Ctx } from '../../context.ts';
import { callOf, type DialogTaking } from '../dialog-ref.ts';
import type { Asking, Field, Reply } from '../field.ts';

const SHOWN = 6;
const PERSONS_SHOWN = 4;
const NAME_LIMIT = 200;

interface ClientOptions<V> extends Pick<Field<Ref, V>, 'icon' | 'label' | 'place' | 'ask' | 'required'> {
  /** What else an answer changes, e.g. that the person is asked again. */
  set(client: Ref, values: Partial<V>, ctx: Ctx): Reply<V> | Promise<Reply<V>>;
  /** What a person found in place of a client answers; without it, only the client the person speaks for. */
  setPerson?(person: Ref, employer: Ref | undefined, values: Partial<V>): Reply<V>;
  /** The dialog that creates a client; its outcome is the answer. */
  create: DialogTaking<{ name?: string }>;
}

/** A button of the list: an organization's id, or a person's after this mark. */
const PERSON = 'p.';

interface Hit {
  arg: string;
  text: string;
}

/** A client from the directory: one of the latest, searched by typing (a person too), or created in a dialog of its own. */
export function client<V>({ set, setPerson, create: creating, ...rest }: ClientOptions<V>): Field<Ref, V> {
  const tapPerson = async (ctx: Ctx, id: string, values: Partial<V>): Promise<Reply<V>> => {
    const { organizations, persons } = ctx.kit.store;
    const person = isId(id) ? await persons.get(ctx.user, id) : undefined;
    const { organization } = person ?? {};
    const known = organization === undefined ? undefined : await organizations.get(ctx.user, organization);
    const employer = known && { id: known.id, name: known.name };
    if (person && setPerson) return setPerson({ id: person.id, name: person.name }, employer, values);
    return employer ? set(employer, values, ctx) : { error: ctx.t.common.gone };
  };
  const queryOf = ({ scratch }: Asking<V>) => (typeof scratch.query === 'string' ? scratch.query : undefined);

  return {
    ...rest,
    show: ({ name }) => name,
    async prompt(ctx, asking) {
      const { form } = ctx.t;
      const query = queryOf(asking);
      const found = await (query === undefined ? recent(ctx) : search(ctx, query, setPerson !== undefined));
      const rows = found.map(({ arg, text }) => [{ text, arg }]);
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
        return callOf(creating, name === undefined ? {} : { name });
      }
      if (arg.startsWith(PERSON)) return tapPerson(ctx, arg.slice(PERSON.length), asking.values);
      const [organization] = isId(arg) ? await ctx.kit.store.organizations.many(ctx.user, [arg]) : [];
      if (!organization) return { error: ctx.t.common.gone };
      return set({ id: organization.id, name: organization.name }, asking.values, ctx);
    },
    async take(ctx, message, { values }) {
      const query = queryFrom(message);
      if (query === undefined) return undefined;
      const found = await ctx.kit.store.organizations.search(ctx.user, query, SHOWN);
      const exact = found.filter(({ name }) => name.toLowerCase() === query.toLowerCase());
      const [only] = exact;
      if (only && exact.length === 1) return set({ id: only.id, name: only.name }, values, ctx);
      return { stay: { query } };
    },
  };
}

/** What to look for: the text that was typed, or the phone of a card from the phone book. */
function queryFrom(message: Message): string | undefined {
  const text = message.text ?? message.contact?.phone_number;
  return text === undefined ? undefined : cut(clean(text).replace(/\s+/g, ' ').trim(), NAME_LIMIT) || undefined;
}

const asHits = (list: readonly ListedEntry[]): Hit[] => {
  const names = tellApart(list);
  return list.map(({ id, name }) => ({ arg: id, text: names.get(id) ?? name }));
};

/** Organizations, and the people who answer to it: with `alone`, those too who speak for no one else. */
async function search(ctx: Ctx, query: string, alone: boolean): Promise<Hit[]> {
  const { organizations, persons } = ctx.kit.store;
  const [companies, people] = await Promise.all([
    organizations.search(ctx.user, query, SHOWN),
    persons.search(ctx.user, query, PERSONS_SHOWN),
  ]);
  const employers = await organizations.named(people.flatMap(({ organization }) => organization ?? []));
  const names = tellApart(people);
  const offered = people.flatMap(({ id, name, organization = '' }) => {
    const employer = employers.get(organization);
    if (employer === undefined && !alone) return [];
    const text = employer === undefined ? names.get(id) : `${name} · ${employer}`;
    return [{ arg: `${PERSON}${id}`, text: `👤 ${text}` }];
  });
  return [...asHits(companies), ...offered];
}

/** The clients of the latest contacts; for somebody who has had none yet, those in the directory. */
async function recent(ctx: Ctx): Promise<Hit[]> {
  const { contacts, organizations } = ctx.kit.store;
  const ids = await contacts.recentOrganizations(ctx.user.id, SHOWN);
  if (ids.length === 0) return asHits(await organizations.latest(ctx.user, SHOWN));
  // A user who has contacts with a client may read its name; more only who may see the client.
  const [names, seen] = await Promise.all([organizations.named(ids), organizations.many(ctx.user, ids)]);
  return asHits(
    ids.flatMap((id) => {
      const name = names.get(id);
      return name === undefined ? [] : [seen.find((one) => one.id === id) ?? { id, name }];
    }),
  );
}
