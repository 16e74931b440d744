import type { Connection } from 'mongoose';
import { domainOf, isFreeMail } from '../../domain/client/email.ts';

interface Row {
  _id: string;
  organization?: string;
  manager?: number;
  mergedInto?: string;
  emails?: string[];
  keys?: string[];
}

/** So many entries are grouped here; of more, which have a key that many share, the database brings the first. */
const MANY = 2000;
/** So many entries with one address are enough to know that it tells nobody apart. */
const ENOUGH = 20;
/** Merges that lead on to merges. */
const HOPS = 6;
const FIELDS = { organization: 1, manager: 1, mergedInto: 1 } as const;

export interface SenderPerson {
  id: string;
  organization?: string;
}

/**
 * Whom the directory knows by an address: persons and organizations with it, and those of its domain, by an
 * address or site of their own or of somebody who speaks for them.
 */
export interface KnownSender {
  persons: SenderPerson[];
  organizations: { id: string }[];
  sameDomain: { id: string }[];
}

/**
 * Whom the directory knows by an address. For the mail machinery, which acts for no viewer: it decides whose letter it is,
 * and what a manager then sees of it is decided by the letter's own rights.
 */
export function createSenders(connection: Connection) {
  const persons = connection.collection<Row>('persons');
  const organizations = connection.collection<Row>('organizations');

  /** The first entries of each key, by key: of one that many share, as few as any other. */
  async function byKey(rows: typeof persons, field: 'emails' | 'keys', keys: readonly string[]) {
    if (keys.length === 0) return new Map<string, Row[]>();
    const all = await rows
      .find(
        { [field]: { $in: [...keys] }, mergedInto: { $exists: false } },
        { projection: { organization: 1, [field]: 1 } },
      )
      .limit(MANY)
      .toArray();
    if (all.length < MANY) return grouped(all, field, keys);
    const found = await rows
      .aggregate<{ _id: string; rows: Row[] }>([
        { $match: { [field]: { $in: keys }, mergedInto: { $exists: false } } },
        { $project: { organization: 1, key: `$${field}` } },
        { $unwind: '$key' },
        { $match: { key: { $in: keys } } },
        {
          $group: {
            _id: '$key',
            rows: { $firstN: { n: ENOUGH, input: { _id: '$_id', organization: '$organization' } } },
          },
        },
      ])
      .toArray();
    return new Map(found.map(({ _id, rows: first }) => [_id, first]));
  }

  /** The managers responsible for organizations, followed through merges. */
  async function managersOf(ids: readonly string[]): Promise<Map<string, number>> {
    const managers = new Map<string, number>();
    let asked = new Map(ids.map((id) => [id, [id]]));
    for (let hop = 0; asked.size > 0 && hop < HOPS; hop++) {
      const rows = await organizations.find({ _id: { $in: [...asked.keys()] } }, { projection: FIELDS }).toArray();
      const next = new Map<string, string[]>();
      for (const { _id, manager, mergedInto } of rows) {
        const origins = asked.get(_id) ?? [];
        if (mergedInto !== undefined) next.set(mergedInto, [...(next.get(mergedInto) ?? []), ...origins]);
        else if (manager !== undefined) for (const id of origins) managers.set(id, manager);
      }
      asked = next;
    }
    return managers;
  }

  return {
    /** Whom these addresses, normalised, belong to. A free-mail domain tells nobody. */
    async known(addresses: readonly string[]): Promise<Map<string, KnownSender>> {
      const domains = [...new Set(addresses.map(domainOf))].filter((domain) => domain !== '' && !isFreeMail(domain));
      const keys = domains.map((domain) => `@${domain}`);
      const [people, clients, ofDomain, colleagues] = await Promise.all([
        byKey(persons, 'emails', addresses),
        byKey(organizations, 'emails', addresses),
        byKey(organizations, 'keys', keys),
        byKey(persons, 'keys', keys),
      ]);
      const ids = (rows: readonly Row[] = []) => rows.map(({ _id }) => ({ id: _id }));
      const clientsOf = (key: string) => {
        const theirs = (colleagues.get(key) ?? []).flatMap(({ organization }) => organization ?? []);
        return [...new Set([...(ofDomain.get(key) ?? []).map(({ _id }) => _id), ...theirs])].map((id) => ({ id }));
      };
      return new Map(
        addresses.map((address) => [
          address,
          {
            persons: (people.get(address) ?? []).map(({ _id, organization }) => ({
              id: _id,
              ...(organization != null && { organization }),
            })),
            organizations: ids(clients.get(address)),
            sameDomain: clientsOf(`@${domainOf(address)}`),
          },
        ]),
      );
    },
    managersOf,
    /** The manager responsible for an organization, followed through merges. */
    managerOf: async (organization: string): Promise<number | undefined> =>
      (await managersOf([organization])).get(organization),
  };
}

function grouped(rows: readonly Row[], field: 'emails' | 'keys', keys: readonly string[]): Map<string, Row[]> {
  const lists = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) {
    for (const key of new Set(row[field])) {
      const list = lists.get(key);
      if (list && list.length < ENOUGH) list.push(row);
    }
  }
  return lists;
}

export type Senders = ReturnType<typeof createSenders>;
