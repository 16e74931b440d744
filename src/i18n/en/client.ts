import type { client as shape } from '../ru/client.ts';

export const client: typeof shape = {
  field: {
    name: 'Name',
    personName: 'Name',
    phones: 'Phones',
    emails: 'E-mail',
    taxNumber: 'Tax number',
    address: 'Address',
    site: 'Site',
    note: 'Note',
    position: 'Position',
    documentType: 'Kind of document',
    number: 'Number',
    date: 'Date',
    amount: 'Amount',
  },
};
