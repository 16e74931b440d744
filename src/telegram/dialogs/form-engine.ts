import type { Message } from '@grammyjs/types';
import type { Dialog } from '../../store/index.ts';
import type { Ctx } from '../context.ts';
import { unpack } from '../messages/callback-data.ts';
import { withMade } from './cancel-dialog.ts';
import { openDialog, parkDialog } from './dialog.ts';
import { formActions } from './form-actions.ts';
import { type AnyForm, type AnyValues, asking, drawForm, fieldOf } from './form-draw.ts';
import { advance, reply } from './form-flow.ts';

/** What a form does when it is begun, tapped and written to, whatever its fields are. */
export function createEngine(form: AnyForm) {
  return {
    async enter(ctx: Ctx): Promise<void> {
      const dialog = openDialog(ctx);
      if (!dialog) return;
      const { returned, ...values } = dialog.values;
      if (isReturned(returned)) return resumed(form, ctx, { ...dialog, values }, returned);
      if (dialog.turn > 0) return drawForm(form, ctx, dialog);
      const begun = { ...dialog, values: { ...(await form.begin?.(ctx, values, dialog.draft)), ...values } };
      return dialog.field === undefined ? advance(form, ctx, begun) : drawForm(form, ctx, begun);
    },

    /** A button. False: it is not one of this dialog's, and the dialog has been put aside for it. */
    async tapped(ctx: Ctx, dialog: Dialog, data: string): Promise<boolean> {
      const [head, draft, turn, action = '', ...rest] = unpack(data);
      if (head !== 'f') {
        await parkDialog(ctx);
        return false;
      }
      if (draft !== dialog.draft) return false;
      const run = Object.hasOwn(formActions, action) ? formActions[action] : undefined;
      if (turn !== String(dialog.turn) || !run) {
        await ctx.say(ctx.t.common.stale);
        await drawForm(form, ctx, dialog);
        return true;
      }
      await run(form, ctx, dialog, rest.join(':'));
      return true;
    },

    written: (ctx: Ctx, dialog: Dialog, message: Message): Promise<void> => written(form, ctx, dialog, message),
  };
}

interface Returned {
  into: string;
  outcome?: unknown;
}

const isReturned = (value: unknown): value is Returned =>
  typeof value === 'object' && value !== null && 'into' in value && typeof value.into === 'string';

/** A dialog that this one called has come back with its outcome. */
async function resumed(form: AnyForm, ctx: Ctx, dialog: Dialog, { into, outcome }: Returned): Promise<void> {
  const field = fieldOf(form, into);
  const set = field?.returned?.(outcome, dialog.values) ?? { [into]: outcome };
  await reply(form, ctx, withMade(dialog, field?.icon ?? '', outcome), { set });
}

/** A message: the answer to the question that is open, something to attach, or a line of its own. */
async function written(form: AnyForm, ctx: Ctx, dialog: Dialog, message: Message): Promise<void> {
  const field = fieldOf(form, dialog.field);
  const answer = await field?.take?.(ctx, message, asking(dialog));
  // A question that is tapped does not keep a line from being one of its own.
  if (answer && !(field?.tapped && 'error' in answer)) {
    if (!('set' in answer)) return reply(form, ctx, dialog, answer);
    return reply(form, ctx, { ...dialog, values: await withNote(form, ctx, message, dialog.values) }, answer);
  }
  // What was spoken is taken as what is typed; the note itself is a file beside it.
  const isText = ctx.heard !== undefined && (form.written !== undefined || !form.keepsNotes);
  const attached = isText ? undefined : await form.attach?.(ctx, message, dialog.values);
  if (attached) return kept(form, ctx, dialog, attached);
  const taken = await form.written?.(ctx, message, dialog.values, dialog);
  if (taken === 'done') return;
  if (taken) {
    const values = await withNote(form, ctx, message, { ...dialog.values, ...taken.values });
    return drawForm(form, ctx, { ...dialog, values }, taken.word);
  }
  if (answer) return reply(form, ctx, dialog, answer);
  const { common, form: words } = ctx.t;
  const hint = field?.take ? common.notUnderstood : common.buttonWanted;
  return drawForm(form, ctx, dialog, `⚠️ ${dialog.field === undefined ? words.draftOpen : hint}`);
}

/** Something was attached. Its caption may have answered the question; otherwise that is still open. */
async function kept(form: AnyForm, ctx: Ctx, dialog: Dialog, attached: AnyValues): Promise<void> {
  const { field } = dialog;
  const values = { ...dialog.values, ...attached };
  if (field !== undefined && values[field] !== undefined && dialog.values[field] === undefined) {
    return reply(form, ctx, dialog, { set: attached });
  }
  return drawForm(form, ctx, { ...dialog, values }, `📎 ${ctx.t.form.attached}`);
}

/** With the voice note that an answer was spoken in, where the form keeps it. */
async function withNote(form: AnyForm, ctx: Ctx, message: Message, values: AnyValues): Promise<AnyValues> {
  const { text: _, caption: __, ...note } = message;
  const attached = ctx.heard && form.keepsNotes ? await form.attach?.(ctx, note, values) : undefined;
  return { ...values, ...attached };
}
