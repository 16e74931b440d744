import type { Ctx } from '../../src/telegram/context.ts';
import { type CallbackData, pack } from '../../src/telegram/messages/callback-data.ts';
import type { Button } from '../../src/telegram/messages/card.ts';

/*
 * The buttons that lead between a contact's card and the screens around it. They stand apart, because the card leads to
 * each of these screens and each of them leads back.
 */

export const openContact = (id: string): CallbackData => pack('c', 'open', id);
/** The same from a list: the card's Back then leads to that list. */
export const openFrom = (id: string, back: CallbackData): CallbackData => pack('c', 'open', id, back);
export const editContact = (id: string): CallbackData => pack('ce', 'list', id);
export const historyOf = (id: string): CallbackData => pack('ch', 'page', id, 0);
export const analyticsOf = (id: string): CallbackData => pack('ca', 'list', id, 0);
export const documentsOf = (id: string): CallbackData => pack('doc', 'of', id);

/** The row under every screen of a contact. */
export const backToCard = ({ t }: Ctx, id: string): Button[] => [{ text: `‹ ${t.common.back}`, data: openContact(id) }];
