import type { Organization, Person } from '../../src/domain/client/client.ts';
import type { EntryChange, EntryChanged } from '../../src/store/clients/directory.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { operationOf } from '../contacts/contact-card.ts';
import { draftTopic } from '../shared/draft-topic.ts';
import { organizationCard } from './client-card.ts';
import type { OrganizationField } from './client-edit.ts';
import { type ClientValues, editableClientFields, editablePersonFields, type PersonValues } from './client-fields.ts';
import { editClientDialog, editPersonDialog } from './links.ts';
import { type PersonField, personCard } from './person-card.ts';

interface About<Field> {
  id: string;
  name: string;
  revision: number;
  field: Field;
}
type ClientEdit = ClientValues & { about?: About<OrganizationField> };
type PersonEdit = PersonValues & { about?: About<PersonField> };

/** The one field that was asked, as a change of the organization. */
function clientChange({ about, ...values }: ClientEdit): EntryChange<Organization> {
  switch (about?.field) {
    case 'name':
      return values.name === undefined ? {} : { name: values.name };
    case 'phones':
    case 'emails':
      return { [about.field]: values[about.field] ?? [] };
    case 'address':
      return { addresses: values.address === undefined ? [] : [values.address] };
    case 'manager':
      return { manager: values.manager && Number(values.manager.id) };
    case 'taxNumber':
    case 'site':
    case 'note':
      return { [about.field]: values[about.field] };
    case undefined:
      return {};
  }
}

function personChange({ about, ...values }: PersonEdit): EntryChange<Person> {
  switch (about?.field) {
    case 'name':
      return values.name === undefined ? {} : { name: values.name };
    case 'phones':
    case 'emails':
      return { [about.field]: values[about.field] ?? [] };
    case 'organization':
      return { organization: values.organization?.id };
    case 'position':
    case 'telegram':
    case 'note':
      return { [about.field]: values[about.field] };
    case undefined:
      return {};
  }
}

/** Tells what became of the change, and shows the card as it is now. */
async function ended<T>(ctx: Ctx, changed: EntryChanged<T>, card: (entry: T) => Promise<Card>): Promise<Saved> {
  const { clients } = ctx.t;
  if (changed.outcome === 'absent') return { error: clients.absent };
  const { entry } = changed;
  if (changed.outcome === 'overtaken') await ctx.say(clients.overtaken, { alert: true });
  else await ctx.say(clients.changed);
  return { card: () => card(entry) };
}

/** Edits one field of an organization. */
export const editClientScene = defineForm<ClientEdit, 'about'>(editClientDialog, {
  title: (t, { about }) => `✏️ ${t.clients.editTitle}${about ? ` · ${about.name}` : ''}`,
  direct: true,
  async left(ctx, { about }) {
    const organization = about && (await ctx.kit.store.organizations.get(ctx.user, about.id));
    return organization && organizationCard(ctx, organization);
  },
  fields: editableClientFields,
  async save(ctx, values, { draft }) {
    const { about } = values;
    if (!about) return { error: ctx.t.clients.absent };
    const operation = operationOf(ctx, about.revision, draft);
    const changed = await ctx.kit.store.organizations.change(ctx.user, about.id, operation, clientChange(values));
    return ended(ctx, changed, (organization) => organizationCard(ctx, organization));
  },
});

/** Edits one field of a person. */
export const editPersonScene = defineForm<PersonEdit, 'about'>(editPersonDialog, {
  topic: draftTopic,
  title: (t, { about }) => `✏️ ${t.clients.editPersonTitle}${about ? ` · ${about.name}` : ''}`,
  direct: true,
  async left(ctx, { about }) {
    const person = about && (await ctx.kit.store.persons.get(ctx.user, about.id));
    return person && personCard(ctx, person);
  },
  fields: editablePersonFields,
  async save(ctx, values, { draft }) {
    const { about } = values;
    if (!about) return { error: ctx.t.clients.absentPerson };
    const operation = operationOf(ctx, about.revision, draft);
    const changed = await ctx.kit.store.persons.change(ctx.user, about.id, operation, personChange(values));
    return ended(ctx, changed, (person) => personCard(ctx, person));
  },
});
