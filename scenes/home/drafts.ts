import { escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { openDialog, parkedRows, resumeDialog } from '../../src/telegram/dialogs/dialog.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { homeRows } from './home.ts';

/** Buttons of dialogs put aside, and of dialogs that are over. */
export const draftScreen = defineScreen('draft', {
  async resume(ctx, draft) {
    if (!(await resumeDialog(ctx, draft ?? ''))) await ctx.say(ctx.t.common.gone);
  },
  async drop(ctx) {
    const { common } = ctx.t;
    if (ctx.session.parked.length === 0) return ctx.say(common.gone);
    const titles = ctx.session.parked.map(({ title }) => `• ${title}`);
    await ctx.show({
      html: escapeHtml([common.dropDraftsSure, '', ...titles].join('\n')),
      rows: [
        [
          { text: `🗑 ${common.yes}`, data: draftScreen.data('dropyes') },
          { text: common.no, data: draftScreen.data('keep') },
        ],
      ],
    });
  },
  async dropyes(ctx) {
    ctx.session.parked = [];
    await ctx.show({ html: escapeHtml(ctx.t.common.draftsDropped), rows: homeRows(ctx) });
  },
  async keep(ctx) {
    await ctx.show({ html: escapeHtml(ctx.t.home.how), rows: [...homeRows(ctx), ...parkedRows(ctx)] });
  },
});

/** A button of a dialog that is not the open one: put aside, it is offered again; saved, it says so. */
export async function tappedOldDialog(ctx: Ctx, draft: string | undefined): Promise<void> {
  if (draft !== undefined && openDialog(ctx)?.draft !== draft && (await resumeDialog(ctx, draft))) return;
  const saved = draft === undefined ? undefined : await ctx.kit.store.contacts.get(ctx.user, draft);
  await ctx.say(saved ? ctx.t.common.alreadySaved : ctx.t.common.gone);
}
