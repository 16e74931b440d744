import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { forgetData, openDialog, parkedRows, resumeData, resumeDialog } from '../../src/telegram/dialogs/dialog.ts';
import { draftLinks } from '../../src/telegram/dialogs/draft-links.ts';
import { danger } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { homeRows } from './home.ts';

async function showWaiting(ctx: Ctx): Promise<void> {
  const { common, line } = ctx.t;
  const { parked } = ctx.session;
  if (parked.length === 0) return ctx.say(common.gone);
  const lines = parked.map(({ title }, index) => escapeHtml(`${index + 1}. ${title}`));
  await ctx.show({
    html: join([b(`📝 ${line.waitingTitle}`), join(lines, '\n')], '\n\n'),
    rows: [
      ...parked.map((dialog, index) => [
        { text: `▶️ ${common.resume(String(index + 1))}`, data: resumeData(dialog) },
        danger({ text: `🗑 ${line.forget}`, data: forgetData(dialog) }),
      ]),
      ...(parked.length > 1 ? [[danger({ text: `🗑 ${common.dropDrafts}`, data: draftLinks.drop() })]] : []),
    ],
  });
}

/** Buttons of dialogs put aside, and of dialogs that are over. */
export const draftScreen = defineScreen(draftLinks, {
  async resume(ctx, draft) {
    if (!(await resumeDialog(ctx, draft ?? ''))) await ctx.say(ctx.t.common.gone);
  },
  /** All that was put aside, with a row for each. */
  list: showWaiting,
  async forget(ctx, draft) {
    const { parked } = ctx.session;
    const left = parked.filter((dialog) => dialog.draft !== draft);
    if (left.length === parked.length) return ctx.say(ctx.t.common.gone);
    ctx.session.parked = left;
    await ctx.say(ctx.t.line.forgotten);
    await (left.length > 0
      ? showWaiting(ctx)
      : ctx.show({ html: escapeHtml(ctx.t.line.forgotten), rows: homeRows(ctx) }));
  },
  async drop(ctx) {
    const { common } = ctx.t;
    if (ctx.session.parked.length === 0) return ctx.say(common.gone);
    const titles = ctx.session.parked.map(({ title }) => `• ${title}`);
    await ctx.show({
      html: escapeHtml([common.dropDraftsSure, '', ...titles].join('\n')),
      rows: [
        [danger({ text: `🗑 ${common.yes}`, data: draftLinks.dropyes() }), { text: common.no, data: draftLinks.keep() }],
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
