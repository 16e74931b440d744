import type { MergeKind } from '../../src/store/clients/merges.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';
import type { OrganizationField } from './client-edit.ts';
import type { ClientValues, NewClientValues, NewPersonValues, PersonValues } from './client-fields.ts';
import type { PersonField } from './person-card.ts';

/*
 * What leads to clients and people, from wherever these are named. `back`: where the card's Back leads then; without it, to
 * where the card was opened from before.
 */

/** An entry whose one field is asked, as the button that opened the dialog saw it. */
export interface AboutEntry<Field> {
  id: string;
  name: string;
  revision: number;
  field: Field;
}

export const findClientDialog = dialogRef('find-client');
export const newClientDialog = dialogRef<NewClientValues>('new-client');
export const newPersonDialog = dialogRef<NewPersonValues>('new-person');
export const editClientDialog = dialogRef<ClientValues & { about: AboutEntry<OrganizationField> }>('edit-client');
export const editPersonDialog = dialogRef<PersonValues & { about: AboutEntry<PersonField> }>('edit-person');
export const mergeDialog = dialogRef<{ about: { kind: MergeKind; id: string; name: string } }>('merge');

const about = (id: string) => [id];
const pageOf = (id: string, page?: number) => [id, page];

export const organizationLinks = defineLinks('o', {
  open: (id: string, back?: CallbackData) => [id, back],
  new: about,
  plan: about,
  contacts: pageOf,
  journal: about,
  persons: pageOf,
  person: about,
  edit: about,
  field: (id: string, revision: number, field: OrganizationField) => [id, revision, field],
  merge: about,
});

export const personLinks = defineLinks('p', {
  open: (id: string, back?: CallbackData) => [id, back],
  new: about,
  plan: about,
  contacts: pageOf,
  journal: about,
  edit: about,
  field: (id: string, revision: number, field: PersonField) => [id, revision, field],
  merge: about,
});

export const clientsLinks = defineLinks('cl', {
  open: () => [],
  /** Those with no next step: of all managers or of the viewer's own, by pages. */
  idle: (all: boolean, page: number) => [all ? 1 : 0, page],
});

/** What the directory is leafed through by: all of it, a manager, a town, a tag; people by a tag. */
export type LeafBy = 'a' | 'm' | 't' | 'g' | 'p';

export const leafLinks = defineLinks('lf', {
  /** `letter`: that names begin with; `''`: all of them. */
  page: (by: LeafBy, value: string, letter: string, page: number) => [by, value, letter, page],
  letters: (by: LeafBy, value: string) => [by, value],
  groups: (by: LeafBy, page: number) => [by, page],
  silent: (days: number, all: boolean, page: number) => [days, all ? 1 : 0, page],
  touch: (all: boolean, page: number) => [all ? 1 : 0, page],
});

/** `page`: of the duplicates, where the pair was one of these. */
export const mergeLinks = defineLinks('mg', {
  /** `taken`: signs of the fields whose value is the loser's. */
  show: (kind: MergeKind, winner: string, loser: string, page?: number, taken = '') => [
    kind,
    winner,
    loser,
    page ?? '',
    ...(taken ? [taken] : []),
  ],
  go: (kind: MergeKind, winner: string, loser: string, taken = '') => [kind, winner, loser, ...(taken ? [taken] : [])],
  dups: (kind: MergeKind, page: number) => [kind, page],
  /** Two different tax numbers are merged after a second word only. */
  sure: (kind: MergeKind, winner: string, loser: string, taken = '') => [
    kind,
    winner,
    loser,
    ...(taken ? [taken] : []),
  ],
});
