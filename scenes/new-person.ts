import type { Ref } from '../src/domain/contact.ts';
import { escapeHtml } from '../src/domain/html.ts';
import { client } from '../src/telegram/fields/client.ts';
import { emailList, phoneList } from '../src/telegram/fields/lists.ts';
import { plainText } from '../src/telegram/fields/text.ts';
import { defineForm } from '../src/telegram/form.ts';

type PersonValues = {
  name?: string;
  organization?: Ref;
  position?: string;
  phones?: string[];
  emails?: string[];
};

/** A new person, of an organization or by himself. */
export const newPersonScene = defineForm<PersonValues>({
  id: 'new-person',
  title: (t) => `👤 ${t.form.newPersonTitle}`,
  fields: {
    name: plainText<PersonValues>({
      name: 'name',
      icon: '👤',
      label: (t) => t.client.field.name,
      place: 'main',
      limit: 200,
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.form.askPersonName,
    }),
    organization: client<PersonValues>({
      icon: '🏢',
      label: (t) => t.contact.field.organization,
      place: 'main',
      set: (organization) => ({ set: { organization } }),
    }),
    position: plainText<PersonValues>({
      name: 'position',
      icon: '💼',
      label: (t) => t.client.field.position,
      place: 'main',
      limit: 200,
      question: (ctx) => ctx.t.form.askPosition,
    }),
    phones: phoneList<PersonValues>('phones'),
    emails: emailList<PersonValues>('emails'),
  },
  async save(ctx, { name, organization, phones = [], emails = [], ...rest }, { draft }) {
    if (!name) return { error: ctx.t.form.needed(ctx.t.client.field.name), field: 'name' };
    const person = await ctx.kit.store.persons.create(
      { ...rest, id: draft, name, phones, emails, ...(organization && { organization: organization.id }) },
      ctx.at,
      ctx.user.id,
    );
    return {
      outcome: { id: person.id, name: person.name },
      card: { html: escapeHtml(`✅ ${ctx.t.contact.saved}: ${person.name}`) },
    };
  },
});
