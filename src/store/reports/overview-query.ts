import type { Connection } from 'mongoose';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import { type FilterReading, mergedIds } from '../contacts/contact-filter.ts';

/** What a report with a layout of its own counts, and how its filter is read. */
export interface OverviewQuery {
  filter: JournalFilter;
  reading: FilterReading;
}

const RUNS_AT_MOST = 60_000;
export const OPTIONS = { maxTimeMS: RUNS_AT_MOST, allowDiskUse: true };

/** The reading of a query with the ids that its clients and persons were merged from. */
export const mergedReading = async (
  connection: Connection,
  { filter, reading }: OverviewQuery,
): Promise<FilterReading> => ({
  ...reading,
  merged: await mergedIds(connection, filter),
});

export const is = (field: string, value: unknown) => ({ $eq: [`$${field}`, value] });

/** A sum of `value` over the documents that a condition holds for: how many, without one. */
export const sumWhere = (condition: unknown, value: unknown = 1) => ({ $sum: { $cond: [condition, value, 0] } });

/** The value of the first condition that holds. */
export const firstCase = (cases: readonly (readonly [unknown, unknown])[], otherwise: unknown): unknown =>
  cases.reduceRight<unknown>((rest, [condition, value]) => ({ $cond: [condition, value, rest] }), otherwise);
