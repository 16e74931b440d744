import type { PlacedGroup } from '../../src/domain/report/grouping.ts';
import { isComparable } from '../../src/domain/report/views.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { ReportCard } from '../../src/store/index.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { turnRow } from '../shared/pages.ts';
import { reportLinks } from './links.ts';
import { settingsLines } from './report-card.ts';
import { isEmpty } from './report-count.ts';
import type { ReportReader } from './report-names.ts';
import { ROWS_A_PAGE } from './report-pages.ts';
import type { Found, ReportOutcome } from './report-run.ts';
import { pagesOf, rowKey, tableHtml, tableRows } from './report-view.ts';
import { foundLines, reportTitle } from './report-words.ts';

/** What "the first ones" are. */
export const TOP = 10;

/** The card with the answer: one page of the table, a button for each row, the ways on. */
export async function resultCard(
  reader: ReportReader,
  card: ReportCard,
  outcome: ReportOutcome,
  page: number,
): Promise<Card> {
  const { t } = reader;
  const back = card.back
    ? { text: `‹ ${reportTitle(reader, card.back)}`, data: reportLinks.back(card) }
    : { text: `‹ ${t.report.settings}`, data: reportLinks.setup(card) };
  const head = 'found' in outcome ? foundHead(reader, outcome.found) : await headOf(reader, card);
  if ('refused' in outcome) return { html: join([head, escapeHtml(`⚠️ ${outcome.refused}`)], '\n\n'), rows: [[back]] };
  const { found } = outcome;
  const notice = found.notice ? [escapeHtml(`ℹ️ ${found.notice}`)] : [];
  const save = { text: `⭐ ${t.common.save}`, data: reportLinks.save(card) };
  if (isEmpty(found)) {
    return { html: join([head, ...notice, escapeHtml(t.report.empty)], '\n\n'), rows: [[save], [back]] };
  }
  const rows = tableRows(found);
  const shown = Math.min(page, pagesOf(rows) - 1);
  return {
    html: join([head, ...notice, ...tableHtml(reader, found, shown), ...belowOf(reader, found)], '\n\n'),
    rows: [
      ...numberRows(card, rows.slice(shown * ROWS_A_PAGE, (shown + 1) * ROWS_A_PAGE), shown * ROWS_A_PAGE + 1),
      ...turnRow(reader, shown, pagesOf(rows), (target) => reportLinks.page(card, target)),
      jumpRow(card, shown, pagesOf(rows)),
      listRow(reader, card, found),
      [{ text: `📥 ${t.report.export}`, data: reportLinks.xlsx(card) }, save],
      [back],
    ],
  };
}

/** What was counted, in words that came with the count: nothing more is asked of the database. */
function foundHead(reader: ReportReader, found: Found): Html {
  const [period = '', ...lines] = foundLines(reader, found);
  return join(
    [b(`📊 ${reportTitle(reader, found.settings)}`), escapeHtml(cut([`🗓 ${period}`, ...lines].join('\n'), 1500))],
    '\n',
  );
}

/** The heading of a card whose report is still being counted, or was refused. */
export async function headOf(reader: ReportReader, card: ReportCard): Promise<Html> {
  const [, ...lines] = await settingsLines(reader, card);
  return join([b(`📊 ${reportTitle(reader, card.settings)}`), escapeHtml(cut(lines.join('\n'), 1500))], '\n');
}

function belowOf({ t }: ReportReader, found: Found): Html[] {
  const { view } = found.settings;
  const lines = [
    ...(found.settings.compare && isComparable(view) && !found.comparison ? [t.report.nothingBefore] : []),
    // The layouts whose rows lead elsewhere say so themselves.
    ...(tableRows(found).length > 0 && (view === undefined || view === 'trend' || view === 'plan')
      ? [t.report.rowHint]
      : []),
  ];
  return lines.length > 0 ? [escapeHtml(lines.join('\n'))] : [];
}

/** Pages far apart, one tap away: a quarter of the table each. */
function jumpRow(card: ReportCard, page: number, pages: number): Button[] {
  if (pages < 5) return [];
  const targets = [0, 0.25, 0.5, 0.75, 1].map((part) => Math.round((pages - 1) * part));
  return targets.map((target) => ({
    text: target === page ? `· ${target + 1} ·` : `${target + 1}`,
    data: reportLinks.page(card, target),
  }));
}

/** How much of the table is listed: the first ten groups, the first level. Only where there is more. */
function listRow({ t }: ReportReader, card: ReportCard, { settings, counts, classes }: Found): Button[] {
  const { top, firstOnly } = t.report;
  const groups = classes?.rows.length ?? counts.groups.length;
  const deep = !classes && settings.groups.length > 1;
  const ten = settings.top === undefined ? top.ten : top.all;
  const level = settings.firstOnly ? firstOnly.off : firstOnly.on;
  return [
    ...(groups > TOP ? [{ text: `🔟 ${ten}`, data: reportLinks.top(card) }] : []),
    ...(deep ? [{ text: `🪜 ${level}`, data: reportLinks.level(card) }] : []),
  ];
}

/** Buttons carry the numbers that the rows bear. */
const numberRows = (card: ReportCard, rows: readonly PlacedGroup[], first: number): Button[][] =>
  grid(
    rows.map((row, index) => ({ text: String(first + index), data: reportLinks.row(card, rowKey(row)) })),
    rows.length > 4 ? Math.ceil(rows.length / 2) : 4,
  );
