import type { Migration } from './migration.ts';

type Entry = Record<string, unknown> & { field?: unknown };

/** A contact had one person, and has a list of them. */
const listOf = (person: unknown): unknown[] => (person === undefined || person === null ? [] : [person]);

/** What changed one person changed the list. */
const entryOf = ({ field, ...entry }: Entry): Entry => ({
  ...entry,
  field: field === 'person' ? 'persons' : field,
  ...(field === 'person' && {
    ...('from' in entry && { from: listOf(entry.from) }),
    ...('to' in entry && { to: listOf(entry.to) }),
  }),
});

const entries = (list: unknown): Entry[] => (Array.isArray(list) ? list.map(entryOf) : []);
const renamed = (list: unknown): unknown =>
  Array.isArray(list) ? list.map((name) => (name === 'person' ? 'persons' : name)) : list;

/** `person` of contacts becomes `persons`: in contacts, in their histories, and among the columns that users have chosen. */
export const personsOfContacts: Migration = {
  version: 2,
  name: 'persons-of-contacts',
  async run({ db, walk }) {
    await walk(
      {
        collection: 'contacts',
        where: { $or: [{ person: { $exists: true } }, { 'history.field': 'person' }] },
        fields: { person: 1, persons: 1, history: 1 },
      },
      ({ person, persons, history }) => ({
        $set: {
          ...(persons === undefined && person != null && { persons: [person] }),
          ...(Array.isArray(history) && { history: entries(history) }),
        },
        $unset: { person: true },
      }),
    );
    await walk({ collection: 'contactHistories', where: { 'entries.field': 'person' } }, (row) => ({
      $set: { entries: entries(row.entries) },
    }));
    await walk(
      { collection: 'filters', where: { $or: [{ 'look.row': 'person' }, { 'look.exported': 'person' }] } },
      ({ look }) => ({ $set: { look: { ...look, row: renamed(look.row), exported: renamed(look.exported) } } }),
    );
    const contacts = db.collection('contacts');
    const indexes = await contacts.indexes().catch(() => []);
    const old = indexes.find(({ key }) => 'person' in key);
    if (old?.name) await contacts.dropIndex(old.name);
  },
};
