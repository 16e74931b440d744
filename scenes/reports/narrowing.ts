import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { describeFilter, type NamedPart } from '../journal/filter-words.ts';
import type { ReportReader } from './report-names.ts';

/** What narrows a report besides its period, a line each. */
export const linesOf = (parts: readonly NamedPart[]): string[] =>
  parts.filter(({ part }) => part !== 'period').map(({ text }) => text);

/** The same of a filter: what is filtered is always named. */
export const narrowingLines = async (reader: ReportReader, filter: JournalFilter): Promise<string[]> =>
  linesOf(await describeFilter(reader, filter));
