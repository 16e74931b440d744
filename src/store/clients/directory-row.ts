import { Schema, type SchemaDefinition } from 'mongoose';
import { heardKeys } from '../../domain/client/heard.ts';
import { identityKey, normalizeName, pairKeys } from '../../domain/client/name-forms.ts';
import { townsOf } from '../../domain/client/place.ts';
import { directoryKeys } from '../../domain/client/search-keys.ts';

/*
 * How an entry of the directory is stored, and what of it is derived from the rest so that it is found.
 */

/** A name, ways to reach them, and keys to be found by. */
export interface Listed {
  id: string;
  name: string;
  emails: string[];
  phones: string[];
  taxNumber?: string;
  mergedInto?: string;
  revision: number;
}

/** A stored entry; the casts of this folder say no more than that a generic row has these fields. */
export interface DirectoryRow {
  _id: string;
  name: string;
  emails: string[];
  phones: string[];
  taxNumber?: string;
  mergedInto?: string;
  revision: number;
  /** The words of the name by sound, in order of the alphabet: those that may be the same have it in common. */
  nameKey: string;
  /** The name as it stands in an alphabetical list: without legal forms and signs. */
  order: string;
  /** Of an organization: where its addresses are. */
  towns?: string[];
  tags?: string[];
  keys: string[];
  operations: string[];
  /** Managers who have contacts with it, or entered it. */
  touchedBy: number[];
  createdAt: Date;
  /** Of an organization: who is responsible. */
  manager?: number;
  /** Of a person. */
  organization?: string;
  /** Of a person: who is responsible for the organization, kept here so that one query can ask for it. */
  orgManager?: number;
}

/** So much of a name says where it stands among others. */
const LONGEST_ORDER = 60;
export const VISIBLE = {
  keys: 0,
  createdAt: 0,
  nameKey: 0,
  order: 0,
  towns: 0,
  operations: 0,
  touchedBy: 0,
  orgManager: 0,
} as const;

/** The schema of one kind of entry: its own fields beside the common ones. */
export function directorySchema(own: SchemaDefinition): Schema {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      nameKey: String,
      order: String,
      tags: { type: [String], default: undefined },
      emails: [String],
      phones: [String],
      mergedInto: String,
      note: String,
      keys: [String],
      operations: [String],
      touchedBy: [Number],
      revision: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      ...own,
    },
    { versionKey: false },
  );
  schema.index({ keys: 1 });
  schema.index({ emails: 1 });
  schema.index({ phones: 1 });
  schema.index({ nameKey: 1 });
  schema.index({ tags: 1, order: 1 }, { partialFilterExpression: { tags: { $exists: true } } });
  schema.index({ mergedInto: 1 }, { sparse: true });
  schema.index({ createdAt: -1 });
  schema.index({ touchedBy: 1, createdAt: -1 });
  return schema;
}

/** Beside the keys of search: two words of a longer name, for those written without the patronymic. */
export const pairKey = (pair: string): string => `&${pair}`;

/** What an entry is found by, derived from its fields whenever they change. */
export const derivedOf = (
  entry: Pick<DirectoryRow, 'name' | 'phones' | 'emails' | 'taxNumber'> & { addresses?: readonly string[] },
) => ({
  nameKey: identityKey(entry.name),
  order: normalizeName(entry.name).slice(0, LONGEST_ORDER),
  ...(entry.addresses && { towns: townsOf(entry.addresses) }),
  keys: [
    ...directoryKeys({
      names: [entry.name],
      phones: entry.phones,
      emails: entry.emails,
      numbers: entry.taxNumber ? [entry.taxNumber] : [],
    }),
    ...pairKeys(entry.name).map(pairKey),
    ...heardKeys(entry.name),
  ],
});
