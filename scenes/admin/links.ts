import type { DictionaryKind, ValueKind } from '../../src/domain/client/client.ts';
import type { Admission, Role } from '../../src/domain/user.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { pack } from '../../src/telegram/messages/callback-data.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to the administrators' screens. */

/** What a dialog about a dictionary is about: a new value, or one that is there. */
export interface EntryAbout {
  kind: DictionaryKind;
  entry?: { id: string; revision: number; name: string };
}

export const renameUserDialog = dialogRef<{ about: { id: number; name: string } }>('rename-user');
export const countryDialog = dialogRef<object>('country');
export const dictionaryEntryDialog = dialogRef<{ about: EntryAbout }>('dictionary-entry');

export const adminLinks = defineLinks('ad', {
  open: () => [],
  settings: () => [],
  health: () => [],
  newcomers: (as: Admission) => [as],
  country: () => [],
});

/** `seen`: what the button saw, so that a tap that comes twice or late changes nothing more. */
export const usersLinks = defineLinks('au', {
  list: (page: number) => [page],
  card: (id: number) => [id],
  role: (id: number, seen: Role, role: Role) => [id, seen, role],
  own: (id: number, on: 0 | 1) => [id, on],
  rename: (id: number) => [id],
  back: (id: number) => [id],
});

export const retireLinks = defineLinks('ar', {
  whom: (id: number, page: number) => [id, page],
  /** `to`: who takes over, 0 where everything stays. */
  go: (id: number, to: number, key: string) => [id, to, key],
});

const asSeen = (id: string, revision: number) => [id, revision];

export const dictionaryLinks = defineLinks('dy', {
  kinds: () => [],
  list: (kind: DictionaryKind, page: number) => [kind, page],
  entry: (id: string) => [id],
  add: (kind: DictionaryKind) => [kind],
  rename: asSeen,
  up: asSeen,
  down: asSeen,
  retire: asSeen,
  restore: asSeen,
  values: (id: string, revision: number, kind: ValueKind) => [id, revision, kind],
  remove: asSeen,
  undo: asSeen,
});

/** Decides about somebody who asked to be let in, and as what. */
export const accessLinks = defineLinks('a', {
  approve: (user: number, as: Admission) => [user, as],
  decline: (user: number) => [user],
  /** Approves one who had been turned away, too. */
  admit: (user: number, as: Admission) => [user, as],
});

/** The button of somebody who has no access yet: outside of all screens, because no screen is open to them. */
export const ASK_ACCESS = pack('ask');
