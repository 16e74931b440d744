import type { PlacedGroup } from '../../src/domain/report/grouping.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { GROUPS_LIMIT, type ReportCard } from '../../src/store/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { type Button, type Card, grid, redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import { cannotEdit, faultKind, isUnchanged } from '../../src/telegram/transport/errors.ts';
import { turnRow } from '../shared/pages.ts';
import { reportLinks } from './links.ts';
import { settingsLines } from './report-card.ts';
import type { ReportReader } from './report-names.ts';
import { type Found, type Outcome, runReport } from './report-run.ts';
import { sheetOf } from './report-sheet.ts';
import { chartOf, pagesOf, ROWS_A_PAGE, rowKey, rowsOf, tableHtml } from './report-view.ts';
import { foundLines, periodLabel, reportTitle } from './report-words.ts';

/** A count that is ready within so many milliseconds is shown at once; else the card says that it is coming. */
const AT_ONCE = 500;
/** A first picture that is drawn within so many milliseconds comes before its table, which then is sent once. */
const DRAWN_AT_ONCE = 400;
/** What was counted last is kept for turning pages: so long, of so many users, and no giants. */
const KEPT_FOR = 60_000;
const KEPT_USERS = 50;
const KEPT_ROWS = 2000;
/** What "the first ones" are. */
export const TOP = 10;

interface Kept {
  revision: number;
  until: number;
  outcome: Outcome;
}

// By store, so that two programs in one process share nothing. A restart forgets it, and counts again.
const kept = new WeakMap<Kit['store'], Map<number, Kept>>();

/** Counts, or takes what was counted a moment ago for the same card. */
export async function outcomeOf(reader: ReportReader, card: ReportCard, fresh: boolean): Promise<Outcome> {
  const mine = kept.get(reader.kit.store) ?? new Map<number, Kept>();
  kept.set(reader.kit.store, mine);
  const last = mine.get(reader.user.id);
  if (!fresh && last?.revision === card.revision && last.until > performance.now()) return last.outcome;
  const outcome = await runReport(reader, card.settings);
  mine.delete(reader.user.id);
  if ('refused' in outcome || rowsOf(outcome.found).length <= KEPT_ROWS) {
    mine.set(reader.user.id, { revision: card.revision, until: performance.now() + KEPT_FOR, outcome });
  }
  const [oldest] = mine.keys();
  if (mine.size > KEPT_USERS && oldest !== undefined) mine.delete(oldest);
  return outcome;
}

/** Whether anything was counted, now or in the period compared with. */
export const isEmpty = ({ counts }: Found): boolean => counts.count === 0 && (counts.before?.count ?? 0) === 0;

/** The card with the answer: one page of the table, a button for each row, the ways on. */
export async function resultCard(
  reader: ReportReader,
  card: ReportCard,
  outcome: Outcome,
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
  const rows = rowsOf(found);
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

async function headOf(reader: ReportReader, card: ReportCard): Promise<Html> {
  const [, ...lines] = await settingsLines(reader, card);
  return join([b(`📊 ${reportTitle(reader, card.settings)}`), escapeHtml(cut(lines.join('\n'), 1500))], '\n');
}

function belowOf({ t }: ReportReader, found: Found): Html[] {
  const { view } = found.settings;
  const lines = [
    ...(found.settings.compare && view !== 'coverage' && !found.comparison ? [t.report.nothingBefore] : []),
    // The layouts whose rows lead elsewhere say so themselves.
    ...(rowsOf(found).length > 0 && view !== 'glance' && view !== 'coverage' ? [t.report.rowHint] : []),
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

/**
 * Shows the result on the card: at once where it is counted quickly, else as soon as it is. The picture is drawn apart
 * and comes after: no tap waits for it. `below`: as a message of its own, and what was tapped stays.
 */
export async function showResult(
  ctx: Ctx,
  card: ReportCard,
  page: number,
  draw: boolean,
  below = false,
): Promise<void> {
  const put = below ? ctx.send : ctx.show;
  const reader: ReportReader = { kit: ctx.kit, user: ctx.user, t: ctx.t, at: ctx.at };
  const counting = outcomeOf(reader, card, draw);
  const early = await Promise.race([counting, pause(AT_ONCE)]);
  if (early) {
    const apart = draw && card.shown?.picture === undefined;
    if (apart && (await showBelowPicture(ctx, reader, card, early, { page, below }))) return;
    const message = await put(await resultCard(reader, card, early, page));
    await shown(reader, card, message, early, { page, draw });
    return;
  }
  // Whatever happens to it until somebody waits for it again is told there.
  counting.catch(() => {});
  const message = await put({
    html: join([await headOf(reader, card), escapeHtml(`⏳ ${ctx.t.report.counting}`)], '\n\n'),
  });
  ctx.kit.handOff('report', async () => {
    const outcome = await counting;
    const there = await redrawCard(ctx.kit.call, ctx.user.id, message, await resultCard(reader, card, outcome, page));
    await shown(reader, card, there, outcome, { page, draw });
  });
}

/**
 * The first picture of a card, where it is drawn at once: then the picture comes, and the table below it, each sent once.
 * False: it is not ready, and nothing was sent.
 */
async function showBelowPicture(
  ctx: Ctx,
  reader: ReportReader,
  card: ReportCard,
  outcome: Outcome,
  { page, below }: { page: number; below: boolean },
): Promise<boolean> {
  const { kit, user } = reader;
  const spec = 'found' in outcome && !isEmpty(outcome.found) ? chartOf(reader, outcome.found) : undefined;
  const drawing = spec && drawn(reader, () => kit.render.draw(spec));
  const png = drawing && (await Promise.race([drawing, pause(DRAWN_AT_ONCE)]));
  if (!png) return false;
  const photo = await sendPicture(reader, card, png);
  const message = await ctx.send(await resultCard(reader, card, outcome, page));
  await kit.store.savedReports.setShown(user.id, card.revision, { message, page, picture: photo });
  if (!below && ctx.tap?.message !== undefined) await discard(kit, user.id, ctx.tap.message);
  return true;
}

const captionOf = (reader: ReportReader, { settings }: ReportCard): string =>
  cut(`${reportTitle(reader, settings)} · ${periodLabel(reader, settings.period)}`, 200);

async function sendPicture(reader: ReportReader, card: ReportCard, png: Buffer): Promise<number> {
  const photo = await reader.kit.call('sendPhoto', {
    chat_id: reader.user.id,
    photo: { source: png, filename: 'report.png' },
    caption: captionOf(reader, card),
  });
  return photo.message_id;
}

const pause = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });

async function shown(
  reader: ReportReader,
  card: ReportCard,
  message: number,
  outcome: Outcome,
  { page, draw }: { page: number; draw: boolean },
): Promise<void> {
  const { kit, user } = reader;
  const picture = card.shown?.picture;
  const place = { message, page, ...(picture !== undefined && { picture }) };
  await kit.store.savedReports.setShown(user.id, card.revision, place);
  if (draw) kit.handOff('picture', () => drawPicture(reader, card, outcome, message));
}

/** Draws the picture above the card: over the one that is there, else as a new message below which the card moves. */
async function drawPicture(reader: ReportReader, card: ReportCard, outcome: Outcome, message: number): Promise<void> {
  const { kit, user, t } = reader;
  const found = 'found' in outcome ? outcome.found : undefined;
  const spec = found && !isEmpty(found) ? chartOf(reader, found) : undefined;
  const png = spec && (await drawn(reader, () => kit.render.draw(spec)));
  const state = await kit.store.savedReports.card(user.id);
  // Meanwhile something else is looked at: its own picture is on its way.
  if (state?.revision !== card.revision || state.shown?.message !== message) return;
  const { picture, page = 0 } = state.shown;
  if (spec && !png) {
    await sendCard(kit.call, user.id, { html: escapeHtml(t.report.noPicture) });
    return;
  }
  if (!png) {
    // Nothing to see: the picture of what was counted before would be taken for this one's.
    if (picture !== undefined) await discard(kit, user.id, picture);
    await kit.store.savedReports.setShown(user.id, card.revision, { message, page });
    return;
  }
  if (picture !== undefined && (await redrawPicture(kit, user.id, picture, png, captionOf(reader, card)))) return;
  const photo = await sendPicture(reader, card, png);
  const moved = await sendCard(kit.call, user.id, await resultCard(reader, card, outcome, page));
  await kit.store.savedReports.setShown(user.id, card.revision, { message: moved, page, picture: photo });
  await discard(kit, user.id, message);
}

async function drawn(reader: ReportReader, draw: () => Promise<Buffer>): Promise<Buffer | undefined> {
  try {
    return await draw();
  } catch (error) {
    reader.kit.log('error', 'report.not-drawn', { error });
    return undefined;
  }
}

/** False: the message is not there any more. */
async function redrawPicture(kit: Kit, chat: number, message: number, png: Buffer, caption: string): Promise<boolean> {
  try {
    await kit.call('editMessageMedia', {
      chat_id: chat,
      message_id: message,
      media: { type: 'photo', media: { source: png, filename: 'report.png' }, caption },
    });
    return true;
  } catch (error) {
    if (isUnchanged(error)) return true;
    if (cannotEdit(error)) return false;
    throw error;
  }
}

async function discard(kit: Kit, chat: number, message: number): Promise<void> {
  try {
    await kit.call('deleteMessage', { chat_id: chat, message_id: message });
  } catch (error) {
    if (faultKind(error) !== 'expected') throw error;
  }
}

/** Sends the whole report as a workbook, made on a thread of its own. */
export async function sendSheet(ctx: Ctx, card: ReportCard): Promise<void> {
  const reader: ReportReader = { kit: ctx.kit, user: ctx.user, t: ctx.t, at: ctx.at };
  const { kit, user, t } = reader;
  await ctx.say(t.report.sheetComes);
  kit.handOff('sheet', async () => {
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
  });
}
