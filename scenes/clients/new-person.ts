import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { draftTopic } from '../shared/draft-topic.ts';
import { type PersonValues, personFields } from './client-fields.ts';
import { newPersonDialog } from './links.ts';
import { personCard } from './person-card.ts';

/** A new person, of an organization or on their own. */
export const newPersonScene = defineForm<PersonValues>(newPersonDialog, {
  topic: draftTopic,
  title: (t) => `👤 ${t.form.newPersonTitle}`,
  fields: personFields,
  async save(ctx, { name, organization, phones = [], emails = [], ...rest }, { draft, caller }) {
    if (!name) return { error: ctx.t.form.needed(ctx.t.client.field.personName), field: 'name' };
    const person = await ctx.kit.store.persons.create(
      { ...rest, id: draft, name, phones, emails, ...(organization && { organization: organization.id }) },
      ctx.at,
      ctx.user.id,
    );
    if (!caller) await ctx.say(`${ctx.t.contact.saved}: ${person.name}`);
    return {
      outcome: { id: person.id, name: person.name },
      card: () => personCard(ctx, person),
    };
  },
});
