import type { Ref } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { draftTopic } from '../shared/draft-topic.ts';
import { alikeBelow, alikeChoices, type Warned, warnedOf, watched } from './alike.ts';
import { type NewPersonValues, personFields } from './client-fields.ts';
import { newPersonDialog } from './links.ts';
import { personCard } from './person-card.ts';

/** The person who was meant: opened, or given to the dialog that asked for one. */
async function savedAs(ctx: Ctx, { id }: Ref): Promise<Saved> {
  const person = await ctx.kit.store.persons.get(ctx.user, id);
  if (!person) return { error: ctx.t.common.gone };
  return { outcome: { id: person.id, name: person.name }, card: () => personCard(ctx, person) };
}

/** A new person, of an organization or on their own. */
export const newPersonScene = defineForm<NewPersonValues, keyof Warned>(newPersonDialog, {
  topic: draftTopic,
  title: (t) => `👤 ${t.form.newPersonTitle}`,
  fields: {
    ...personFields,
    name: watched<string, NewPersonValues>('p', personFields.name),
    phones: watched<string[], NewPersonValues>('p', personFields.phones),
    emails: watched<string[], NewPersonValues>('p', personFields.emails),
  },
  begin: (ctx, values) => warnedOf(ctx, 'p', values),
  below: alikeBelow,
  choices: alikeChoices<NewPersonValues>('👤'),
  async save(ctx, values, { draft, caller }) {
    const { name, organization, phones = [], emails = [], alike: _, existing, ...rest } = values;
    if (existing) return savedAs(ctx, existing);
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
