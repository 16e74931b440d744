import type { Message } from '@grammyjs/types';
import type { Entry } from '../../src/domain/client/client.ts';
import type { Analytic, Ref } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';
import type { ContactValues } from './form/contact-fields.ts';

/*
 * What leads to contacts: buttons of their screens, and dialogs about them. It stands apart, because the card leads to each
 * of these screens, each of them leads back, and other capabilities lead here.
 */

/** The contact a dialog is about, as the button that opened it saw it. */
export interface About {
  id: string;
  revision: number;
  start: Date;
}

export const newContactDialog = dialogRef<ContactValues>('new');
export const planContactDialog = dialogRef<ContactValues>('plan');
export const nextContactDialog = dialogRef<ContactValues & { about: About }>('next');
export const happenedDialog = dialogRef<{ about: About }>('happened');
export const moveContactDialog = dialogRef<{ about: About }>('move');
export const cancelContactDialog = dialogRef<{ about: About }>('cancel');
export const editContactDialog = dialogRef<{ about: About }>('edit');
/** A contact that was just planned: what it is about, with what it may be about. */
export const subjectDialog = dialogRef<{ about: About; subjects?: string[] }>('subject');
/** `edited`: the id of the characteristic whose value is to be another. */
export const addAnalyticDialog = dialogRef<{
  about: About & { edited?: string };
  characteristic?: Ref & { values?: Entry['values'] };
  value?: Analytic;
}>('add-analytic');
/** What was sent outside of dialogs, and the contact it may be meant for; `shared`: a card from the phone book among it. */
export const attachDialog = dialogRef<{
  about: About & { line: string; shared?: NonNullable<Message['contact']> };
  analytics?: Analytic[];
  content?: string;
}>('attach');

/** A button about the contact as it was seen. `back`: the list that the card's Back leads to from then on. */
const asSeen = (id: string, revision: number, back?: CallbackData) => [id, revision, back];

export const contactLinks = defineLinks('c', {
  open: (id: string, back?: CallbackData) => [id, back],
  more: (id: string) => [id],
  chain: (id: string) => [id],
  happened: asSeen,
  move: asSeen,
  cancel: asSeen,
  next: asSeen,
  restore: asSeen,
  remove: asSeen,
  removed: asSeen,
  undo: asSeen,
  /** The change that was made a moment ago is taken back. */
  takeback: asSeen,
  document: asSeen,
});

export const editLinks = defineLinks('ce', {
  list: (id: string) => [id],
  status: (id: string, revision: number) => [id, revision],
  replan: (id: string, revision: number) => [id, revision],
  field: (id: string, revision: number, name: string) => [id, revision, name],
});

export const historyLinks = defineLinks('ch', { page: (id: string, page: number) => [id, page] });

/** Contacts that were removed. */
export const removedLinks = defineLinks('cr', { page: (page: number) => [page] });

export const chainLinks = defineLinks('cc', {
  page: (id: string, page: number) => [id, page],
  busy: () => [],
});

export const analyticsLinks = defineLinks('ca', {
  list: (id: string, page: number) => [id, page],
  open: (id: string, analytic: string) => [id, analytic],
  add: (id: string, revision: number) => [id, revision],
  edit: (id: string, revision: number, analytic: string) => [id, revision, analytic],
  off: (id: string, revision: number, analytic: string) => [id, revision, analytic],
});

/** After a save. `offer`: the contact that is planned gets its id from it, so that an offer leads to one contact only. */
export const savedLinks = defineLinks('s', {
  plan: (id: string, offer: string, when: 'tomorrow' | 'in3days' | 'inAWeek') => [id, offer, when],
  /** The next step that the contact's line states. */
  stated: (id: string, offer: string) => [id, offer],
  other: (id: string, offer: string) => [id, offer],
  no: (id: string) => [id],
});

/** The row under every screen of a contact. */
export const backToCard = ({ t }: Ctx, id: string): Button[] => [
  { text: `‹ ${t.common.back}`, data: contactLinks.open(id) },
];
