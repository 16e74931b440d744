import type { Connection } from 'mongoose';
import type { Person } from '../../domain/client/client.ts';
import { clientsSeen, type Viewer } from '../../domain/rights.ts';
import type { Operation } from '../contacts/contacts.ts';
import { createDirectory, type EntryChange, type Unsaved } from './directory.ts';
import { directorySchema, VISIBLE } from './directory-row.ts';
import { createLeaf } from './leaf-through.ts';

const schema = directorySchema({
  organization: String,
  position: String,
  telegram: String,
  orgManager: Number,
  former: { type: [{ _id: false, organization: String, until: Date }], default: undefined },
});
schema.index({ organization: 1, name: 1 });
schema.index({ orgManager: 1, createdAt: -1 });
schema.index({ telegram: 1 }, { partialFilterExpression: { telegram: { $exists: true } } });

/** With "own only": those one has contacts with, and those of one's organizations. */
const within = (viewer: Viewer) => {
  const scope = clientsSeen(viewer);
  if (scope === 'all') return {};
  return scope === 'own' ? { $or: [{ orgManager: viewer.id }, { touchedBy: viewer.id }] } : { _id: { $exists: false } };
};

const FORMER_KEPT = 20;

interface Employer {
  _id: string;
  manager?: number;
  touchedBy?: number[];
}

/** The people who speak for clients. */
export function createPersons(connection: Connection) {
  const directory = createDirectory<Person>(connection, 'Person', 'persons', schema, within);
  const { model, plain, seen, get, many, search, withKeys, named, latest, aliases } = directory;

  const employerOf = async (organization: string | undefined): Promise<Employer | null> =>
    organization === undefined
      ? null
      : connection
          .collection<Employer>('organizations')
          .findOne({ _id: organization }, { projection: { manager: 1, touchedBy: 1 } });

  /** Who may see a person follows its organization. Repeatable. */
  async function followEmployer(id: string, organization: string | undefined): Promise<void> {
    const employer = await employerOf(organization);
    await model.updateOne(
      { _id: id },
      {
        ...(employer?.manager === undefined
          ? { $unset: { orgManager: true } }
          : { $set: { orgManager: employer.manager } }),
        $addToSet: { touchedBy: { $each: employer?.touchedBy ?? [] } },
      },
    );
  }

  /** Somebody who moves to another employer is remembered as the former one's; an employer told for the first time is no move. */
  async function withFormer(
    viewer: Viewer,
    id: string,
    { now }: Operation,
    set: EntryChange<Person>,
  ): Promise<EntryChange<Person>> {
    // Whoever says what the former employers are, such as a merge, has counted the one that is left.
    if (!('organization' in set) || 'former' in set) return set;
    const before = await get(viewer, id);
    const left = before?.organization;
    if (left === undefined || left === set.organization) return set;
    const others = (before?.former ?? []).filter(({ organization }) => organization !== left);
    return { ...set, former: [...others, { organization: left, until: now }].slice(-FORMER_KEPT) };
  }

  return {
    ...createLeaf<Person>(directory),
    get,
    many,
    search,
    withKeys,

    /** The people of some clients who answer a query, the best first. */
    searchOf: (viewer: Viewer, query: string, organizations: readonly string[], limit: number): Promise<Person[]> =>
      search(viewer, query, limit, { organization: { $in: [...organizations] } }),

    named,
    latest,
    aliases,

    /** Adds a person under the id its draft was given; repeated, returns what is there. `by` may see it from then on. */
    async create(person: Unsaved<Person>, now: Date, by?: number): Promise<Person> {
      const created = await directory.create(person, now, by);
      if (person.organization !== undefined) await followEmployer(created.id, person.organization);
      return created;
    },

    /** Applies a change that was decided on a certain revision. */
    async change(viewer: Viewer, id: string, operation: Operation, set: EntryChange<Person>) {
      const changed = await directory.change(viewer, id, operation, await withFormer(viewer, id, operation, set));
      if ('organization' in set && changed.entry) await followEmployer(changed.entry.id, changed.entry.organization);
      return changed;
    },

    /** The one person entered with any of these Telegram ids or names; undefined where several are. */
    async byTelegram(viewer: Viewer, telegram: readonly string[]): Promise<Person | undefined> {
      if (telegram.length === 0) return undefined;
      const filter = seen(viewer, { telegram: { $in: [...telegram] }, mergedInto: null });
      const rows = await model.find(filter, VISIBLE).limit(2).lean();
      return rows.length === 1 && rows[0] ? plain(rows[0]) : undefined;
    },

    /** Who speaks for any of these organizations, in no order, at most so many. */
    ofAny: async (viewer: Viewer, organizations: readonly string[], limit: number): Promise<Person[]> =>
      organizations.length === 0
        ? []
        : (
            await model
              .find(seen(viewer, { organization: { $in: organizations }, mergedInto: null }), VISIBLE)
              .limit(limit)
              .lean()
          ).map(plain),

    /** How many speak for an organization, counted up to `limit`. */
    countOf: async (viewer: Viewer, organizations: readonly string[], limit: number): Promise<number> =>
      model.countDocuments(seen(viewer, { organization: { $in: [...organizations] }, mergedInto: null }), { limit }),

    /** Who speaks for an organization, by name. */
    async of(viewer: Viewer, organization: string, limit: number, skip = 0): Promise<Person[]> {
      const merged = await connection
        .collection<Employer & { mergedInto?: string }>('organizations')
        .find({ mergedInto: organization }, { projection: { _id: 1 } })
        .toArray();
      const ids = [organization, ...merged.map(({ _id }) => _id)];
      const rows = await model
        .find(seen(viewer, { organization: { $in: ids }, mergedInto: null }), VISIBLE)
        .sort({ name: 1 })
        .skip(skip)
        .limit(limit)
        .lean();
      return rows.map(plain);
    },
  };
}

export type Persons = ReturnType<typeof createPersons>;
