import { plural } from '../plural.ts';
import type { document as shape } from '../ru/document.ts';

export const document: typeof shape = {
  title: 'Documents',
  count: (count, atLeast) =>
    atLeast ? `${count}+ documents` : plural('en', count, { one: 'document', other: 'documents' }),
  none: 'No documents so far.',
  noneFound: (number) => `Nothing found under “${number}”.`,
  found: (number) => `The number has “${number}” in it`,
  absent: 'There is no such document.',
  add: 'New document',
  findTitle: 'Find a document',
  askNumber: 'The number, or a part of it?',
  newContact: 'New contact',
  plan: 'Plan',
  client: 'Client',
  clientContacts: 'All contacts of the client',
  contacts: 'Contacts about it',
  file: 'File',
  askFile: 'Send the file or a photo of the document.',
  editTitle: 'Edit the document',
  editQuestion: 'What shall be changed?',
  currency: 'Currency',
  askCurrency: 'What currency? Choose, or type its code, for example: CHF.',
  badCurrency: 'I know no such currency. Its three letters will do: CHF.',
  from: (date) => `of ${date}`,
  removedNow: 'The document is removed from the register.',
  removeQuestion: 'Remove the document from the register? It can be brought back.',
  broughtBack: 'The document is back.',
  overtaken: 'Somebody else has just changed this document. Here is how it looks now.',
  all: 'All documents',
  author: 'Entered by',
};
