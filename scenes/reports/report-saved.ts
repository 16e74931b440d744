import { isId } from '../../src/domain/id.ts';
import { b, cut, escapeHtml, join, link } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { SavedReport } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Button, type Card, danger, grid } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { PAGE, turnRow } from '../shared/pages.ts';
import { reportLinks, savedReportLinks, scheduleReportDialog } from './links.ts';
import { openSaved, showReport } from './open-report.ts';
import { loadCard, settingsLines } from './report-card.ts';
import type { ReportReader } from './report-names.ts';
import { periodLabel } from './report-words.ts';

/** More reports than this under names are found by nobody. */
const LIMIT = 80;

/** The reports a user saved, and those that are sent to them. */
export async function showSaved(ctx: Ctx, page = 0): Promise<void> {
  const { t, kit, user } = ctx;
  const reports = await kit.store.savedReports.of(user.id, LIMIT);
  const last = Math.max(0, Math.ceil(reports.length / PAGE) - 1);
  const shown = Math.min(page, last);
  const card = await loadCard(ctx);
  await ctx.show({
    html: join([b(`⭐ ${t.report.mine}`), ...(reports.length === 0 ? [escapeHtml(t.report.savedEmpty)] : [])], '\n\n'),
    rows: [
      ...reports
        .slice(shown * PAGE, (shown + 1) * PAGE)
        .map(({ id, name }) => [{ text: name, data: savedReportLinks.card(id) }]),
      ...turnRow(ctx, shown, last + 1, (target) => savedReportLinks.list(target)),
      [
        { text: `💾 ${t.common.save}`, data: reportLinks.save(card) },
        { text: `‹ ${t.common.back}`, data: savedReportLinks.back() },
      ],
    ],
  });
}

/** A saved report: what it counts, when it is sent, and what can be done with it. */
export async function savedReportCard(reader: ReportReader, report: SavedReport): Promise<Card> {
  const { t, kit, user } = reader;
  const { id, settings, owner } = report;
  const row = await kit.store.savedReports.scheduleOf(user.id, id);
  const sent = row ? [`📬 ${t.report.sent(t.report.days[row.schedule.days], row.schedule.time)}`] : [];
  const act = (text: string, action: 'open' | 'share' | 'send' | 'stop' | 'remove'): Button => ({
    text,
    data: savedReportLinks[action](id),
  });
  const lines = [...(await settingsLines(reader, { settings, revision: 0 })), ...sent];
  const hint = 'back' in settings.period ? [escapeHtml(t.report.savedHint(periodLabel(reader, settings.period)))] : [];
  return {
    html: join([b(`⭐ ${report.name}`), escapeHtml(cut(lines.join('\n'), 1500)), ...hint], '\n\n'),
    rows: [
      [act(`▶️ ${t.common.show}`, 'open')],
      ...grid(
        [
          act(`🔗 ${t.report.share}`, 'share'),
          act(`📬 ${t.report.schedule}`, 'send'),
          ...(row ? [act(`🔕 ${t.report.stopSending}`, 'stop')] : []),
          ...(owner === user.id ? [danger(act(`🗑 ${t.common.remove}`, 'remove'))] : []),
        ],
        2,
      ),
      [{ text: `‹ ${t.report.mine}`, data: savedReportLinks.list(0) }],
    ],
  };
}

/** The report of a button, or a word that it is gone. */
async function reportOf(ctx: Ctx, id: string | undefined): Promise<SavedReport | undefined> {
  const report = isId(id) ? await ctx.kit.store.savedReports.get(id) : undefined;
  if (!report) await ctx.say(ctx.t.report.savedGone);
  return report;
}

export const savedReportScreen = defineScreen(savedReportLinks, {
  list: (ctx, page) => showSaved(ctx, Math.max(0, Number.parseInt(page ?? '0', 10) || 0)),
  back: (ctx) => showReport(ctx),
  open: openSaved,
  async card(ctx, id) {
    const report = await reportOf(ctx, id);
    if (report) await ctx.show(await savedReportCard(ctx, report));
  },
  async share(ctx, id) {
    const report = await reportOf(ctx, id);
    if (!report) return;
    const address = `https://t.me/${ctx.kit.botName}?start=r_${report.id}`;
    const send = `https://t.me/share/url?url=${encodeURIComponent(address)}&text=${encodeURIComponent(report.name)}`;
    await ctx.send({
      html: join([b(`📊 ${report.name}`), link(address, address), escapeHtml(ctx.t.report.shareText)], '\n'),
      rows: [[{ text: `🔗 ${ctx.t.report.share}`, url: send }]],
    });
  },
  async send(ctx, id) {
    const report = await reportOf(ctx, id);
    if (report)
      await beginDialog(ctx, scheduleReportDialog, { values: { about: { id: report.id, name: report.name } } });
  },
  async stop(ctx, id) {
    const report = await reportOf(ctx, id);
    if (!report) return;
    await ctx.kit.store.savedReports.setSchedule(ctx.user, report.id, undefined, ctx.at);
    await ctx.say(ctx.t.report.sentNoMore);
    await ctx.show(await savedReportCard(ctx, report));
  },
  async remove(ctx, id) {
    const report = await reportOf(ctx, id);
    if (!report) return;
    const { report: words, common } = ctx.t;
    await ctx.show({
      html: join([b(`⭐ ${report.name}`), escapeHtml(words.removeSure)], '\n\n'),
      rows: [
        [
          danger({ text: `🗑 ${common.yes}`, data: savedReportLinks.removeyes(report.id) }),
          { text: common.no, data: savedReportLinks.card(report.id) },
        ],
      ],
    });
  },
  async removeyes(ctx, id) {
    const report = await reportOf(ctx, id);
    if (!report) return;
    const removed = await ctx.kit.store.savedReports.remove(ctx.user.id, report.id);
    await ctx.say(removed ? ctx.t.report.removed : ctx.t.report.notYours);
    await showSaved(ctx);
  },
});

/** "Every Monday, 09:00; the first one comes tomorrow 09:00". */
export const scheduledLine = ({ t, user, at }: ReportReader, days: string, time: string, due: Date): string =>
  `📬 ${t.report.sent(days, time)}. ${t.report.sentFrom(showWhen(due, at, user))}`;
