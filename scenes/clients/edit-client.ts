import type { Organization, Person } from '../../src/domain/client/client.ts';
import type { Viewer } from '../../src/domain/rights.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { EntryChange, EntryChanged } from '../../src/store/clients/directory.ts';
import type { Operation } from '../../src/store/contacts/contacts.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { DialogBegunWith } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { Fields } from '../../src/telegram/dialogs/field.ts';
import { defineForm, type FormScene, type Saved } from '../../src/telegram/dialogs/form.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { tapOperation } from '../contacts/contact-card.ts';
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
    case 'tags':
    case 'keepInTouch':
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
    case 'tags':
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

/** What is edited: an organization, or a person. */
interface Edited<V extends { about?: About<string> }, T> {
  dialog: DialogBegunWith<Partial<V>>;
  fields: Fields<V, 'about'>;
  topic?(values: Partial<V>): string | undefined;
  title(t: Texts): string;
  absent(t: Texts): string;
  store(ctx: Ctx): {
    get(viewer: Viewer, id: string): Promise<T | undefined>;
    change(viewer: Viewer, id: string, operation: Operation, set: EntryChange<T>): Promise<EntryChanged<T>>;
  };
  changeOf(values: Partial<V>): EntryChange<T>;
  card(ctx: Ctx, entry: T): Promise<Card>;
}

/** Edits one field of an entry. */
const editForm = <V extends { about?: About<string> }, T>(edited: Edited<V, T>): FormScene =>
  defineForm<V, 'about'>(edited.dialog, {
    ...(edited.topic && { topic: edited.topic }),
    title: (t, { about }) => `✏️ ${edited.title(t)}${about ? ` · ${about.name}` : ''}`,
    direct: true,
    async left(ctx, { about }) {
      const entry = about && (await edited.store(ctx).get(ctx.user, about.id));
      return entry && edited.card(ctx, entry);
    },
    fields: edited.fields,
    async save(ctx, values, { draft }) {
      const { about } = values;
      if (!about) return { error: edited.absent(ctx.t) };
      const operation = tapOperation(ctx, about.revision, draft);
      const changed = await edited.store(ctx).change(ctx.user, about.id, operation, edited.changeOf(values));
      return ended(ctx, changed, (entry) => edited.card(ctx, entry));
    },
  });

export const editClientScene = editForm<ClientEdit, Organization>({
  dialog: editClientDialog,
  fields: editableClientFields,
  title: (t) => t.clients.editTitle,
  absent: (t) => t.clients.absent,
  store: (ctx) => ctx.kit.store.organizations,
  changeOf: clientChange,
  card: organizationCard,
});

export const editPersonScene = editForm<PersonEdit, Person>({
  dialog: editPersonDialog,
  fields: editablePersonFields,
  topic: draftTopic,
  title: (t) => t.clients.editPersonTitle,
  absent: (t) => t.clients.absentPerson,
  store: (ctx) => ctx.kit.store.persons,
  changeOf: personChange,
  card: personCard,
});
