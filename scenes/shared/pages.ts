import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button } from '../../src/telegram/messages/card.ts';

/** So many rows stand on one page of a list. */
export const PAGE = 8;

/** The number of a page in a button's data, which is anybody's input. */
export const pageOf = (text: string | undefined): number =>
  Math.min(10_000, Math.max(0, Number.parseInt(text ?? '', 10) || 0));

/** From so many pages on one can jump. */
const JUMPED = 4;
const TEN = 10;

/** `‹ 2 of 5 ›`, or nothing where all fits on one page. `more`: there are pages beyond what was counted. */
export function pageRow(
  { t }: Pick<Ctx, 't'>,
  page: number,
  count: number,
  to: (page: number) => CallbackData,
  more = false,
): Button[][] {
  return turnRow({ t }, page, Math.ceil(count / PAGE), to, more);
}

/** The same for pages that are counted already, of whatever length. */
export function turnRow(
  { t }: Pick<Ctx, 't'>,
  page: number,
  pages: number,
  to: (page: number) => CallbackData,
  more = false,
): Button[][] {
  return turns({ t }, page, pages, more).map((row) => row.map(({ text, target }) => ({ text, data: to(target) })));
}

/** The same as labels and the pages they lead to. */
export function turns(
  { t }: Pick<Ctx, 't'>,
  page: number,
  pages: number,
  more = false,
): { text: string; target: number }[][] {
  const last = more ? pages : pages - 1;
  if (last < 1) return [];
  const button = (text: string, target: number) => ({ text, target: Math.max(0, Math.min(last, target)) });
  const here = `${t.home.page(page + 1, pages)}${more ? '+' : ''}`;
  const turn = [button('‹', page - 1), button(here, page), button('›', page + 1)];
  if (last < JUMPED) return [turn];
  // Many pages: to the first and the last of them, and by tens.
  const tens = last > 2 * TEN ? [button(`−${TEN}`, page - TEN), button(`+${TEN}`, page + TEN)] : [];
  return [turn, [button('« 1', 0), ...tens, button(`${last + 1} »`, last)]];
}

/** So much of what is sought fits into a button's data beside the rest; in other alphabets fewer letters. */
const CARRIED_BYTES = 24;

/** The beginning of what is sought, as the button of a page may carry it. */
export function carried(sought: string, bytes = CARRIED_BYTES): string {
  let kept = sought.replace(/[:\s]+/g, ' ').trim();
  while (Buffer.byteLength(kept) > bytes) kept = [...kept].slice(0, -1).join('');
  return kept;
}
