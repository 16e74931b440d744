import type { Ctx } from '../telegram/context.ts';
import { openDialog, resumeDialog } from '../telegram/dialog.ts';
import { defineScreen } from '../telegram/screen.ts';

/** Buttons of dialogs put aside, and of dialogs that are over. */
export const draftScreen = defineScreen('draft', {
  async resume(ctx, draft) {
    if (!(await resumeDialog(ctx, draft ?? ''))) await ctx.say(ctx.t.common.gone);
  },
});

/** A button of a dialog that is not the open one: put aside, it is offered again; saved, it says so. */
export async function tappedOldDialog(ctx: Ctx, draft: string | undefined): Promise<void> {
  if (draft !== undefined && openDialog(ctx)?.draft !== draft && (await resumeDialog(ctx, draft))) return;
  const saved = draft === undefined ? undefined : await ctx.kit.store.contacts.get(ctx.user, draft);
  await ctx.say(saved ? ctx.t.common.alreadySaved : ctx.t.common.gone);
}
