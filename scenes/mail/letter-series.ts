import { escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { mailLinks, registerLetterDialog } from './links.ts';

/** Letters registered one after another: those still to come, and how far it is. */
export interface Series {
  rest: string[];
  number: number;
  count: number;
  done: number;
}

/** On to the next letter of the series; one that was handled meanwhile is passed over. */
export async function goOn(ctx: Ctx, { rest, number, count, done }: Series): Promise<void> {
  const { letters } = ctx.kit.store;
  for (const [index, id] of rest.entries()) {
    const taken = await letters.take(ctx.user, id, ctx.at, true);
    if (taken.outcome !== 'done') continue;
    const series: Series = { rest: rest.slice(index + 1), number: number + index + 1, count, done };
    return beginDialog(ctx, registerLetterDialog, { draft: id, values: { series } });
  }
  await ctx.show({
    html: escapeHtml(`🏁 ${ctx.t.mail.seriesDone(done)}`),
    rows: [[{ text: `📬 ${ctx.t.mail.actions.toList}`, data: mailLinks.list(0) }]],
  });
}
