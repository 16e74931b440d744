import { normalizeName } from '../domain/client/name-forms.ts';
import { derivedId } from '../domain/id.ts';
import { EVERYBODY } from '../domain/rights.ts';
import type { NewEntry } from '../store/import/import-entries.ts';
import type { Import, ImportItem } from '../store/import/imports.ts';
import type { Store } from '../store/index.ts';
import { type Known, newOrganization, newPerson } from '../transfer/match.ts';
import type { ClientRecord } from '../transfer/record.ts';
import { createMatcher, loadKnown } from './import-match.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './kinds.ts';
import { createBreath } from './pacing.ts';

/** Lines worked off between two pauses for others. */
const BREATH = 5;
/** Entries added by one command: making their search keys takes a quarter of a millisecond each, and blocks. */
const FEW = 8;
const TRIES = 10;

/**
 * Takes an import that was read into the directory, slice by slice. What a line adds has an id derived from the import and
 * the line, and what it changes an operation of its own: after a crash a slice is done again, and finds itself done.
 */
export const importJob = ({ store, now }: JobTools): JobKind => ({
  kind: 'import',
  async run(job, step) {
    const id = String(job.params.import);
    const one = await store.imports.get(id);
    if (!one?.slices) throw new Error(`no such import: ${id}`);
    const total = one.slices.reduce((sum, { create, match, refuse }) => sum + create + match + refuse, 0);
    const managers = new Map((await store.users.active()).map((user) => [normalizeName(user.name), user.id]));
    let { done, counts } = job.progress;
    await step({ done, total });
    const breath = createBreath();
    for (let slice = Number(job.cursor ?? 0); slice < one.slices.length; slice++) {
      const items = await store.imports.slice(one, slice);
      const added = await takeSlice(store, { one, items, managers, now: now(), breath });
      counts = Object.fromEntries(Object.entries(added).map(([name, count]) => [name, (counts[name] ?? 0) + count]));
      done += items.length;
      await step({ cursor: slice + 1, done, total, counts });
    }
  },
});

interface Slice {
  one: Import;
  items: readonly ImportItem[];
  managers: ReadonlyMap<string, number>;
  now: Date;
  breath: () => Promise<void>;
}

interface Pending {
  organizations: Map<string, NewEntry>;
  persons: Map<string, NewEntry>;
  /** What lines know better of entries that are there. */
  changes: (() => Promise<boolean>)[];
}

/** Does one slice. Counts what became of its lines. */
async function takeSlice(store: Store, { one, items, managers, now, breath }: Slice) {
  const records = items.flatMap(({ record }) => (isRecord(record) ? [record] : []));
  const matcher = createMatcher();
  await loadKnown(store, records, matcher);
  const pending: Pending = { organizations: new Map(), persons: new Map(), changes: [] };
  const counts = { organizations: 0, persons: 0, matched: 0, changed: 0, refused: items.length - records.length };
  for (const [index, record] of records.entries()) {
    if (index % BREATH === 0) await breath();
    const context = { store, one, record, pending, now, manager: managers.get(normalizeName(record.manager ?? '')) };
    const own = { o: derivedId('import', one.id, record.line, 'o'), p: derivedId('import', one.id, record.line, 'p') };
    let organization = matcher.organization(record);
    if (record.organization !== undefined) {
      if (!organization) {
        organization = newOrganization(own.o, record);
        matcher.add('o', organization);
        pending.organizations.set(own.o, organizationOf(own.o, record, context.manager));
      } else betterOrganization(organization, context);
    }
    let person = matcher.person(record, organization?.id);
    if (record.person !== undefined) {
      if (!person) {
        person = newPerson(own.p, record, organization?.id);
        matcher.add('p', person);
        pending.persons.set(own.p, personOf(own.p, record, organization?.id));
      } else betterPerson(person, organization?.id, context);
    }
    // By the id and not by what was found: done again after a crash, a line finds what it made itself.
    if (organization?.id === own.o) counts.organizations++;
    if (person?.id === own.p) counts.persons++;
    if (organization?.id !== own.o && person?.id !== own.p) counts.matched++;
  }
  // Organizations first: persons take over who may see them.
  for (const kind of ['o', 'p'] as const) {
    const added = [...(kind === 'o' ? pending.organizations : pending.persons).values()];
    for (let at = 0; at < added.length; at += FEW) {
      await store.imports.addEntries(kind, added.slice(at, at + FEW), now);
      await breath();
    }
  }
  for (const [index, change] of pending.changes.entries()) {
    if (await change()) counts.changed++;
    if (index % BREATH === 0) await breath();
  }
  return counts;
}

const isRecord = (record: unknown): record is ClientRecord =>
  typeof record === 'object' && record !== null && 'line' in record && 'phones' in record;

const defined = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** A note, an address, ... belong to the organization where a line names one. */
function organizationOf(id: string, record: ClientRecord, manager: number | undefined): NewEntry {
  const { name, phones, emails } = newOrganization(id, record);
  const { taxNumber, site, note, address } = record;
  return {
    id,
    name,
    phones,
    emails,
    addresses: address === undefined ? [] : [address],
    ...defined({ taxNumber, site, note, manager }),
  };
}

function personOf(id: string, record: ClientRecord, organization: string | undefined): NewEntry {
  const { name, phones, emails } = newPerson(id, record, organization);
  const note = organization === undefined ? record.note : undefined;
  return { id, name, phones, emails, ...defined({ organization, position: record.position, note }) };
}

interface Context {
  store: Store;
  one: Import;
  record: ClientRecord;
  pending: Pending;
  manager: number | undefined;
  now: Date;
}

const more = (known: readonly string[], told: readonly string[]): string[] | undefined =>
  told.some((value) => !known.includes(value)) ? [...new Set([...known, ...told])] : undefined;

/** A line adds what an entry has not; it never puts anything in the place of what is there. */
function betterOrganization({ id }: Known, { store, one, record, pending, manager, now }: Context): void {
  const told = organizationOf(id, record, manager);
  const fresh = pending.organizations.get(id);
  if (fresh) {
    complete(fresh, told);
    return;
  }
  pending.changes.push(() =>
    change(async () => {
      const entry = await store.organizations.get(EVERYBODY, id);
      if (!entry) return undefined;
      const set = defined({
        phones: more(entry.phones, told.phones),
        emails: more(entry.emails, told.emails),
        ...(entry.addresses.length === 0 && {
          addresses: more([], record.address === undefined ? [] : [record.address]),
        }),
        ...(entry.taxNumber === undefined && { taxNumber: record.taxNumber }),
        ...(entry.site === undefined && { site: record.site }),
        ...(entry.note === undefined && { note: record.note }),
        ...(entry.manager === undefined && { manager }),
      });
      if (Object.keys(set).length === 0) return undefined;
      const operation = store.imports.operation(one.id, record.line, entry.revision, now);
      return (await store.organizations.change(EVERYBODY, entry.id, operation, set)).outcome;
    }),
  );
}

function betterPerson({ id }: Known, organization: string | undefined, context: Context): void {
  const { store, one, record, pending, now } = context;
  const told = personOf(id, record, organization);
  const fresh = pending.persons.get(id);
  if (fresh) {
    complete(fresh, told);
    return;
  }
  pending.changes.push(() =>
    change(async () => {
      const entry = await store.persons.get(EVERYBODY, id);
      if (!entry) return undefined;
      const set = defined({
        phones: more(entry.phones, record.phones),
        emails: more(entry.emails, record.emails),
        ...(entry.organization === undefined && { organization }),
        ...(entry.position === undefined && { position: record.position }),
      });
      if (Object.keys(set).length === 0) return undefined;
      const operation = store.imports.operation(one.id, record.line, entry.revision, now);
      return (await store.persons.change(EVERYBODY, entry.id, operation, set)).outcome;
    }),
  );
}

/** The same for an entry that is still to be added. */
function complete(fresh: NewEntry, told: NewEntry): void {
  for (const [field, value] of Object.entries(told)) {
    const has = fresh[field];
    if (Array.isArray(has) && Array.isArray(value)) fresh[field] = [...new Set([...has, ...value])];
    else if (has === undefined) fresh[field] = value;
  }
}

/** Tries again where somebody edits the entry meanwhile. True: it was changed. */
async function change(once: () => Promise<string | undefined>): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await once();
    if (outcome !== 'overtaken') return outcome === 'done';
  }
  return false;
}
