import type { Counted, CountedGroup, GroupField, GroupKey } from '../../src/domain/report/grouping.ts';
import { showSpan } from '../../src/i18n/spans.ts';
import type { CurrentEntry } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** Who reads a report: their rights, zone and words. A context has it all; a scheduled report has no more. */
export type ReportReader = Pick<Ctx, 'kit' | 'user' | 't' | 'at'>;

/** The rows under the keys that count now, and what those are called. */
export interface Named {
  counted: Counted;
  nameOf(field: GroupField, key: GroupKey): string;
}

type Known = Map<string, CurrentEntry>;

const asKnown = (names: Map<string, string>): Known => new Map([...names].map(([id, name]) => [id, { id, name }]));

/** Looks up everything a report names, each kind once. Merged clients' rows get the key of what they were merged into. */
export async function nameRows(reader: ReportReader, fields: readonly GroupField[], counted: Counted): Promise<Named> {
  const known = new Map<GroupField, Known>();
  await Promise.all(
    fields.map(async (field, index) => {
      const keys = new Set((counted.levels[index] ?? []).map((group) => group.keys[index]));
      const ids = [...keys].filter((key): key is string | number => key !== null && key !== undefined);
      known.set(field, toldApart(await lookUp(reader, field, ids), reader));
    }),
  );
  const current = (row: CountedGroup): CountedGroup => ({
    ...row,
    keys: row.keys.map((key, index) => {
      const field = fields[index];
      // A manager's key is a number, and stays one.
      return typeof key === 'string' && field ? (known.get(field)?.get(key)?.id ?? key) : key;
    }),
  });
  return {
    counted: { ...counted, levels: counted.levels.map((level) => level.map(current)) },
    nameOf: (field, key) => nameOf(reader, field, key, known.get(field)),
  };
}

/** Managers by id, as a table names them. */
export async function managerNames(reader: ReportReader, ids: readonly number[]): Promise<(id: number) => string> {
  const known = toldApart(await reader.kit.store.reportNames.managers(ids), reader);
  return (id) => known.get(String(id))?.name ?? reader.t.report.gone;
}

/** Those who left marked, and two of one name told apart: by what the directory knows of them, else by a number. */
function toldApart(known: Known, { t }: ReportReader): Known {
  const byName = new Map<string, Set<string>>();
  for (const { id, name } of known.values()) byName.set(name, (byName.get(name) ?? new Set()).add(id));
  const shownAs = ({ id, name, apart, retired }: CurrentEntry): string => {
    const same = [...(byName.get(name) ?? [])].sort();
    const mark = same.length > 1 ? ` · ${apart ?? same.indexOf(id) + 1}` : '';
    return `${name}${mark}${retired ? ` (${t.report.retired})` : ''}`;
  };
  return new Map([...known].map(([id, entry]) => [id, { ...entry, name: shownAs(entry) }]));
}

async function lookUp({ kit, user, t }: ReportReader, field: GroupField, ids: (string | number)[]): Promise<Known> {
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

function nameOf({ t, user }: ReportReader, field: GroupField, key: GroupKey, known: Known | undefined): string {
  if (key === null) return t.report.none[field];
  const text = String(key);
  const { direction, state, status, priority, channel } = t.contact;
  // The texts of each field, by key; a key is somebody's data, so it may be one that no text is for.
  const worded: Partial<Record<GroupField, Record<string, string>>> = { direction, state, status, priority, channel };
  if (field === 'day' || field === 'week' || field === 'month') return showSpan(text, user);
  const words = worded[field];
  if (words && Object.hasOwn(words, text)) return words[text] ?? text;
  return known?.get(text)?.name ?? t.report.gone;
}
