import type { Migration } from './migration.ts';
import { namesByEar } from './names-by-ear.ts';
import { namesByParts } from './names-by-parts.ts';
import { namesHaveIdentityKeys } from './names-have-identity-keys.ts';
import { namesInOrder } from './names-in-order.ts';
import { namesInTurkish } from './names-in-turkish.ts';
import { personsOfContacts } from './persons-of-contacts.ts';
import { plannedFor } from './planned-for.ts';
import { reasonsAreSearched } from './reasons-are-searched.ts';

/**
 * All steps from version 1 on, in order and without a gap. One that has been released is never changed: what was wrong
 * with it is put right by another.
 */
export const migrations: readonly Migration[] = [
  personsOfContacts,
  namesHaveIdentityKeys,
  plannedFor,
  namesByEar,
  namesByParts,
  namesInOrder,
  reasonsAreSearched,
  namesInTurkish,
];

/** The version of what this program writes. */
export const SCHEMA_VERSION = migrations.at(-1)?.version ?? 1;
