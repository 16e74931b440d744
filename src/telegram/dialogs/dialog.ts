import { derivedId } from '../../domain/id.ts';
import { escapeHtml } from '../../domain/text/html.ts';
import type { Dialog } from '../../store/index.ts';
import { cameFrom } from '../back-navigation.ts';
import type { Ctx } from '../context.ts';
import type { CallbackData } from '../messages/callback-data.ts';
import { type Button, type Card, redrawCard } from '../messages/card.ts';
import { takeAway } from '../transport/answer.ts';
import type { DialogCall, DialogTaking } from './dialog-ref.ts';
import { draftLinks } from './draft-links.ts';

/** The open dialog and the parked ones of a user: what is going on, and what was left in the middle. */

const PARKED_AT_MOST = 5;

/** In a dialog's trail: every question counts as passed, only the draft's card is left. */
export const ALL = '*';

export const openDialog = (ctx: Ctx): Dialog | undefined =>
  ctx.session.__scenes?.current === undefined ? undefined : ctx.session.__scenes.state;

export function setDialog(ctx: Ctx, dialog: Dialog | undefined): void {
  ctx.session.__scenes = dialog ? { current: dialog.scene, state: dialog } : {};
}

/** Where a dialog begins: on its first open question, or on one field. */
export interface Beginning<Start extends object = object> {
  values?: Start;
  /** Ask this field first, whatever is known. */
  field?: string;
  /** What that field already knows, as if it had been told. */
  scratch?: Record<string, unknown>;
  /** Ask nothing: show the draft's card with what is known. */
  toDraft?: boolean;
  /** With `toDraft`: but ask these fields first. */
  asks?: string[];
  /** What was made already, in words: it is there whether the dialog is saved or not. */
  made?: string[];
  /** Draft id, where what is created must have a certain one. */
  draft?: string;
  /** Where Back leads from the card of what it makes, and from the dialog when it is left. */
  back?: CallbackData | undefined;
  /** The message it is drawn on, where that is not the one whose button was tapped. */
  card?: number;
}

/**
 * The draft of a dialog, told by the update that opened it: handled again after a crash, the same update opens the same
 * dialog. The time or the press's own id is part of it, because update ids start over after an idle week.
 */
function draftId({ incoming, user }: Ctx, scene: string): string {
  const when = incoming.callback_query?.id ?? incoming.message?.date ?? 0;
  return derivedId('draft', user.id, scene, incoming.update_id, when);
}

/** How a dialog begins; where it needs values, they are not left out. */
type BeginningOf<Start extends object> =
  Record<never, never> extends Start
    ? [beginning?: Beginning<Start>]
    : [beginning: Beginning<Start> & { values: Start }];

/** Opens a dialog. One that is open already is put aside. */
export const beginDialog = <Start extends object>(
  ctx: Ctx,
  dialog: DialogTaking<Start>,
  ...[beginning = {}]: BeginningOf<Start>
): Promise<void> => openOn(ctx, dialog.id, beginning);

/** Opens a dialog for another one, which goes on with its outcome in the field `into`. */
export const callDialog = (ctx: Ctx, call: DialogCall, caller: Dialog, into: string): Promise<void> =>
  openOn(ctx, call.id, { values: call.values }, { dialog: caller, into });

async function openOn(ctx: Ctx, scene: string, beginning: Beginning, caller?: Dialog['caller']): Promise<void> {
  if (!caller) {
    await parkDialog(ctx);
    await clearBelow(ctx);
  }
  const { values = {}, field, draft = draftId(ctx, scene), toDraft, scratch, asks, made } = beginning;
  const card = beginning.card ?? caller?.dialog.card ?? (ctx.tap?.redrawable ? ctx.tap.message : undefined);
  const dialog: Dialog = {
    scene,
    draft,
    values: { ...values },
    trail: toDraft ? [ALL] : [],
    turn: 0,
    title: '',
    ...(field !== undefined && { field }),
    ...(asks && { asks }),
    ...(made && { made }),
    ...(scratch && { scratch }),
    ...(card !== undefined && { card }),
    ...(caller && { caller }),
  };
  if (beginning.back !== undefined) cameFrom(ctx, draft, beginning.back);
  await ctx.scene.enter(scene, dialog);
}

/**
 * Draws the dialog's card: over itself when one of its buttons was tapped; below a typed answer otherwise, the old one
 * going away, so that it is never scrolled out of sight.
 */
export async function drawDialog(ctx: Ctx, dialog: Dialog, card: Card): Promise<void> {
  const inPlace = ctx.tap?.redrawable && ctx.tap.message === dialog.card;
  const message = inPlace ? await ctx.show(card) : await ctx.send(card);
  setDialog(ctx, { ...dialog, card: message });
  if (!inPlace && dialog.card !== undefined) await takeAway(ctx, dialog.card);
}

/** Draws the open dialog again, as its values have become by something else than its own buttons. */
export const redrawDialog = (ctx: Ctx, dialog: Dialog): Promise<unknown> => ctx.scene.enter(dialog.scene, dialog);

/** A question that is open is drawn once more, below what came into the chat meanwhile, without a sound. */
export async function moveDialogDown(ctx: Ctx): Promise<void> {
  const dialog = openDialog(ctx);
  if (dialog?.field === undefined) return;
  const { send } = ctx;
  ctx.send = (card) => send({ ...card, silent: true });
  await redrawDialog(ctx, dialog);
}

/** Closes the open dialog with a last card in place of its own; returns the message, and the buttons under it. */
export async function closeDialog(ctx: Ctx, card: Card): Promise<{ message: number; rows: Button[][] }> {
  const dialog = openDialog(ctx);
  setDialog(ctx, undefined);
  const rows = [...(card.rows ?? []).map((row) => [...row]), ...parkedRows(ctx)];
  const last = { ...card, rows };
  if (ctx.tap?.redrawable && ctx.tap.message === dialog?.card) return { message: await ctx.show(last), rows };
  const message = await ctx.send(last);
  if (dialog?.card !== undefined) await takeAway(ctx, dialog.card);
  return { message, rows };
}

/** Puts the open dialog aside, to be offered again. One in which nothing was said yet is simply dropped. */
export async function parkDialog(ctx: Ctx): Promise<void> {
  const dialog = openDialog(ctx);
  if (!dialog) return;
  setDialog(ctx, undefined);
  const outermost = (inner: Dialog): Dialog => (inner.caller ? outermost(inner.caller.dialog) : inner);
  if (!outermost(dialog).trail.length && !dialog.trail.length) {
    if (dialog.card === undefined || dialog.card === ctx.tap?.message) return;
    // What was made before anything was said is told still.
    const { made = [] } = dialog;
    if (made.length === 0) return takeAway(ctx, dialog.card);
    await redrawCard(ctx.kit.call, ctx.user.id, dialog.card, { html: escapeHtml(`✅ ${made.join(', ')}`) });
    return;
  }
  if (ctx.session.parked.length >= PARKED_AT_MOST) await ctx.say(ctx.t.common.parkedDropped);
  ctx.session.parked = [dialog, ...ctx.session.parked].slice(0, PARKED_AT_MOST);
  if (dialog.card === undefined || dialog.card === ctx.tap?.message) return;
  await redrawParked(ctx, dialog, dialog.card);
}

/** What was put aside is offered on the new dialog's card: a card of its own would stand below the question. */
async function clearBelow(ctx: Ctx): Promise<void> {
  const message = ctx.tap?.redrawable ? ctx.tap.message : undefined;
  const [latest, ...others] = ctx.session.parked;
  if (message === undefined || latest?.card === undefined || latest.card <= message) return;
  await takeAway(ctx, latest.card);
  const { card: _, ...rest } = latest;
  ctx.session.parked = [rest, ...others];
}

async function redrawParked(ctx: Ctx, dialog: Dialog, message: number): Promise<void> {
  const { common, line } = ctx.t;
  const card = {
    html: escapeHtml(common.parked(dialog.title)),
    rows: [
      [
        { text: `▶️ ${common.resume(dialog.title)}`, data: resumeData(dialog) },
        { text: `🗑 ${line.forget}`, data: forgetData(dialog) },
      ],
    ],
  };
  await redrawCard(ctx.kit.call, ctx.user.id, message, card);
}

export const resumeData = ({ draft }: Dialog): CallbackData => draftLinks.resume(draft);
export const forgetData = ({ draft }: Dialog): CallbackData => draftLinks.forget(draft);

/** What was put aside: one draft to go on with or forget, several behind one line. */
export function parkedRows({ session, t: { common, line } }: Ctx): Button[][] {
  const [only, ...others] = session.parked;
  if (!only) return [];
  if (others.length > 0) return [[{ text: `📝 ${line.waiting(session.parked.length)}`, data: draftLinks.list() }]];
  return [
    [
      { text: `▶️ ${common.resume(only.title)}`, data: resumeData(only) },
      { text: `🗑 ${line.forget}`, data: forgetData(only) },
    ],
  ];
}

/** Goes on with a parked dialog, on the very step it stood on. False: there is none of this id. */
export async function resumeDialog(ctx: Ctx, draft: string): Promise<boolean> {
  const dialog = ctx.session.parked.find((parked) => parked.draft === draft);
  if (!dialog) return false;
  await parkDialog(ctx);
  ctx.session.parked = ctx.session.parked.filter((parked) => parked.draft !== draft);
  const card = ctx.tap?.redrawable ? ctx.tap.message : undefined;
  const { card: old, ...rest } = dialog;
  await ctx.scene.enter(dialog.scene, { ...rest, ...(card !== undefined && { card }) });
  if (old !== undefined && old !== card) await takeAway(ctx, old);
  return true;
}
