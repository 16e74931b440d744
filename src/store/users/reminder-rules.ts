import type { Connection } from 'mongoose';
import { type ReminderRules, rulesOf } from '../../domain/reminder/reminder-rules.ts';

interface Row extends Partial<Parameters<typeof rulesOf>[0] & object> {
  _id: number;
}

const RULES = {
  leads: 1,
  quiet: 1,
  digestAt: 1,
  eveningAt: 1,
  zone: 1,
  workingDays: 1,
  access: 1,
  reachable: 1,
} as const;

/** The rules of some managers, as they were read. */
export interface Rules {
  has(manager: number): boolean;
  /** Of somebody unknown, the defaults. */
  of(manager: number): ReminderRules;
}

/** By which rules some managers are reminded. */
export async function readRules(connection: Connection, managers: readonly number[]): Promise<Rules> {
  const ids = [...new Set(managers)];
  const rows = await connection
    .collection<Row>('users')
    .find({ _id: { $in: ids } }, { projection: RULES })
    .toArray();
  const known = new Map(rows.map((row) => [row._id, rulesOf(row)]));
  return { has: (manager) => ids.includes(manager), of: (manager) => known.get(manager) ?? rulesOf(undefined) };
}
