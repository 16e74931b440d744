import type { Contact } from './contact/contact.ts';
import type { User } from './user.ts';

/**
 * Who may do what, in one place. The store's queries are built from these rules, so that what a user may not see does
 * not leave the database; screens ask them only to decide which buttons to draw.
 */

/** The part of a user that rights depend on. */
export type Viewer = Pick<User, 'id' | 'role' | 'ownOnly' | 'access'>;

export type Scope = 'all' | 'own' | 'none';

export const mayEnter = (user: Viewer | undefined): user is Viewer => user?.access === 'active';

/** Which contacts (and their calendar, reports, exports) a viewer sees. */
export const contactsSeen = (viewer: Viewer): Scope => {
  if (!mayEnter(viewer)) return 'none';
  return viewer.role === 'manager' && viewer.ownOnly ? 'own' : 'all';
};

/** Which contacts a viewer may change. */
export const contactsChanged = (viewer: Viewer): Scope => {
  if (!mayEnter(viewer)) return 'none';
  return viewer.role === 'manager' ? 'own' : 'all';
};

/** Which organizations and persons a viewer sees, and may edit: with "own only" those it is responsible for or has contacts with. */
export const clientsSeen = contactsSeen;

/** The program itself, where it works for no one in particular: finding whose letter it is, merging, importing. */
export const EVERYBODY: Viewer = { id: 0, role: 'administrator', ownOnly: false, access: 'active' };

export const mayChange = (viewer: Viewer, contact: Pick<Contact, 'manager'>): boolean => {
  const scope = contactsChanged(viewer);
  return scope === 'all' || (scope === 'own' && contact.manager === viewer.id);
};

/** Users, dictionaries, settings, mailboxes. */
export const administers = (viewer: Viewer): boolean => mayEnter(viewer) && viewer.role === 'administrator';

/** Merging, importing, acting for other managers. */
export const supervises = (viewer: Viewer): boolean => mayEnter(viewer) && viewer.role !== 'manager';

/**
 * Which letters a viewer sees: all; or those rung to it, of its clients and, on duty, the unmatched ones, which is what
 * `own` means for letters.
 */
export const lettersSeen = (viewer: Viewer): Scope => {
  if (!mayEnter(viewer)) return 'none';
  return viewer.role === 'manager' ? 'own' : 'all';
};

/** Deleting letters on the server. */
export const deletesLetters = supervises;
