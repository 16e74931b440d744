import { defineForm } from '../src/telegram/form.ts';
import { freshValues } from './contact-draft.ts';
import type { ContactValues } from './contact-fields.ts';
import { contactForm } from './contact-form.ts';

/** Registers a contact that happened. */
export const newScene = defineForm<ContactValues>({
  id: 'new',
  title: (t) => `📒 ${t.form.newTitle}`,
  begin: (ctx, { day }) => freshValues('happened', ctx.user, ctx.at, day),
  ...contactForm,
});
