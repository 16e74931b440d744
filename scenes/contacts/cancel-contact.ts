import type { Acting, Target } from '../../src/actions/acting.ts';
import { cancelContact } from '../../src/actions/contacts/index.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { cardAbout, changeContact, lineAbout } from './change-contact.ts';
import { type About, cancelContactDialog } from './links.ts';

type CancelValues = { about?: About; reason?: string };

/** Cancels a planned contact, with a reason or without. */
export const cancelContactScene = defineForm<CancelValues, 'about'>(cancelContactDialog, {
  title: (t) => `🚫 ${t.form.cancelTitle}`,
  about: lineAbout,
  direct: true,
  left: (ctx, values) => cardAbout(ctx, values),
  fields: {
    reason: plainText<CancelValues>({
      name: 'reason',
      icon: '🚫',
      label: (t) => t.contact.field.reason,
      place: 'main',
      ask: () => true,
      limit: 500,
      question: (ctx) => ctx.t.form.askReason,
    }),
  },
  save(ctx, { about, reason }, dialog) {
    const change = (acting: Acting, target: Target) => cancelContact(acting, target, reason);
    return changeContact(ctx, { about, dialog, change, done: ctx.t.contact.cancelledNow });
  },
});
