import { nextSending } from '../domain/report/report-schedule.ts';
import type { User } from '../domain/user.ts';
import type { SavedReport, Store, TakenWork, Work } from '../store/index.ts';

/** A saved report that is due to one of its readers, read with their rights at the moment it is sent. */
export interface DueReport {
  user: User;
  report: SavedReport;
  at: Date;
}

const DAY = 86_400_000;

/** Saved reports that are sent by a clock: every Monday at nine of the reader's own zone. */
export function createScheduledReports({
  savedReports,
  users,
}: Pick<Store, 'savedReports' | 'users'>): Work<DueReport> {
  const { claims } = savedReports;
  return {
    name: 'reports',

    due: (now, limit) => savedReports.dueSchedules(now, limit),

    async take({ id }, now): Promise<TakenWork<DueReport> | undefined> {
      const claim = await claims.claim(id, now);
      if (!claim) return undefined;
      const { schedule, zone, due } = claim.row;
      const [user, report] = await Promise.all([users.get(claim.row.user), savedReports.get(claim.row.report)]);
      // A reader who has left, and a report that was deleted, are done with for good.
      if (!report || user?.access !== 'active') {
        await savedReports.dropSchedule(id);
        return undefined;
      }
      // One that was missed comes late, and once: the next one is counted from now.
      const complete = (at: Date) =>
        claims.complete(claim, { $set: { due: nextSending(schedule, at, user.zone), zone: user.zone } });
      const moved = user.zone !== zone && nextSending(schedule, new Date(due.getTime() - DAY), user.zone) > now;
      if (moved || !user.reachable) {
        await complete(now);
        return undefined;
      }
      return {
        item: { user, report, at: now },
        complete,
        release: (until) => claims.release(claim, until),
        fail: (at) => claims.fail(claim, at),
      };
    },
  };
}
