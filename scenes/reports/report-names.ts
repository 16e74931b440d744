import { type Counted, type GroupField, type GroupKey, isTime } from '../../src/domain/report/grouping.ts';
import { type Known, type Named, type NameWords, named, toldApart } from '../../src/domain/report/naming.ts';
import { showSpan } from '../../src/i18n/spans.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** Who reads a report: their rights, zone and words. A context has it all; a scheduled report has no more. */
export type ReportReader = Pick<Ctx, 'kit' | 'user' | 't' | 'at'>;

const asKnown = (names: Map<string, string>): Known => new Map([...names].map(([id, name]) => [id, { id, name }]));

/** Looks up everything a report names, each kind once. Merged clients' rows get the key of what they were merged into. */
export async function nameRows(reader: ReportReader, fields: readonly GroupField[], counted: Counted): Promise<Named> {
  const entries = new Map<GroupField, Known>();
  await Promise.all(
    fields.map(async (field, index) => {
      const keys = new Set((counted.levels[index] ?? []).map((group) => group.keys[index]));
      const ids = [...keys].filter((key): key is string | number => key !== null && key !== undefined);
      entries.set(field, await entriesOf(reader, field, ids));
    }),
  );
  const { nameOf, ...rest } = named(fields, counted, entries, nameWords(reader));
  const spanOf = (key: GroupKey) => showSpan(String(key), reader.user);
  return { ...rest, nameOf: (field, key) => (isTime(field) && key !== null ? spanOf(key) : nameOf(field, key)) };
}

/** Managers by id, as a table names them. */
export async function managerNames(reader: ReportReader, ids: readonly number[]): Promise<(id: number) => string> {
  const { gone, retired } = reader.t.report;
  const known = toldApart(await reader.kit.store.reportNames.managers(ids), retired);
  return (id) => known.get(String(id))?.name ?? gone;
}

/** What is said of keys in the reader's language. */
export function nameWords({ t }: ReportReader): NameWords {
  const { direction, state, status, priority, channel } = t.contact;
  const { none, gone, retired } = t.report;
  return { none, gone, retired, coded: { direction, state, status, priority, channel } };
}

/** The entries that ids of a field stand for; of words and spans of time there are none. */
export async function entriesOf(
  { kit, user, t }: ReportReader,
  field: GroupField,
  ids: readonly (string | number)[],
): Promise<Known> {
  if (ids.length === 0) return new Map();
  const texts = ids.map(String);
  const { reportNames, dictionaries, documents } = kit.store;
  switch (field) {
    case 'manager':
      return reportNames.managers(ids.map(Number));
    case 'organization':
      return reportNames.organizations(texts);
    case 'person':
      return reportNames.persons(texts);
    case 'type':
    case 'firm':
    case 'source':
    case 'channel': {
      const entries = await dictionaries.many(texts);
      return asKnown(new Map([...entries].map(([id, { name }]) => [id, name[user.language]])));
    }
    case 'document': {
      const found = await documents.many(texts);
      return asKnown(new Map(found.map(({ id, number }) => [id, t.report.document(number)])));
    }
    default:
      return new Map();
  }
}
