import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { freshValues } from './form/contact-draft.ts';
import type { ContactGiven, ContactValues } from './form/contact-fields.ts';
import { contactForm } from './form/contact-form.ts';
import { planContactDialog } from './links.ts';

/** Plans a contact. */
export const planScene = defineForm<ContactValues, ContactGiven>(planContactDialog, {
  title: (t, { status = 'planned' }) => (status === 'planned' ? `📅 ${t.form.planTitle}` : `📒 ${t.form.newTitle}`),
  begin: (ctx) => freshValues('planned', ctx.user, ctx.at),
  ...contactForm,
});
