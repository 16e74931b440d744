import type { Contact } from '../../../src/domain/contact/contact.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { namesOf } from '../contact-names.ts';
import { answersOf } from './answers.ts';
import type { ContactValues } from './contact-fields.ts';

/** A stored contact as the values of a form: what it points to, with names; of the documents those that may be seen. */
export async function valuesOf(ctx: Ctx, contact: Contact): Promise<ContactValues> {
  const [names, seen] = await Promise.all([
    namesOf(ctx, contact),
    contact.documents.length > 0 ? ctx.kit.store.documents.seen(ctx.user, contact.documents) : [],
  ]);
  const { organization, channel, direction, persons = [] } = contact;
  const [person, ...others] = persons.map((id) => ({ id, name: names.persons.get(id) ?? id }));
  const { reason: _, documents = [], ...answers } = answersOf(contact, names);
  return {
    ...answers,
    documents: documents.filter(({ id }) => seen.some((one) => one.id === id)),
    via: { channel, direction },
    ...(organization !== undefined && {
      organization: { id: organization, name: names.organizations.get(organization) ?? organization },
    }),
    ...(person && { person }),
    ...(others.length > 0 && { others }),
  };
}
