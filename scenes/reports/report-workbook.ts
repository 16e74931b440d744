import type { GroupField } from '../../src/domain/report/grouping.ts';
import type { Leaf } from '../../src/domain/report/leaves.ts';
import { groupFieldsOf } from '../../src/domain/report/report.ts';
import type { SheetPortion } from '../../src/domain/report/sheet.ts';
import { cut, escapeHtml } from '../../src/domain/text/html.ts';
import { GROUPS_LIMIT, isTooSlow, type ReportCard } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { sendCard } from '../../src/telegram/messages/card.ts';
import { showingAction } from '../../src/telegram/transport/chat-action.ts';
import { outcomeOf } from './report-count.ts';
import { entriesOf, type ReportReader } from './report-names.ts';
import { drawn } from './report-picture.ts';
import { type Found, queryOf } from './report-run.ts';
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
  const refuse = (why: string) => sendCard(kit.call, user.id, { html: escapeHtml(`⚠️ ${why}`) });
  const outcome = await outcomeOf(reader, card, false);
  if ('refused' in outcome) return void (await refuse(outcome.refused));
  const { found } = outcome;
  if (found.rows > GROUPS_LIMIT) return void (await refuse(t.report.tooMany));
  const portions = found.cut ? await portionsOf(reader, found) : undefined;
  if (portions === 'slow') return void (await refuse(t.report.tooSlow));
  const bytes = await drawn(reader, () => kit.render.sheet(sheetOf(reader, found), portions));
  if (!bytes) return void (await refuse(t.report.noSheet));
  const name = `${reportTitle(reader, card.settings)} ${periodLabel(reader, card.settings.period)}`;
  const filename = `${cut(name.replace(/[\\/:*?"<>|]+/g, ' ').replace(/\s+/g, ' '), 80)}.xlsx`;
  await kit.call('sendDocument', { chat_id: user.id, document: { source: bytes, filename } });
}

/** So many names are looked up at a time. */
const NAMES = 1000;

/** A card lists the largest groups, a workbook every one: they are read from the database as the workbook is made. */
async function portionsOf(reader: ReportReader, found: Found): Promise<AsyncGenerator<SheetPortion, void> | 'slow'> {
  try {
    const leaves = await reader.kit.store.reports.leaves(reader.user, queryOf(reader, found));
    return sheetPortions(reader, groupFieldsOf(found.settings), leaves);
  } catch (error) {
    if (isTooSlow(error)) return 'slow';
    throw error;
  }
}

async function* sheetPortions(
  reader: ReportReader,
  fields: readonly GroupField[],
  leaves: AsyncIterable<Leaf[]>,
): AsyncGenerator<SheetPortion, void> {
  const ids = fields.map((field) => ({ field, keys: new Set<string | number>() }));
  for await (const portion of leaves) {
    for (const leaf of portion) {
      for (const [index, { keys }] of ids.entries()) {
        const key = leaf.keys[index];
        if (key !== null && key !== undefined) keys.add(key);
      }
    }
    yield { leaves: portion };
  }
  for (const { field, keys } of ids) {
    const all = [...keys];
    for (let from = 0; from < all.length; from += NAMES) {
      const entries = await entriesOf(reader, field, all.slice(from, from + NAMES));
      yield { field, entries: [...entries] };
    }
  }
}
