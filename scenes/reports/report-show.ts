import { escapeHtml, join } from '../../src/domain/text/html.ts';
import type { ReportCard } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import { showingAction } from '../../src/telegram/transport/chat-action.ts';
import { outcomeOf } from './report-count.ts';
import type { ReportReader } from './report-names.ts';
import { discard, drawn, redrawPicture, sendPicture, specOf } from './report-picture.ts';
import { headOf, resultCard } from './report-result.ts';
import type { ReportOutcome } from './report-run.ts';

/** A count that is ready within so many milliseconds is shown at once; else the card says that it is coming. */
const AT_ONCE = 500;
/** A first picture that is drawn within so many milliseconds comes before its table, which then is sent once. */
const DRAWN_AT_ONCE = 400;
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
    const outcome = await showingAction(ctx.kit.call, ctx.user.id, 'typing', () => counting);
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
  outcome: ReportOutcome,
  { page, below }: { page: number; below: boolean },
): Promise<boolean> {
  const { kit, user } = reader;
  const spec = specOf(reader, outcome);
  const drawing = spec && drawn(reader, () => kit.render.draw(spec));
  const png = drawing && (await Promise.race([drawing, pause(DRAWN_AT_ONCE)]));
  if (!png) return false;
  const photo = await sendPicture(reader, png);
  const message = await ctx.send(await resultCard(reader, card, outcome, page));
  await kit.store.savedReports.setShown(user.id, card.revision, { message, page, picture: photo });
  if (!below && ctx.tap?.message !== undefined) await discard(kit, user.id, ctx.tap.message);
  return true;
}

async function shown(
  reader: ReportReader,
  card: ReportCard,
  message: number,
  outcome: ReportOutcome,
  { page, draw }: { page: number; draw: boolean },
): Promise<void> {
  const { kit, user } = reader;
  const picture = card.shown?.picture;
  const place = { message, page, ...(picture !== undefined && { picture }) };
  await kit.store.savedReports.setShown(user.id, card.revision, place);
  const drawing = () => drawPicture(reader, card, outcome, message);
  if (draw) kit.handOff('picture', () => showingAction(kit.call, user.id, 'upload_photo', drawing));
}

/** Draws the picture above the card: over the one that is there, else as a new message below which the card moves. */
async function drawPicture(
  reader: ReportReader,
  card: ReportCard,
  outcome: ReportOutcome,
  message: number,
): Promise<void> {
  const { kit, user, t } = reader;
  const spec = specOf(reader, outcome);
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
  if (picture !== undefined && (await redrawPicture(kit, user.id, picture, png))) return;
  const photo = await sendPicture(reader, png);
  const moved = await sendCard(kit.call, user.id, await resultCard(reader, card, outcome, page));
  await kit.store.savedReports.setShown(user.id, card.revision, { message: moved, page, picture: photo });
  await discard(kit, user.id, message);
}

const pause = (ms: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });
