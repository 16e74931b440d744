import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import { ALL, callDialog, closeDialog, setDialog } from './dialog.ts';
import type { Reply } from './field.ts';
import { type AnyForm, type AnyValues, drawForm, fieldOf } from './form-draw.ts';

/** From one question of a form to the next, to its draft, and to saving. */

/** The next field that wants to be asked and was neither answered nor passed over. */
function nextField(form: AnyForm, { values, trail, asks = [] }: Dialog): string | undefined {
  const isOpen = (name: string) => values[name] === undefined && !trail.includes(name);
  if (form.terse) return undefined;
  if (trail.includes(ALL)) return asks.find(isOpen);
  return Object.keys(form.fields).find((name) => isOpen(name) && fieldOf(form, name)?.ask?.(values));
}

/** The fields that were answered or passed over, the open one last. */
export const passed = ({ field, trail }: Dialog): string[] =>
  field === undefined ? trail : [...trail.filter((name) => name !== field), field];

/** On to the next question, or the draft's card, or straight to saving. */
export async function advance(form: AnyForm, ctx: Ctx, dialog: Dialog): Promise<void> {
  const { field: _, scratch: __, editing: ___, ...rest } = dialog;
  const next = nextField(form, rest);
  if (next !== undefined) return drawForm(form, ctx, { ...rest, field: next });
  if (form.direct) return save(form, ctx, rest);
  return drawForm(form, ctx, rest);
}

/** Saves what was gathered; what is missing or refused is asked again. */
export async function save(form: AnyForm, ctx: Ctx, dialog: Dialog): Promise<void> {
  const saved = await form.save(ctx, dialog.values, dialog);
  if ('error' in saved) {
    const { field: _, ...rest } = dialog;
    // Asked again, it is not passed any more: Back leads to what was before it.
    const trail = dialog.trail.filter((name) => name !== saved.field);
    const asked = saved.field === undefined ? rest : { ...rest, trail, field: saved.field };
    return drawForm(form, ctx, asked, `⚠️ ${saved.error}`);
  }
  if ('next' in saved) {
    setDialog(ctx, undefined);
    return saved.next();
  }
  if (dialog.caller) return giveBack(ctx, dialog, saved.outcome);
  await closeDialog(ctx, typeof saved.card === 'function' ? await saved.card() : saved.card);
}

/** Hands the outcome to the dialog that called this one, which goes on where it stood. */
export async function giveBack(ctx: Ctx, { caller, card }: Dialog, outcome?: unknown): Promise<void> {
  if (!caller) return;
  const back: Dialog = { ...caller.dialog, ...(card !== undefined && { card }) };
  const values = outcome === undefined ? back.values : { ...back.values, returned: { into: caller.into, outcome } };
  await ctx.scene.enter(back.scene, { ...back, values });
}

/** Does what a field made of an answer: says what is wrong, stays, begins another dialog, or sets values and goes on. */
export async function reply(form: AnyForm, ctx: Ctx, dialog: Dialog, answer: Reply<AnyValues>): Promise<void> {
  if ('error' in answer) return drawForm(form, ctx, dialog, `⚠️ ${answer.error}`);
  if ('stay' in answer) return drawForm(form, ctx, { ...dialog, scratch: answer.stay });
  if ('call' in answer) return callDialog(ctx, answer.call, dialog, dialog.field ?? '');
  const entries = Object.entries({ ...dialog.values, ...answer.set });
  const values = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  // What an answer takes away (the person, when the client is another) is asked again.
  const trail = passed(dialog).filter(
    (name) => name === dialog.field || values[name] !== undefined || !(name in answer.set),
  );
  const answered = { ...dialog, values, trail };
  await (answer.save ? save(form, ctx, answered) : advance(form, ctx, answered));
}
