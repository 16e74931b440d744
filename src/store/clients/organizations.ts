import type { Connection, QueryFilter } from 'mongoose';
import type { Organization } from '../../domain/client/client.ts';
import { clientsSeen, type Viewer } from '../../domain/rights.ts';
import { type ContactRow, contactModel } from '../contacts/contact-model.ts';
import type { Operation } from '../contacts/contacts.ts';
import { createDirectory, type EntryChange } from './directory.ts';
import { directorySchema, VISIBLE } from './directory-row.ts';
import { createKeepInTouch } from './keep-in-touch.ts';
import { createLeaf } from './leaf-through.ts';

const schema = directorySchema({
  taxNumber: String,
  addresses: [String],
  towns: { type: [String], default: undefined },
  site: String,
  manager: Number,
  keepInTouch: Number,
});
schema.index({ manager: 1, createdAt: -1 });
schema.index({ order: 1 });
schema.index({ manager: 1, order: 1 });
schema.index({ towns: 1, order: 1 });
schema.index({ keepInTouch: 1 }, { sparse: true });

/** The longest look for clients without a next step, or silent ones, in milliseconds; and how many are looked at together. */
const LOOK_MS = 3000;
const BATCH = 2000;

/** A client, with those that were merged into it: a contact may still point to these. */
interface Looked {
  _id: string;
  name: string;
  absorbs?: string[];
}

/** Clients without a next step. */
export interface Idle {
  clients: { id: string; name: string }[];
  /** There are more. */
  more: boolean;
  /** Only so many of those added last were looked at: all of them would have taken too long. */
  within?: number;
}

/** With "own only": those one is responsible for or has contacts with. */
const within = (viewer: Viewer) => {
  const scope = clientsSeen(viewer);
  if (scope === 'all') return {};
  return scope === 'own' ? { $or: [{ manager: viewer.id }, { touchedBy: viewer.id }] } : { _id: { $exists: false } };
};

/** The clients. */
export function createOrganizations(connection: Connection) {
  const directory = createDirectory<Organization>(connection, 'Organization', 'organizations', schema, within);
  const contacts = contactModel(connection);
  const { model, plain, seen, get, many, create, search, withKeys, latest, named, aliases } = directory;
  /** Those of some clients who have no such contact, in their order. */
  async function without(clients: readonly Looked[], contact: QueryFilter<ContactRow>): Promise<Idle['clients']> {
    const ids = clients.flatMap(({ _id, absorbs = [] }) => [_id, ...absorbs]);
    const found = await contacts.distinct('organization', {
      $and: [{ organization: { $in: ids }, live: true }, contact],
    });
    const provided = new Set(found);
    return clients.flatMap(({ _id, name, absorbs = [] }) =>
      [_id, ...absorbs].some((id) => provided.has(id)) ? [] : [{ id: _id, name }],
    );
  }

  return {
    get,
    many,
    create,
    search,
    withKeys,
    latest,
    named,
    aliases,

    /** Applies a change that was decided on a certain revision. */
    async change(viewer: Viewer, id: string, operation: Operation, set: EntryChange<Organization>) {
      const changed = await directory.change(viewer, id, operation, set);
      if ('manager' in set && changed.entry) {
        const { manager } = changed.entry;
        const employed = connection.collection<{ organization: string }>('persons');
        // Who may see a person follows its organization. Repeatable.
        const follow = manager === undefined ? { $unset: { orgManager: true } } : { $set: { orgManager: manager } };
        await employed.updateMany({ organization: changed.entry.id }, follow as object);
      }
      return changed;
    },

    /** Those a manager is responsible for, the latest first. */
    ofManager: async (viewer: Viewer, manager: number, limit: number): Promise<Organization[]> =>
      (
        await model
          .find(seen(viewer, { manager, mergedInto: null }), VISIBLE)
          .sort({ createdAt: -1 })
          .limit(limit)
          .lean()
      ).map(plain),

    /**
     * Clients for whom nobody plans anything, those added last first: of those a manager is responsible for, or of all
     * that the viewer sees. They are gone through a batch at a time, until there are enough, or for as long as may be.
     */
    idle: (viewer: Viewer, manager: number | undefined, limit: number): Promise<Idle> =>
      lookFor(viewer, manager, { status: 'planned' }, limit),

    /** Clients whom nobody has spoken with since then, likewise. */
    silent: (viewer: Viewer, manager: number | undefined, since: Date, limit: number): Promise<Idle> =>
      lookFor(viewer, manager, { status: 'happened', start: { $gte: since } }, limit),

    ...createLeaf<Organization>(directory),
    ...createKeepInTouch(directory, contacts),
  };

  /** Clients without such a contact. */
  async function lookFor(
    viewer: Viewer,
    manager: number | undefined,
    contact: QueryFilter<ContactRow>,
    limit: number,
  ): Promise<Idle> {
    const until = performance.now() + LOOK_MS;
    const clients: Idle['clients'] = [];
    let looked = 0;
    const cursor = model
      .find(seen(viewer, { mergedInto: null, ...(manager !== undefined && { manager }) }), { name: 1, absorbs: 1 })
      .sort({ createdAt: -1 })
      .lean<Looked>()
      .cursor({ batchSize: BATCH });
    for (let batch: Looked[] = []; ; batch = []) {
      while (batch.length < BATCH) {
        const one = await cursor.next();
        if (!one) break;
        batch.push(one);
      }
      clients.push(...(await without(batch, contact)));
      looked += batch.length;
      const enough = clients.length > limit;
      if (!enough && batch.length === BATCH && performance.now() < until) continue;
      await cursor.close();
      const within = enough || batch.length < BATCH ? {} : { within: looked };
      return { clients: clients.slice(0, limit), more: enough, ...within };
    }
  }
}

export type Organizations = ReturnType<typeof createOrganizations>;
