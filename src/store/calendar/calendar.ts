import type { Connection, PipelineStage } from 'mongoose';
import { type DayCounts, type DayGroup, type DaySpan, noCounts } from '../../domain/calendar/calendar.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type ContactRow, contactModel, PRIVATE, seenBy, toContact } from '../contacts/contact-model.ts';

interface Counted {
  _id: { day: number; group: DayGroup };
  count: number;
}

/** What stands in a manager's calendar. Days come as spans of time: where they begin is the reader's zone's business. */
export function createCalendar(connection: Connection) {
  const model = contactModel(connection);

  return {
    /**
     * How many contacts of a manager stand on each of these days (in order, without gaps), by what they are at `now`.
     * One aggregation that reads the index alone. Days without contacts are left out.
     */
    async counts(
      viewer: Viewer,
      manager: number,
      days: readonly DaySpan[],
      now: Date,
    ): Promise<Map<string, DayCounts>> {
      const [first, last] = [days[0], days.at(-1)];
      const counted = new Map<string, DayCounts>();
      if (!first || !last) return counted;
      const span = { from: first.from, to: last.to };
      for (const { _id, count } of await model.aggregate<Counted>([
        { $match: standing(viewer, manager, span) },
        { $group: countedBy(days, now) },
      ])) {
        const day = days[_id.day]?.day ?? '';
        const counts = counted.get(day) ?? noCounts();
        counts[_id.group] += count;
        counted.set(day, counts);
      }
      return counted;
    },

    /** A manager's contacts of a span of time, the earliest first. */
    list: async (
      viewer: Viewer,
      manager: number,
      span: { from: Date; to: Date },
      { skip = 0, limit }: { skip?: number; limit: number },
    ): Promise<Contact[]> =>
      (
        await model
          .find(standing(viewer, manager, span), PRIVATE)
          .sort({ start: 1 })
          .skip(skip)
          .limit(limit)
          .lean<ContactRow[]>()
      ).map(toContact),

    /** A manager's contacts from a moment on, the earliest first, each with the moment of its last change. */
    feed: async (viewer: Viewer, manager: number, from: Date, limit: number) =>
      (
        await model
          .find(seenBy(viewer, { manager, start: { $gte: from }, live: true }), { ...PRIVATE, history: { $slice: -1 } })
          .sort({ start: 1 })
          .limit(limit)
          .lean<ContactRow[]>()
      ).map(({ history, ...row }) => {
        const contact = toContact(row);
        return { contact, changedAt: history?.[0]?.at ?? contact.createdAt };
      }),
  };
}

/** The contacts of a manager in a span of time, within the viewer's rights. For the store and its tests. */
export const standing = (viewer: Viewer, manager: number, { from, to }: { from: Date; to: Date }) =>
  seenBy(viewer, { manager, start: { $gte: from, $lt: to }, live: true });

/** Counts by day and group. For the store and its tests. */
export const countedBy = (days: readonly DaySpan[], now: Date) => ({
  _id: { day: dayOf(days), group: groupAt(now) },
  count: { $sum: 1 },
});

type Expression = PipelineStage.Group['$group']['_id'];

/**
 * The number of the day a contact starts on: how many of the days are over by then. So what the calendar counts and what
 * it lists agree to the minute, whatever the server knows of time zones.
 */
const dayOf = (days: readonly DaySpan[]): Expression => ({
  $add: days.map(({ to }) => ({ $cond: [{ $gte: ['$start', to] }, 1, 0] })),
});

const groupAt = (now: Date): Expression => ({
  $cond: [{ $and: [{ $eq: ['$status', 'planned'] }, { $lt: ['$end', now] }] }, 'overdue', '$status'],
});

export type Calendar = ReturnType<typeof createCalendar>;
