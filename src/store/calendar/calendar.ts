import type { Connection, PipelineStage } from 'mongoose';
import {
  type DayCounts,
  type DayGroup,
  type DaySpan,
  LASTS_INTO,
  LONGEST_CONTACT,
  noDayCounts,
} from '../../domain/calendar/calendar.ts';
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
     * How many contacts of a manager stand on each of these days (in order, without gaps), by what they are at `now`. One
     * that lasts for several days stands on each of them.
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
      const pipeline = [{ $match: reaching(viewer, manager, span) }, ...countedBy(days, now)];
      for (const { _id, count } of await model.aggregate<Counted>(pipeline)) {
        const day = days[_id.day]?.day ?? '';
        const counts = counted.get(day) ?? noDayCounts();
        counts[_id.group] += count;
        counted.set(day, counts);
      }
      return counted;
    },

    /** A manager's contacts of a span of time, the earliest first: those that last into it come before all. */
    async list(
      viewer: Viewer,
      manager: number,
      span: { from: Date; to: Date },
      { skip = 0, limit }: { skip?: number; limit: number },
    ): Promise<Contact[]> {
      const earlier = { from: new Date(span.from.getTime() - LONGEST_CONTACT), to: span.from };
      const lasting = {
        ...startingIn(viewer, manager, earlier),
        end: { $gt: new Date(span.from.getTime() + LASTS_INTO) },
      };
      const begun = await model.find(lasting, PRIVATE).sort({ start: 1 }).limit(CARRIED).lean<ContactRow[]>();
      const first = begun.slice(skip, skip + limit);
      const rest = { skip: Math.max(0, skip - begun.length), limit: limit - first.length };
      const own =
        rest.limit > 0
          ? await model
              .find(startingIn(viewer, manager, span), PRIVATE)
              .sort({ start: 1 })
              .skip(rest.skip)
              .limit(rest.limit)
              .lean<ContactRow[]>()
          : [];
      return [...first, ...own].map(toContact);
    },

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

/** More of one manager's do not last into a day at once. */
const CARRIED = 50;

/** The contacts of a manager that start in a span of time, within the viewer's rights. For the store and its tests. */
export const startingIn = (viewer: Viewer, manager: number, { from, to }: { from: Date; to: Date }) =>
  seenBy(viewer, { manager, start: { $gte: from, $lt: to }, live: true });

/** Those too that began before it and reach into it: conditions that one index carries. For the store and its tests. */
export const reaching = (viewer: Viewer, manager: number, { from, to }: { from: Date; to: Date }) =>
  seenBy(viewer, {
    manager,
    start: { $gte: new Date(from.getTime() - LONGEST_CONTACT), $lt: to },
    live: true,
    end: { $gt: from },
  });

/** The stages that count by day and group. For the store and its tests. */
export const countedBy = (
  days: readonly DaySpan[],
  now: Date,
): Exclude<PipelineStage, PipelineStage.Merge | PipelineStage.Out>[] => [
  { $set: { day: { $range: [{ $max: [0, dayOf('$start', days)] }, { $add: [lastDay(days), 1] }] } } },
  { $unwind: '$day' },
  { $group: { _id: { day: '$day', group: groupAt(now) }, count: { $sum: 1 } } },
];

type Expression = PipelineStage.Group['$group']['_id'];

/**
 * The number of the day a moment falls on: how many of the days have begun by then, less one; -1 is before all of them. So
 * what the calendar counts and what it lists agree to the minute, whatever the server knows of time zones. `into`: so far into
 * a day, in milliseconds, it does not reach it yet.
 */
const dayOf = (moment: string, days: readonly DaySpan[], into = 0): Expression => ({
  $add: [
    -1,
    ...days.map(({ from }) => ({
      $cond: [{ [into > 0 ? '$gt' : '$gte']: [moment, new Date(from.getTime() + into)] }, 1, 0],
    })),
  ],
});

/** The day a contact ends on: at least the one it starts on. */
const lastDay = (days: readonly DaySpan[]): Expression => ({
  $max: [dayOf('$start', days), dayOf('$end', days, LASTS_INTO)],
});

const groupAt = (now: Date): Expression => ({
  $cond: [{ $and: [{ $eq: ['$status', 'planned'] }, { $lt: ['$end', now] }] }, 'overdue', '$status'],
});

export type Calendar = ReturnType<typeof createCalendar>;
