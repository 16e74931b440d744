import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';
import type { DocumentValues } from './document-fields.ts';

/** What leads to the register of documents. */

export const newDocumentDialog = dialogRef<DocumentValues>('new-document');
export const editDocumentDialog = dialogRef<{ about: { id: string; revision: number } }>('edit-document');
export const findDocumentDialog = dialogRef('find-document');
/** `look`: what else is looked at, as a button carries it. */
export const documentsOfDialog = dialogRef<{ look: (string | undefined)[] }>('documents-of');

const about = (id: string) => [id];
const asSeen = (id: string, revision: number) => [id, revision];

/** A look at a part of the register, as buttons carry it. */
const looked = (type?: string, organization?: string, period?: string) => [type, organization, period];

export const documentLinks = defineLinks('doc', {
  /** `sought`: the beginning of a number, short enough for a button. */
  list: (page: number, sought?: string) => [page, sought],
  /** Of a type, of a client, of a period; what is not narrowed is left out. */
  by: (page: number, type?: string, organization?: string, period?: string) => [page, type, organization, period],
  /** As it was looked at last. */
  last: () => [],
  types: looked,
  periods: looked,
  whose: looked,
  client: (organization: string, page?: number) => [organization, page],
  of: (contact: string) => [contact],
  open: (id: string, back?: CallbackData) => [id, back],
  remove: asSeen,
  removed: asSeen,
  undo: asSeen,
  /** A new one: of a client, of a type. */
  add: (organization?: string, type?: string) => [organization, type],
  find: () => [],
  new: about,
  plan: about,
  file: about,
  edit: about,
  field: (id: string, revision: number, name: string) => [id, revision, name],
  contacts: (id: string, page?: number) => [id, page],
});
