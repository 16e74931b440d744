import { type Contact, isOverdue } from '../../src/domain/contact/contact.ts';
import type { Texts } from '../../src/i18n/index.ts';
import { showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import type { Reading } from './filter-words.ts';

/*
 * The fields of a contact as columns: what a row of the journal shows and an export holds is chosen among them.
 */

export const columnNames = [
  'start',
  'end',
  'minutes',
  'status',
  'channel',
  'direction',
  'organization',
  'person',
  'manager',
  'type',
  'priority',
  'state',
  'content',
  'said',
  'result',
  'firm',
  'source',
  'documents',
  'analytics',
  'reason',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** What a row shows at first. */
export const usualRow: readonly ColumnName[] = ['start', 'channel', 'organization', 'content'];
/** What an export holds at first: everything. */
export const usualExport: readonly ColumnName[] = columnNames;

/** The columns among names from the database or a button, in their own order; the usual ones where none is left. */
export const knownColumns = (names: readonly string[] | undefined, usual: readonly ColumnName[]): ColumnName[] => {
  const known = columnNames.filter((name) => names?.includes(name));
  return known.length > 0 ? known : [...usual];
};

export const columnTitle = (t: Texts, name: ColumnName): string =>
  name === 'end' ? t.journal.end : t.contact.field[name];

/** Names of everything that a list of contacts points to. */
export interface ListNames {
  organizations: Map<string, string>;
  persons: Map<string, string>;
  managers: Map<number, string>;
  entries: Map<string, string>;
  documents: Map<string, string>;
}

/** Looks up, in one wave, the names that these columns of these contacts need. */
export async function listNames(
  { kit, user }: Reading,
  contacts: readonly Contact[],
  columns: readonly ColumnName[],
): Promise<ListNames> {
  const { organizations, persons, users, dictionaries, documents } = kit.store;
  const ids = (key: 'organization' | 'person' | 'type' | 'firm' | 'source' | 'channel'): string[] =>
    columns.includes(key) || key === 'person' ? [...new Set(contacts.flatMap((contact) => contact[key] ?? []))] : [];
  const papers = columns.includes('documents') ? [...new Set(contacts.flatMap((contact) => contact.documents))] : [];
  const entryIds = [...ids('type'), ...ids('firm'), ...ids('source'), ...ids('channel')];
  const none = <K>() => Promise.resolve(new Map<K, string>());
  const [clients, people, managers, entries, register] = await Promise.all([
    ids('organization').length > 0 ? organizations.named(ids('organization')) : none<string>(),
    ids('person').length > 0 ? persons.named(ids('person')) : none<string>(),
    columns.includes('manager') ? users.named([...new Set(contacts.map(({ manager }) => manager))]) : none<number>(),
    entryIds.length > 0 ? dictionaries.many([...new Set(entryIds)]) : new Map(),
    papers.length > 0 ? documents.many(papers) : [],
  ]);
  return {
    organizations: clients,
    persons: people,
    managers,
    entries: new Map([...entries].map(([id, { name }]) => [id, name[user.language]])),
    documents: new Map(register.map(({ id, number }) => [id, `№ ${number}`])),
  };
}

export type CellValue = string | number | Date | undefined;

type Cell = (contact: Contact, names: ListNames, reading: Reading) => CellValue;

const named = (map: Map<string, string>, id: string | undefined) => (id === undefined ? undefined : map.get(id));

const cells: Record<ColumnName, Cell> = {
  start: ({ start }) => start,
  end: ({ end }) => end,
  minutes: ({ minutes }) => minutes,
  status: (contact, _names, { t, at }) =>
    isOverdue(contact, at) ? t.contact.overdue : t.contact.status[contact.status],
  channel: ({ channel }, names, { t }) => t.contact.channel[channel] ?? named(names.entries, channel) ?? channel,
  direction: ({ direction }, _names, { t }) => t.contact.direction[direction],
  organization: ({ organization }, names) => named(names.organizations, organization),
  person: ({ person }, names) => named(names.persons, person),
  manager: ({ manager }, names) => names.managers.get(manager),
  type: ({ type }, names) => named(names.entries, type),
  priority: ({ priority }, _names, { t }) => t.contact.priority[priority],
  state: ({ state }, _names, { t }) => t.contact.state[state],
  content: ({ content }) => content,
  said: ({ said }) => said,
  result: ({ result }) => result,
  firm: ({ firm }, names) => named(names.entries, firm),
  source: ({ source }, names) => named(names.entries, source),
  documents: ({ documents }, names) => documents.map((id) => names.documents.get(id) ?? id).join(', ') || undefined,
  analytics: ({ analytics }, _names, reading) =>
    analytics.map((one) => showAnalytic(one, reading)).join('; ') || undefined,
  reason: ({ status, reason }) => (status === 'cancelled' ? reason : undefined),
};

/** The value of one column: a moment, minutes, or words. */
export const cellOf = (name: ColumnName, contact: Contact, names: ListNames, reading: Reading): CellValue =>
  cells[name](contact, names, reading);
