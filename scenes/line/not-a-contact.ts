import { escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { beginDraft, type Line, readingOf } from './begin-draft.ts';
import { otherwiseLinks } from './links.ts';
import { remember } from './noted-lines.ts';

/*
 * Lines that were taken for something else than a contact. Where that is a guess, the line can still be recorded as one.
 */

const recordRow = (ctx: Ctx, { text, message, files }: Line): Button[][] => {
  if (message === undefined) return [];
  remember(ctx, { message, text, ...(files && { files }) });
  return [[{ text: `📒 ${ctx.t.line.asContact}`, data: otherwiseLinks.record(message) }]];
};

/** A line that says nothing to register is answered with three that do. */
export async function answerChatter(ctx: Ctx, line: Line, isGuess: boolean): Promise<void> {
  const rows = isGuess ? recordRow(ctx, line) : [];
  await ctx.send({ html: escapeHtml(ctx.t.line.chatter), ...(rows.length > 0 && { rows }) });
}

/** At the end of the answer, which comes next: it may have been no question. */
export function offerToRecord(ctx: Ctx, line: Line): void {
  const rows = recordRow(ctx, line);
  if (rows.length > 0) ctx.append({ html: escapeHtml(`❔ ${ctx.t.line.takenAsQuestion}`), rows });
}

export const otherwiseScreen = defineScreen(otherwiseLinks, {
  async record(ctx, id) {
    const noted = ctx.session.lines?.find(({ message }) => String(message) === id);
    if (noted?.text === undefined) return ctx.say(ctx.t.common.gone);
    const { text, message, files } = noted;
    await beginDraft(ctx, await readingOf(ctx, text), { text, message, ...(files && { files }) });
  },
});
