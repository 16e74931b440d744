import { showWhen } from '../src/i18n/dates.ts';
import type { About } from '../src/screens/contact-card.ts';
import { when } from '../src/telegram/fields/when.ts';
import { defineForm } from '../src/telegram/form.ts';
import { changeContact } from './change-contact.ts';

type MoveValues = { about?: About; start?: Date };

/** Moves a planned contact to another time. */
export const moveScene = defineForm<MoveValues>({
  id: 'move',
  title: (t) => `🕒 ${t.form.moveTitle}`,
  direct: true,
  fields: {
    start: when<MoveValues>({
      name: 'start',
      icon: '🕒',
      label: (t) => t.contact.field.start,
      place: 'main',
      ask: () => true,
      planned: () => true,
      clock: ({ about }) => about?.start,
    }),
  },
  async save(ctx, { about, start }, dialog) {
    if (!start) return { error: ctx.t.form.badWhen, field: 'start' };
    const done = ctx.t.contact.moved(showWhen(start, ctx.at, ctx.user));
    return changeContact(ctx, { about, dialog, set: { start }, done });
  },
});
