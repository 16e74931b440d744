import { type Comparable, compareOrganizations, comparePersons, sharesWay } from '../../src/domain/client/identity.ts';
import { numberOf } from '../../src/domain/client/phone.ts';
import { taxKey } from '../../src/domain/client/tax-number.ts';
import { tellApart } from '../../src/domain/client/tell-apart.ts';
import type { Ref } from '../../src/domain/contact/contact.ts';
import { escapeHtml, type Html } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Field, named } from '../../src/telegram/dialogs/field.ts';
import type { Choices } from '../../src/telegram/dialogs/form.ts';

/*
 * Anyone who is entered by hand may be there already, written otherwise: those that look so are shown before saving, each to be
 * opened, or chosen where the dialog was called for somebody.
 */

/** What a form that makes an entry knows of those that look like it. */
export interface Warned {
  alike?: Ref[];
  /** The one that was meant: nothing new is made. */
  existing?: Ref;
}

/** What of a form's values tells who is meant. */
interface Told {
  name?: string | undefined;
  phones?: string[] | undefined;
  emails?: string[] | undefined;
  taxNumber?: string | undefined;
  organization?: Ref | undefined;
  position?: string | undefined;
}

const SHOWN = 3;
/** So many answers are compared for each way to find them, and so many phones and addresses are looked for. */
const COMPARED = 10;
const WAYS = 3;

const isSameTax = (a: Comparable, b: Comparable): boolean =>
  taxKey(a.taxNumber) !== undefined && taxKey(a.taxNumber) === taxKey(b.taxNumber);

/** Entries that look like what the values say, within the viewer's rights; undefined where there are none. */
async function alikeTo({ kit, user }: Ctx, kind: 'o' | 'p', told: Told): Promise<Ref[] | undefined> {
  const { name = '', phones = [], emails = [], taxNumber, organization, position } = told;
  const like: Comparable = { name, phones, emails, taxNumber, organization: organization?.id, position };
  const queries = [name, taxNumber ?? '', ...phones.slice(0, WAYS).map(numberOf), ...emails.slice(0, WAYS)];
  const search = (query: string) =>
    (kind === 'o' ? kit.store.organizations : kit.store.persons).search(user, query, COMPARED);
  const found = await Promise.all(queries.filter((query) => query.trim() !== '').map(search));
  const compare = kind === 'o' ? compareOrganizations : comparePersons;
  const alike = [...new Map(found.flat().map((entry) => [entry.id, entry])).values()].filter(
    (entry) => compare(entry, like) !== 'other' || sharesWay(entry, like) || isSameTax(entry, like),
  );
  const names = tellApart(alike);
  const refs = alike.slice(0, SHOWN).map(({ id, name: known }) => ({ id, name: names.get(id) ?? known }));
  return refs.length > 0 ? refs : undefined;
}

/** What a form is begun with. */
export async function warnedOf(ctx: Ctx, kind: 'o' | 'p', told: Told): Promise<Warned> {
  const alike = await alikeTo(ctx, kind, told);
  return alike ? { alike } : {};
}

/** The same field, whose answer is compared with who is there. */
export const watched = <T, V extends Told & Warned>(kind: 'o' | 'p', field: Field<T, V>): Field<T, V> => ({
  ...field,
  async take(ctx, message, asking) {
    const reply = await field.take?.(ctx, message, asking);
    if (!reply || !('set' in reply)) return reply;
    const told: Told = { ...asking.values, ...reply.set };
    const alike = await alikeTo(ctx, kind, told);
    return { ...reply, set: { ...reply.set, ...named<V>('alike', alike) } };
  },
});

/** What the draft's card tells of them. */
export const alikeBelow = ({ t }: Ctx, { alike = [] }: Warned): Html[] =>
  alike.length === 0 ? [] : [escapeHtml(`⚠️ ${t.clients.alike(alike.map(({ name }) => name))}`)];

const ARG = 'alike';

/** Buttons that open them, on the draft's card. */
export const alikeChoices = <V extends Warned>(icon: string): Choices<V> => ({
  rows: ({ t }, { alike = [] }, field) =>
    field === undefined
      ? alike.map(({ name }, index) => [{ text: `${icon} ${t.common.open}: ${name}`, arg: `${ARG}.${index}` }])
      : [],
  take({ t }, arg, { alike = [] }) {
    const [word, index] = arg.split('.');
    const existing = word === ARG ? alike[Number(index)] : undefined;
    return existing ? { set: named<V>('existing', existing), save: true } : { error: t.common.stale };
  },
});
