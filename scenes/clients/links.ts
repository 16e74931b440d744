import { type CallbackData, pack } from '../../src/telegram/messages/callback-data.ts';

/*
 * The buttons that lead to the cards of clients and people, from wherever these are named. `back`: where the card's Back
 * leads then; without it, to where the card was opened from before.
 */

const from = (back: CallbackData | undefined): string[] => (back === undefined ? [] : [back]);

export const openOrganization = (id: string, back?: CallbackData): CallbackData => pack('o', 'open', id, ...from(back));
export const openPerson = (id: string, back?: CallbackData): CallbackData => pack('p', 'open', id, ...from(back));
export const personsOf = (organization: string, page = 0): CallbackData => pack('o', 'persons', organization, page);
