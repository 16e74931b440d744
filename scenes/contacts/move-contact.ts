import type { Acting, Target } from '../../src/actions/acting.ts';
import { moveContact } from '../../src/actions/contacts/index.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import { when } from '../../src/telegram/dialogs/fields/when.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { cardAbout, changeContact, lineAbout } from './change-contact.ts';
import { type About, moveContactDialog } from './links.ts';

type MoveValues = { about?: About; start?: Date };

/** Moves a planned contact to another time; one that is not planned any more is planned again. */
export const moveScene = defineForm<MoveValues, 'about'>(moveContactDialog, {
  title: (t) => `🕒 ${t.form.moveTitle}`,
  about: lineAbout,
  direct: true,
  left: (ctx, values) => cardAbout(ctx, values),
  fields: {
    start: when<MoveValues>({
      name: 'start',
      icon: '🕒',
      label: (t) => t.contact.field.start,
      place: 'main',
      ask: () => true,
      planned: () => true,
      clock: ({ about }) => about?.start,
      present: ({ about }) => about?.start,
    }),
  },
  async save(ctx, { about, start }, dialog) {
    if (!start) return { error: ctx.t.form.badWhen, field: 'start' };
    const done = ctx.t.contact.moved(showWhen(start, ctx.at, ctx.user));
    const change = (acting: Acting, target: Target) => moveContact(acting, target, start);
    return changeContact(ctx, { about, dialog, change, done });
  },
});
