import type { Acting, Target } from '../../src/actions/acting.ts';
import { contactHappened } from '../../src/actions/contacts/index.ts';
import { type State, states } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { plainText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { cardAbout, changeContact, lineAbout } from './change-contact.ts';
import { type About, happenedDialog } from './links.ts';

type HappenedValues = { about?: About; result?: string; state?: State };

/** Most of what happened is done: that answer stands first. */
const stateOptions = ({ t }: Ctx) =>
  states.toReversed().map((state) => ({ arg: String(state), text: t.contact.state[state] }));

const stateOf = (arg: string): State | undefined => states.find((state) => String(state) === arg);

/**
 * A planned contact has happened: asks for its result and state, then offers the next one. Where there is nothing to write
 * of the result, a tap on the state says all.
 */
export const happenedScene = defineForm<HappenedValues, 'about'>(happenedDialog, {
  title: (t) => `✅ ${t.form.happenedTitle}`,
  about: lineAbout,
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
      options: stateOptions,
      chosen: (arg) => ({ state: stateOf(arg) }),
    }),
  },
  choices: {
    rows: (ctx, _values, field) => (field === 'result' ? stateOptions(ctx).map((option) => [option]) : []),
    take: (_ctx, arg) => ({ set: { state: stateOf(arg) }, save: true }),
  },
  save(ctx, { about, result, state }, dialog) {
    const change = (acting: Acting, target: Target) =>
      contactHappened(acting, { ...target, planned: about?.start ?? ctx.at }, { result, state });
    return changeContact(ctx, { about, dialog, change, done: ctx.t.contact.happenedNow, offerNext: true });
  },
});
