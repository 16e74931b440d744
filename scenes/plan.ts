import { defineForm } from '../src/telegram/form.ts';
import { freshValues } from './contact-draft.ts';
import type { ContactValues } from './contact-fields.ts';
import { contactForm } from './contact-form.ts';

/** Plans a contact. */
export const planScene = defineForm<ContactValues>({
  id: 'plan',
  title: (t, { status = 'planned' }) => (status === 'planned' ? `📅 ${t.form.planTitle}` : `📒 ${t.form.newTitle}`),
  begin: (ctx) => freshValues('planned', ctx.user, ctx.at),
  ...contactForm,
});
