import { type CallbackData, pack } from '../telegram/callback-data.ts';
import type { Button } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';

/*
 * The buttons that lead between a contact's card and the screens around it. They stand apart, because the card leads to
 * each of these screens and each of them leads back.
 */

export const openContact = (id: string): CallbackData => pack('c', 'open', id);
export const editContact = (id: string): CallbackData => pack('ce', 'list', id);
export const historyOf = (id: string): CallbackData => pack('ch', 'page', id, 0);
export const analyticsOf = (id: string): CallbackData => pack('ca', 'list', id, 0);

/** The row under every screen of a contact. */
export const backToCard = ({ t }: Ctx, id: string): Button[] => [{ text: `‹ ${t.common.back}`, data: openContact(id) }];

/** `‹ 2 of 5 ›`, or nothing where there is one page. `data` makes the button of a page, counted from 0. */
export function pagesRow({ t }: Ctx, page: number, pages: number, data: (page: number) => CallbackData): Button[][] {
  if (pages < 2) return [];
  const to = (text: string, target: number) => ({ text, data: data(Math.max(0, Math.min(pages - 1, target))) });
  return [[to('‹', page - 1), to(t.home.page(page + 1, pages), page), to('›', page + 1)]];
}

/** A page number out of a button: whatever it is, one that exists. */
export const pageOf = (text: string | undefined, pages: number): number =>
  Math.max(0, Math.min(pages - 1, Number.parseInt(text ?? '', 10) || 0));
