import { cut, escapeHtml } from '../../src/domain/text/html.ts';
import { GROUPS_LIMIT, type ReportCard } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { sendCard } from '../../src/telegram/messages/card.ts';
import { showingAction } from '../../src/telegram/transport/chat-action.ts';
import { outcomeOf } from './report-count.ts';
import type { ReportReader } from './report-names.ts';
import { drawn } from './report-picture.ts';
import { runReport } from './report-run.ts';
import { sheetOf } from './report-sheet.ts';
import { periodLabel, reportTitle } from './report-words.ts';

/** Sends the whole report as a workbook, made on a thread of its own. */
export async function sendSheet(ctx: Ctx, card: ReportCard): Promise<void> {
  const reader: ReportReader = { kit: ctx.kit, user: ctx.user, t: ctx.t, at: ctx.at };
  const { kit, user, t } = ctx;
  await ctx.say(t.report.sheetComes);
  kit.handOff('sheet', () => showingAction(kit.call, user.id, 'upload_document', () => countAndSend(reader, card)));
}

async function countAndSend(reader: ReportReader, card: ReportCard): Promise<void> {
  const { kit, user, t } = reader;
  const listed = await outcomeOf(reader, card, false);
  // A workbook holds every row, a card the largest.
  const more = 'found' in listed && listed.found.cut;
  const outcome = more ? await runReport(reader, card.settings, GROUPS_LIMIT) : listed;
  if ('refused' in outcome) {
    await sendCard(kit.call, user.id, { html: escapeHtml(`⚠️ ${outcome.refused}`) });
    return;
  }
  const { found } = outcome;
  const bytes = await drawn(reader, () => kit.render.sheet(sheetOf(reader, found)));
  if (!bytes) {
    await sendCard(kit.call, user.id, { html: escapeHtml(t.report.noSheet) });
    return;
  }
  const name = `${reportTitle(reader, card.settings)} ${periodLabel(reader, card.settings.period)}`;
  const filename = `${cut(name.replace(/[\\/:*?"<>|]+/g, ' ').replace(/\s+/g, ' '), 80)}.xlsx`;
  await kit.call('sendDocument', { chat_id: user.id, document: { source: bytes, filename } });
}
