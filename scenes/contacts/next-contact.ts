import { mayChange } from '../../src/domain/rights.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { cardAbout } from './change-contact.ts';
import { freshValues } from './form/contact-draft.ts';
import type { ContactGiven, ContactValues } from './form/contact-fields.ts';
import { contactAbout, contactForm } from './form/contact-form.ts';
import { valuesOf } from './form/contact-values.ts';
import { subjectsOf } from './form/subjects.ts';
import { nextContactDialog } from './links.ts';

/** Plans the next contact of a chain: everything is known from the one before it but the time. */
export const nextScene = defineForm<ContactValues, ContactGiven>(nextContactDialog, {
  title: (t) => `📅 ${t.form.nextTitle}`,
  async begin(ctx, values) {
    const fresh = freshValues('planned', ctx.user, ctx.at);
    const before = await contactAbout(ctx, values);
    if (!before) return fresh;
    const { organization, person, others, via, type, firm, source, priority, manager } = await valuesOf(ctx, before);
    return {
      ...fresh,
      subjects: subjectsOf(before),
      ...(organization && { organization }),
      ...(person && { person }),
      ...(others && { others }),
      ...(via && { via: { ...via, direction: 'outgoing' } }),
      ...(type && { type }),
      ...(firm && { firm }),
      ...(source && { source }),
      ...(priority && { priority }),
      ...(manager && mayChange(ctx.user, before) && { manager }),
    };
  },
  left: (ctx, values) => cardAbout(ctx, values),
  ...contactForm,
});
