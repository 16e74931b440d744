import type { Analytic, ContactFields } from '../contact/contact.ts';
import { derivedId } from '../id.ts';
import type { Letter, LetterFile } from './letter.ts';

/** A letter's files as those of its contact. */
export const filesAsAnalytics = (files: readonly LetterFile[]): Analytic[] =>
  files.map(({ id, name, mime, size }) => ({
    id: derivedId('letter-analytic', id),
    kind: 'file',
    file: { kind: 'document', name, mime, size, stored: id },
  }));

/** What the contacts of letters that were written and answered have in common: nothing is left to be done. */
export const letterContact = (
  { organization, person }: Pick<Letter, 'organization' | 'person'>,
  manager: number,
): Omit<ContactFields, 'start' | 'direction' | 'content' | 'analytics'> => ({
  status: 'happened',
  channel: 'email',
  manager,
  priority: 'medium',
  state: 3,
  documents: [],
  ...(organization !== undefined && { organization }),
  ...(person !== undefined && { persons: [person] }),
});
