import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { freshValues } from './form/contact-draft.ts';
import type { ContactGiven, ContactValues } from './form/contact-fields.ts';
import { contactForm } from './form/contact-form.ts';
import { newContactDialog } from './links.ts';

/** Registers a contact that happened. */
export const newScene = defineForm<ContactValues, ContactGiven>(newContactDialog, {
  title: (t, { status }) => (status === 'planned' ? `📅 ${t.form.planTitle}` : `📒 ${t.form.newTitle}`),
  begin: (ctx, values) => freshValues('happened', ctx.user, ctx.at, values),
  ...contactForm,
});
