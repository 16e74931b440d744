import type { ReportCard } from '../../src/store/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { ReportReader } from './report-names.ts';
import { type Found, type ReportOutcome, runReport } from './report-run.ts';
import { tableRows } from './report-view.ts';

/** What was counted last is kept for turning pages: so long, of so many users, and no giants. */
const KEPT_FOR = 60_000;
const KEPT_USERS = 50;
const KEPT_ROWS = 2000;

interface Kept {
  revision: number;
  until: number;
  outcome: ReportOutcome;
}

// By store, so that two programs in one process share nothing. A restart forgets it, and counts again.
const kept = new WeakMap<Kit['store'], Map<number, Kept>>();

/** Counts, or takes what was counted a moment ago for the same card. */
export async function outcomeOf(reader: ReportReader, card: ReportCard, fresh: boolean): Promise<ReportOutcome> {
  const mine = kept.get(reader.kit.store) ?? new Map<number, Kept>();
  kept.set(reader.kit.store, mine);
  const last = mine.get(reader.user.id);
  if (!fresh && last?.revision === card.revision && last.until > performance.now()) return last.outcome;
  const outcome = await runReport(reader, card.settings);
  mine.delete(reader.user.id);
  if ('refused' in outcome || tableRows(outcome.found).length <= KEPT_ROWS) {
    mine.set(reader.user.id, { revision: card.revision, until: performance.now() + KEPT_FOR, outcome });
  }
  const [oldest] = mine.keys();
  if (mine.size > KEPT_USERS && oldest !== undefined) mine.delete(oldest);
  return outcome;
}

/** Whether anything was counted, now or in the period compared with. */
export const isEmpty = ({ counts }: Found): boolean => counts.count === 0 && (counts.before?.count ?? 0) === 0;
