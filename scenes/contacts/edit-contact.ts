import type { Acting, Target } from '../../src/actions/acting.ts';
import { editContact, handOverContact } from '../../src/actions/contacts/index.ts';
import { type Contact, contactFields, saysSomething } from '../../src/domain/contact/contact.ts';
import { type Editable, isEditable } from '../../src/domain/contact/contact-edits.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { FieldChange } from '../../src/store/index.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { when } from '../../src/telegram/dialogs/fields/when.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { changeContact, lineAbout } from './change-contact.ts';
import { fieldsCard } from './contact-edit.ts';
import { storedAnswers } from './form/answers.ts';
import { personsOf } from './form/contact-draft.ts';
import { type ContactGiven, type ContactValues, contactFields as formFields } from './form/contact-fields.ts';
import { contactAbout } from './form/contact-form.ts';
import { valuesOf } from './form/contact-values.ts';
import { editContactDialog } from './links.ts';

type EditValues = ContactValues & { reason?: string };

/** What an edited answer changes of the contact. `seen`: documents that the editor may see; the others stay. */
function changeOf(name: Editable, values: EditValues, before: Contact, seen: readonly string[]): FieldChange {
  switch (name) {
    case 'organization':
      // Another client has other people.
      return { organization: values.organization?.id, persons: undefined, ...personsOf(values) };
    case 'person':
    case 'others':
      return { persons: undefined, ...personsOf(values) };
    case 'via':
      return { ...values.via };
    case 'documents': {
      const hidden = before.documents.filter((id) => !seen.includes(id));
      return { documents: [...hidden, ...(values.documents ?? []).map(({ id }) => id)] };
    }
    default: {
      const set = storedAnswers({ [name]: values[name] })[name];
      return set === undefined && 'always' in contactFields[name] ? {} : { [name]: set };
    }
  }
}

/** Changes one field of a contact. */
export const editScene = defineForm<EditValues, ContactGiven>(editContactDialog, {
  title: (t) => `✏️ ${t.form.editTitle}`,
  about: lineAbout,
  direct: true,
  terse: true,
  fields: {
    ...formFields,
    // What a contact cannot be without has no Clear.
    state: { ...formFields.state, required: () => true },
    priority: { ...formFields.priority, required: () => true },
    start: when<EditValues>({
      name: 'start',
      icon: '🕒',
      label: (t) => t.contact.field.start,
      place: 'main',
      // A plan lies ahead, what happened lies behind, what was cancelled may be either.
      planned: ({ status }) => (status === 'cancelled' ? undefined : status === 'planned'),
      clock: ({ about }) => about?.start,
    }),
    reason: plainText<EditValues>({
      name: 'reason',
      appends: true,
      icon: '🚫',
      label: (t) => t.contact.field.reason,
      place: 'main',
      limit: 500,
      question: (ctx) => ctx.t.form.askReason,
    }),
  },
  async begin(ctx, values) {
    const contact = await contactAbout(ctx, values);
    if (!contact) return {};
    return { ...(await valuesOf(ctx, contact)), ...(contact.reason !== undefined && { reason: contact.reason }) };
  },
  /** One field after another: what is left leads back to all of them. */
  async left(ctx, values) {
    const contact = await contactAbout(ctx, values);
    return contact && fieldsCard(ctx, contact);
  },
  async save(ctx, values, dialog) {
    const field = dialog.trail.at(-1);
    const before = await contactAbout(ctx, values);
    if (!before || !isEditable(field)) return { error: ctx.t.contact.absent };
    const seen = before.documents.length > 0 ? (await valuesOf(ctx, before)).documents?.map(({ id }) => id) : [];
    const set = changeOf(field, values, before, seen ?? []);
    if (!saysSomething({ ...before, ...set })) return { error: ctx.t.form.nothingSaid, field };
    const done = set.start ? ctx.t.contact.moved(showWhen(set.start, ctx.at, ctx.user)) : ctx.t.contact.changed;
    const { manager } = set;
    const change = (acting: Acting, target: Target) =>
      manager === undefined ? editContact(acting, target, set) : handOverContact(acting, target, manager);
    return changeContact(ctx, { about: values.about, dialog, change, done, shows: fieldsCard });
  },
});
