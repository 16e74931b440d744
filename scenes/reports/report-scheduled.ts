import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { SavedReport } from '../../src/store/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Card, sendCard } from '../../src/telegram/messages/card.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { savedReportLinks } from './links.ts';
import { settingsLines } from './report-card.ts';
import { isEmpty } from './report-count.ts';
import type { ReportReader } from './report-names.ts';
import { type ReportOutcome, runReport } from './report-run.ts';
import { chartOf, pagesOf, tableHtml, tableRows } from './report-view.ts';
import { periodLabel, reportTitle } from './report-words.ts';

/** What is sent to whom: a report counted with their rights at that moment. */
interface DueReport {
  user: User;
  report: SavedReport;
  at: Date;
}

/** Sends a saved report that is due: its picture, then the first page of its table with a button to open all of it. */
export const sendDueReport =
  (kit: Kit) =>
  async ({ user, report, at }: DueReport, call: Call): Promise<unknown> => {
    const reader: ReportReader = { kit, user, t: texts[user.language], at };
    const outcome = await runReport(reader, report.settings);
    if ('refused' in outcome && outcome.gone) return endSchedule(reader, report, call);
    const found = 'found' in outcome && !isEmpty(outcome.found) ? outcome.found : undefined;
    const spec = found && chartOf(reader, found);
    if (spec) {
      // Without its picture a report is still a report.
      const png = await kit.render.draw(spec).catch((error: unknown) => {
        kit.log('error', 'report.not-drawn', { error });
        return undefined;
      });
      const caption = cut(
        `${reportTitle(reader, report.settings)} · ${periodLabel(reader, report.settings.period)}`,
        200,
      );
      if (png) {
        await call('sendPhoto', { chat_id: user.id, photo: { source: png, filename: 'report.png' }, caption });
      }
    }
    return sendCard(call, user.id, await dueCard(reader, report, outcome));
  };

/** What the filter names is gone for good: said once, and nothing more is sent. */
async function endSchedule({ kit, user, t, at }: ReportReader, report: SavedReport, call: Call): Promise<unknown> {
  const sent = await sendCard(call, user.id, {
    html: join([b(`📬 ${report.name}`), escapeHtml(`⚠️ ${t.report.scheduleEnded(report.name)}`)], '\n\n'),
    rows: [[{ text: `▶️ ${t.common.open}`, data: savedReportLinks.open(report.id) }]],
  });
  await kit.store.savedReports.setSchedule(user, report.id, undefined, at);
  return sent;
}

async function dueCard(reader: ReportReader, report: SavedReport, outcome: ReportOutcome): Promise<Card> {
  const { t } = reader;
  const lines = await settingsLines(reader, { settings: report.settings, revision: 0 });
  const below = () => {
    if ('refused' in outcome) return [escapeHtml(`⚠️ ${outcome.refused}`)];
    return isEmpty(outcome.found) ? [escapeHtml(t.report.empty)] : tableHtml(reader, outcome.found, 0);
  };
  const pages = 'found' in outcome ? pagesOf(tableRows(outcome.found)) : 1;
  return {
    html: join(
      [
        join([b(`📬 ${report.name}`), escapeHtml(cut(lines.join('\n'), 1500))], '\n'),
        ...below(),
        ...(pages > 1 ? [escapeHtml(t.home.page(1, pages))] : []),
      ],
      '\n\n',
    ),
    rows: [
      [
        { text: `▶️ ${t.common.open}`, data: savedReportLinks.open(report.id) },
        { text: `📬 ${t.report.schedule}`, data: savedReportLinks.card(report.id) },
      ],
    ],
  };
}
