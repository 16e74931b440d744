import type { PlacedGroup } from '../../../src/domain/report/grouping.ts';
import { absoluteFilter, type ReportSettings, withView } from '../../../src/domain/report/report.ts';
import { rowFilter } from '../../../src/domain/report/report-row.ts';
import { isMeasured } from '../../../src/domain/report/views.ts';
import { supervises } from '../../../src/domain/rights.ts';
import type { ReportCard } from '../../../src/store/index.ts';
import { cameFrom } from '../../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { beginDialog } from '../../../src/telegram/dialogs/dialog.ts';
import { unpack } from '../../../src/telegram/messages/callback-data.ts';
import { planContactDialog } from '../../contacts/links.ts';
import { documentsCard } from '../../documents/document-list.ts';
import { isLookedAt } from '../../documents/document-look.ts';
import { drawLetter } from '../../mail/letter.ts';
import { reportLinks, targetDialog } from '../links.ts';
import { openJournal } from '../report-filter.ts';
import type { Found } from '../report-run.ts';
import { showResult } from '../report-show.ts';
import { clientOfRow } from './amounts.ts';

/** What a row leads to: a manager's trend, a plan with a client who is missed, else the contacts that it counts. */
export async function openRow(ctx: Ctx, card: ReportCard, found: Found, row: PlacedGroup): Promise<void> {
  const { view, measure, filter } = card.settings;
  const { key, name } = row.group;
  const { zone } = ctx.user;
  if (view === 'glance' && typeof key === 'number') {
    const settings: ReportSettings = { ...withView(card.settings, 'trend'), by: 'channel', measure: 'activity' };
    const looked = { ...settings, filter: { ...filter, manager: key } };
    const changed = await ctx.kit.store.savedReports.setCard(ctx.user.id, looked, undefined, card.settings);
    return showResult(ctx, changed, 0, true);
  }
  await ctx.kit.store.savedReports.leave(ctx.user.id);
  if (view === 'answers' && typeof key === 'string') return openLetter(ctx, card, key);
  if (view === 'targets' && supervises(ctx.user)) {
    return beginDialog(ctx, targetDialog, { values: { about: { id: Number(key), name } } });
  }
  if (view === 'amounts') return openDocuments(ctx, card, clientOfRow(String(key)));
  if (view === 'coverage' && typeof key === 'string') {
    return beginDialog(ctx, planContactDialog, { values: { organization: { id: key, name } } });
  }
  const counted = isMeasured(view) ? measure : view === 'targets' || view === 'sources' ? 'activity' : 'all';
  if (view === 'hours')
    return openJournal(ctx, card, { ...rowFilter(found.filter, counted, [], zone), weekday: Number(key) });
  await openJournal(ctx, card, rowFilter(found.filter, counted, row.path, zone));
}

/** Opens a letter that waits, as far as its reader may see it. Its Back leads to the report. */
async function openLetter(ctx: Ctx, card: ReportCard, id: string): Promise<void> {
  const letter = await ctx.kit.store.letters.get(ctx.user, id);
  if (!letter) return ctx.say(ctx.t.mail.absent);
  cameFrom(ctx, letter.id, ...unpack(reportLinks.page(card, card.shown?.page ?? 0)));
  await drawLetter(ctx, letter);
}

/** Opens the documents of a client that a row adds up, as far as its reader may see them. */
async function openDocuments(ctx: Ctx, card: ReportCard, organization: string): Promise<void> {
  const { documentType: type } = card.settings;
  const { period } = absoluteFilter(card.settings, ctx.at, ctx.user.zone);
  const look = {
    organization,
    ...(type !== undefined && { type }),
    ...(isLookedAt(period) && { period }),
  };
  const { rows = [], ...list } = await documentsCard(ctx, look, 0);
  const back = { text: `‹ ${ctx.t.report.title}`, data: reportLinks.page(card, card.shown?.page ?? 0) };
  await ctx.show({ ...list, rows: [...rows, [back]] });
}
