import type { Ref } from '../../../src/domain/contact/contact.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import type { ContactValues } from './contact-fields.ts';

/** Whom a contact with a client may be with: the only person there is, or one of several. */
export async function peopleOf(ctx: Ctx, { id }: Ref): Promise<{ only?: Ref; several: boolean }> {
  const [first, ...others] = await ctx.kit.store.persons.of(ctx.user, id, 2);
  if (!first || others.length > 0) return { several: others.length > 0 };
  return { only: { id: first.id, name: first.name }, several: false };
}

/** Values with the person who goes without saying: the only one of a client, where nobody else is named. */
export async function withOnlyPerson(ctx: Ctx, values: ContactValues): Promise<ContactValues> {
  const { organization, person, line } = values;
  const isNamed = person ?? line?.newcomer?.person ?? line?.both;
  const isAsked = line?.doubts.some(({ field }) => field === 'person') === true;
  if (!organization || organization.isNew || isNamed || isAsked) return values;
  const { only } = await peopleOf(ctx, organization);
  return only ? { ...values, person: only } : values;
}
