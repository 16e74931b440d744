import { plural } from '../plural.ts';
import type { merge as shape } from '../ru/merge.ts';

export const merge: typeof shape = {
  merge: 'Merge',
  title: 'Merge',
  ask: (name) => `What to merge with ${name}? Choose, or type a part of the name.`,
  itself: 'That is the same card. Choose another one.',
  main: (name) => `Stays: ${name}`,
  gone: (name) => `Goes into it: ${name}`,
  becomes: 'What comes of it:',
  moves: (contacts, persons, documents) =>
    [
      plural('en', contacts, { one: 'contact', other: 'contacts' }),
      ...(persons > 0 ? [plural('en', persons, { one: 'person', other: 'persons' })] : []),
      ...(documents > 0 ? [plural('en', documents, { one: 'document', other: 'documents' })] : []),
    ].join(', '),
  willMove: (what) => `Moves over: ${what}.`,
  noUndo: 'It cannot be taken apart again.',
  swap: 'Swap',
  others: (field) => `${field}: take the other`,
  started: 'Merging…',
  into: (name) => `One card now: ${name}`,
  moved: (what) => `Moved over: ${what}`,
  refused: 'Not merged: one of the cards was merged with another one meanwhile.',
  duplicates: 'Duplicates',
  duplicatesNone: 'No equal phones, e-mails or names.',
  duplicatesLate: 'The directory is too large to find duplicates within seconds. Please try later.',
  organizations: 'Clients',
  persons: 'Persons',
  by: { name: 'name', phone: 'phone', email: 'e-mail', taxNumber: 'tax number' },
  twoTaxNumbers: (own, other) =>
    `The cards have different tax numbers: ${own} and ${other}. As a rule these are two clients. The second number stays in the note.`,
  sure: 'Merge all the same',
};
