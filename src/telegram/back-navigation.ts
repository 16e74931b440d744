import type { Ctx } from './context.ts';
import { type CallbackData, pack, storedData } from './messages/callback-data.ts';
import type { Button } from './messages/card.ts';

/** So many cards are remembered, those opened last. */
const KEPT = 12;

/**
 * Notes where the card of something was opened from. Its Back leads there from now on, whatever is done with it meanwhile
 * and however often its card is drawn again. `back`: the parts of a button's data, as a button carried them.
 */
export function cameFrom(ctx: Ctx, id: string, ...back: readonly (string | undefined)[]): void {
  const parts = back.filter((part) => part !== undefined);
  if (parts.length === 0) return;
  const others = (ctx.session.ways ?? []).filter((way) => way.id !== id);
  ctx.session.ways = [{ id, back: pack(...parts) }, ...others].slice(0, KEPT);
}

/** Where the card of something was opened from, if that is known. */
export const backOf = ({ session }: Ctx, id: string): CallbackData | undefined => {
  const way = session.ways?.find((one) => one.id === id);
  return way && storedData(way.back);
};

/** The row with the Back of a card that was opened from somewhere; no row where it was not. */
export function wayBack(ctx: Ctx, id: string): Button[][] {
  const data = backOf(ctx, id);
  return data === undefined ? [] : [[{ text: `‹ ${ctx.t.common.back}`, data }]];
}
