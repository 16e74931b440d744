import type { Migration } from './migration.ts';

interface Change {
  field: string;
  from?: unknown;
}

/**
 * Contacts that were planned get the moment that they were first planned for: the earliest one that their history tells, else
 * where they stand. What was only ever registered has none.
 */
export const plannedFor: Migration = {
  version: 4,
  name: 'planned-for',
  run: ({ walk }) =>
    walk(
      {
        collection: 'contacts',
        where: {
          plannedFor: { $exists: false },
          $or: [
            { status: { $in: ['planned', 'cancelled'] } },
            { history: { $elemMatch: { field: 'status', from: { $in: ['planned', 'cancelled'] } } } },
          ],
        },
        fields: { start: 1, history: 1 },
      },
      (row) => {
        const history: Change[] = row.history ?? [];
        const moved = history.find(({ field, from }) => field === 'start' && from instanceof Date);
        return { $set: { plannedFor: moved?.from instanceof Date ? moved.from : row.start } };
      },
    ),
};
