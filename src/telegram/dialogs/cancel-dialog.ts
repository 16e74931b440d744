import { escapeHtml } from '../../domain/text/html.ts';
import type { Dialog } from '../../store/index.ts';
import { wayBack } from '../back-navigation.ts';
import type { Ctx } from '../context.ts';
import { takeAway } from '../transport/answer.ts';
import { closeDialog, openDialog, setDialog } from './dialog.ts';

/** The dialog, with what another one has made for it, if that has a name. */
export function withMade(dialog: Dialog, icon: string, outcome: unknown): Dialog {
  const isNamed = typeof outcome === 'object' && outcome !== null && 'name' in outcome;
  if (!isNamed || typeof outcome.name !== 'string') return dialog;
  return { ...dialog, made: [...(dialog.made ?? []), `${icon} ${outcome.name}`.trim()] };
}

/** That nothing is saved; but what was made on the way stays. */
export function cancelledWord({ t }: Ctx, dialog: Dialog | undefined): string {
  const made = (one: Dialog | undefined): string[] => (one ? [...made(one.caller?.dialog), ...(one.made ?? [])] : []);
  const all = made(dialog);
  return all.length > 0 ? t.common.cancelledBut(all.join(', ')) : t.common.cancelled;
}

/** How long the word that a dialog was left stays in the chat, in milliseconds. */
const WORD_STAYS = 60_000;

/** Leaves the dialog; nothing is saved. The word that says so goes after a while, unless it leads on or has more to tell. */
export async function cancelDialog(ctx: Ctx): Promise<void> {
  const dialog = openDialog(ctx);
  const word = cancelledWord(ctx, dialog);
  const rows = dialog === undefined ? [] : wayBack(ctx, dialog.draft);
  const left = await closeDialog(ctx, { html: escapeHtml(word), rows });
  setDialog(ctx, undefined);
  if (left.rows.length === 0 && word === ctx.t.common.cancelled) {
    ctx.kit.later('take-away', WORD_STAYS, () => takeAway(ctx, left.message));
  }
}
