import { MAX_STEMS, stems as stemsOf } from '../../domain/text/stems.ts';
import type { Migration } from './migration.ts';

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Contacts are also found by the words of the reason why they were cancelled. */
export const reasonsAreSearched: Migration = {
  version: 8,
  name: 'reasons-are-searched',
  run: ({ walk }) =>
    walk(
      { collection: 'contacts', where: { reason: { $exists: true } }, fields: { reason: 1, stems: 1 } },
      ({ reason, stems }) => {
        if (typeof reason !== 'string') return undefined;
        const all = new Set([...words(stems), ...stemsOf(reason)]);
        return { $set: { stems: [...all].slice(0, MAX_STEMS) } };
      },
    ),
};
