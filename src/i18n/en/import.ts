import { plural } from '../plural.ts';
import type { imports as shape } from '../ru/import.ts';

const lines = (count: number) => plural('en', count, { one: 'line', other: 'lines' });
const clients = (count: number) => plural('en', count, { one: 'client', other: 'clients' });
const persons = (count: number) => plural('en', count, { one: 'person', other: 'persons' });

export const imports: typeof shape = {
  import: 'Import',
  how: 'Send a CSV or vCard (.vcf) file of up to 20 MB. The first line of a CSV had better name its columns, for example: Company; Contact person; Position; Phone; E-mail; Tax number; Address; Site; Note; Responsible. I will show what comes of it first.',
  reading: 'Reading the file',
  running: 'Import of clients',
  got: (name) => `Got the file “${name}”, reading…`,
  tooBig: 'The file is over 20 MB: Telegram does not hand such files to a bot. Please split it.',
  refusal: {
    tooBig: 'The file is over 20 MB: Telegram does not hand such files to a bot. Please split it.',
    gone: 'Telegram does not have this file any more. Please send it again.',
    empty: 'There is no entry in the file.',
    noHeadings:
      'I cannot tell which column is “Company” or “Contact person”: at least one of them is needed. The others are Position, Phone, E-mail, Tax number, Address, Site, Note, Responsible.',
  },
  title: (name) => `Import: ${name}`,
  encoding: (name, delimiter) =>
    delimiter === undefined ? `Encoding: ${name}` : `Encoding: ${name}, separator: ${delimiter}`,
  tab: 'tab',
  columns: 'Columns:',
  chooseColumns: 'Columns',
  columnsHow: 'What is in which column? Tap one that was taken wrong.',
  firstIsHeadings: 'The first line is headings',
  whatIsIn: (column) => `What is in the column “${column}”?`,
  noField: 'Leave out',
  notTaken: (names) => `Not taken: ${names}`,
  lines,
  verdict: { all: 'All', create: 'New', match: 'Matched', refuse: 'Refused' },
  reason: {
    noName: 'neither a company nor a person',
    badPhone: 'does not look like a phone',
    badEmail: 'does not look like an e-mail',
    badManager: 'there is no such manager',
    brokenQuotes: 'quotes are not closed',
    badCard: 'the card has no end',
  },
  nothing: 'Nothing here.',
  start: (count) => `Import ${lines(count)}`,
  started: 'The import has begun…',
  dropped: 'Import cancelled, nothing was saved.',
  startedAlready: 'This import has begun already.',
  created: (organizations, people) =>
    `Added: ${[organizations > 0 && clients(organizations), people > 0 && persons(people)].filter(Boolean).join(', ') || '0'}`,
  matched: (count, changed) => `Known already: ${lines(count)}, cards completed: ${changed}`,
  refused: (count) => `Left out: ${lines(count)}, they are in the file below`,
  refusedFile: 'Lines left out',
  csvHead: ['Line', 'Reason', 'What exactly', 'Text'],
  field: {
    organization: 'Client',
    person: 'Person',
    lastName: 'Last name',
    firstName: 'First name',
    middleName: 'Middle name',
    position: 'Position',
    phone: 'Phone',
    email: 'E-mail',
    taxNumber: 'Tax number',
    address: 'Address',
    site: 'Site',
    note: 'Note',
    manager: 'Responsible',
  },
};
