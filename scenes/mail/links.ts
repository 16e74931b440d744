import type { FileRef } from '../../src/domain/contact/contact.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';
import type { Series } from './letter-series.ts';

/** What leads to letters that came and went, and to mailboxes. */

/** What a letter to be written is about: a contact it is written from, or a letter it answers. */
export interface AboutLetter {
  contact?: string;
  letter?: string;
}

export const composeDialog = dialogRef<{
  about: AboutLetter;
  to?: string;
  subject?: string;
  text?: string;
  files?: FileRef[];
}>('compose');
export const signatureDialog = dialogRef('signature');
export const templateDialog = dialogRef<{ text?: string }>('template');
/** Begun with the letter's id as its draft: the contact that a letter becomes has the letter's id. */
export const registerLetterDialog = dialogRef<{ series?: Series }>('register-letter');
export const mailboxDialog = dialogRef<{ about?: { mailbox: string } }>('mailbox');

const about = (id: string) => [id];

/** Texts for letters, to be chosen with a tap while one is written. */
export const templateLinks = defineLinks('tp', {
  list: () => [],
  new: () => [],
  drop: about,
});

/** What was said of senders, for administrators. `mark` tells whether the same one still stands in its place. */
export const sendersLinks = defineLinks('sn', {
  list: (page: number) => [page],
  forget: (page: number, index: number, mark: number) => [page, index, mark],
});

export const letterLinks = defineLinks('l', {
  open: (id: string, back?: CallbackData) => [id, back],
  read: (id: string, page: number) => [id, page],
  files: about,
  file: (id: string, index: number) => [id, index],
  register: about,
  over: about,
  exclude: about,
  exclone: about,
  exclall: about,
  restore: about,
  delete: about,
  deleteyes: about,
  contact: about,
  client: about,
  reply: about,
  why: about,
  trust: about,
  invite: about,
  uninvite: about,
  accept: about,
  decline: about,
  learn: about,
  person: about,
});

/** How the list of letters is looked at: 1 where excluded ones are shown, and where letters are being marked. */
type Look = [page: number, excluded?: 0 | 1, marking?: 0 | 1];

export const mailLinks = defineLinks('m', {
  list: (...look: Look) => look,
  mark: (id: string, on: 0 | 1, ...look: Look) => [id, on, ...look],
  series: (...look: Look) => look,
  exclude: (...look: Look) => look,
  delete: (...look: Look) => look,
  deleteyes: (...look: Look) => look,
  unmark: (...look: Look) => look,
  fetch: (...look: Look) => look,
});

export const mailboxLinks = defineLinks('mb', {
  list: () => [],
  open: about,
  add: () => [],
  edit: about,
  test: about,
  active: (id: string, on: 0 | 1) => [id, on],
  remove: about,
  removeyes: about,
});

export const outgoingLinks = defineLinks('lo', {
  write: about,
  sent: about,
  again: about,
  correct: about,
  enter: about,
  /** `both`: the letter that it answers was not a contact before. */
  unenter: (id: string, both: boolean) => [id, both ? 1 : 0],
  /** A contact, and the day that it moves to: `20261210`. */
  behind: (id: string, revision: number, day: string) => [id, revision, day],
});
