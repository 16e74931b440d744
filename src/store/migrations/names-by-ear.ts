import { heardKeys } from '../../domain/client/heard.ts';
import type { Migration } from './migration.ts';

/** Latin names are also found by how they sound to Russian ears. */
export const namesByEar: Migration = {
  version: 5,
  name: 'names-by-ear',
  async run({ walk }) {
    for (const collection of ['organizations', 'persons']) {
      await walk({ collection, where: { name: /[a-z]{3}/i }, fields: { name: 1 } }, ({ name }) => {
        const keys = typeof name === 'string' ? heardKeys(name) : [];
        return keys.length > 0 ? { $addToSet: { keys: { $each: keys } } } : undefined;
      });
    }
  },
};
