import type { CallbackData } from '../telegram/callback-data.ts';
import type { Button } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';

/** So many rows stand on one page of a list. */
export const PAGE = 8;

/** The number of a page in a button's data, which is anybody's input. */
export const pageOf = (text: string | undefined): number =>
  Math.min(10_000, Math.max(0, Number.parseInt(text ?? '', 10) || 0));

/** `‹ 2 of 5 ›`, or nothing where all fits on one page. */
export function pageRow(
  { t }: Pick<Ctx, 't'>,
  page: number,
  count: number,
  to: (page: number) => CallbackData,
): Button[][] {
  const last = Math.ceil(count / PAGE) - 1;
  if (last < 1) return [];
  const button = (text: string, target: number) => ({ text, data: to(Math.max(0, Math.min(last, target))) });
  return [[button('‹', page - 1), button(t.clients.page(page + 1, last + 1), page), button('›', page + 1)]];
}
