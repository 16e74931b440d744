import type { Acting, Target } from '../../src/actions/acting.ts';
import { contactHappened } from '../../src/actions/contacts/index.ts';
import { type State, states } from '../../src/domain/contact/contact.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { cardAbout, changeContact } from './change-contact.ts';
import { type About, happenedDialog } from './links.ts';

type HappenedValues = { about?: About; result?: string; state?: State };

/** A planned contact has happened: asks for its result and state, then offers the next one. */
export const happenedScene = defineForm<HappenedValues, 'about'>(happenedDialog, {
  title: (t) => `✅ ${t.form.happenedTitle}`,
  direct: true,
  left: (ctx, values) => cardAbout(ctx, values),
  fields: {
    result: plainText<HappenedValues>({
      name: 'result',
      icon: '🏁',
      label: (t) => t.contact.field.result,
      place: 'main',
      ask: () => true,
      question: (ctx) => ctx.t.form.askResult,
    }),
    state: choice<State, HappenedValues>({
      icon: '📊',
      label: (t) => t.contact.field.state,
      place: 'main',
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.form.askState,
      show: (state, ctx) => ctx.t.contact.state[state],
      // Most of what happened is done: that answer stands first.
      options: (ctx) => states.toReversed().map((state) => ({ arg: String(state), text: ctx.t.contact.state[state] })),
      chosen: (arg) => ({ state: states.find((state) => String(state) === arg) }),
    }),
  },
  save(ctx, { about, result, state }, dialog) {
    const change = (acting: Acting, target: Target) =>
      contactHappened(acting, { ...target, planned: about?.start ?? ctx.at }, { result, state });
    return changeContact(ctx, { about, dialog, change, done: ctx.t.contact.happenedNow, offerNext: true });
  },
});
