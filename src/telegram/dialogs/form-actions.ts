import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import { cancelDialog, cancelledWord } from './cancel-dialog.ts';
import { closeDialog } from './dialog.ts';
import { type AnyForm, asking, drawForm, fieldOf } from './form-draw.ts';
import { advance, giveBack, passed, reply, save } from './form-flow.ts';

type FormAction = (form: AnyForm, ctx: Ctx, dialog: Dialog, arg: string) => Promise<void>;

/** What the buttons of a form do, by the word that stands in their data. */
export const formActions: Record<string, FormAction> = {
  async tap(form, ctx, dialog, arg) {
    const field = fieldOf(form, dialog.field);
    if (!field?.tap) return drawForm(form, ctx, dialog);
    return reply(form, ctx, dialog, await field.tap(ctx, arg, asking(dialog)));
  },

  async back(form, ctx, dialog) {
    const before = dialog.trail.at(-1);
    const { scratch: _, field: __, editing, ...rest } = dialog;
    if (editing) return drawForm(form, ctx, rest);
    if (before === undefined) return leave(form, ctx, dialog);
    return drawForm(form, ctx, { ...rest, field: before, trail: dialog.trail.slice(0, -1) });
  },

  async skip(form, ctx, dialog) {
    const field = fieldOf(form, dialog.field);
    if (field?.required?.(dialog.values)) return drawForm(form, ctx, dialog);
    const { [dialog.field ?? '']: _, ...values } = dialog.values;
    return advance(form, ctx, { ...dialog, values, trail: passed(dialog) });
  },

  async choose(form, ctx, dialog, arg) {
    const answer = await form.choices?.take(ctx, arg, dialog.values, dialog);
    if (answer) await reply(form, ctx, dialog, answer);
  },

  edit: (form, ctx, { scratch: _, ...dialog }, arg) =>
    drawForm(form, ctx, fieldOf(form, arg) ? { ...dialog, field: arg, editing: true } : dialog),

  more: (form, ctx, dialog, arg) => drawForm(form, ctx, { ...dialog, expanded: arg === '1' }),

  save,

  async extra(form, ctx, dialog, arg) {
    const extra = Object.hasOwn(form.extras ?? {}, arg) ? form.extras?.[arg] : undefined;
    if (!extra) return drawForm(form, ctx, dialog);
    await extra.run(ctx, dialog.values, dialog);
  },

  cancel: (form, ctx, dialog) => leave(form, ctx, dialog),
};

/** Back to the dialog that called this one, or out of dialogs, with the card that the form leaves behind. */
async function leave(form: AnyForm, ctx: Ctx, dialog: Dialog): Promise<void> {
  if (dialog.caller) return giveBack(ctx, dialog);
  const card = await form.left?.(ctx, dialog.values);
  if (!card) return cancelDialog(ctx);
  await ctx.say(cancelledWord(ctx, dialog));
  await closeDialog(ctx, card);
}
