import { identityKey, normalizeName, pairKeys } from '../../domain/client/name-forms.ts';
import { nameKeys } from '../../domain/client/search-keys.ts';
import { pairKey } from '../clients/directory-row.ts';
import type { Migration } from './migration.ts';

/** A word of two alphabets was searched for as it was typed; now it is found in the one that it looks like. */
const isMixed = (name: string): boolean => /[a-z][а-яё]|[а-яё][a-z]/i.test(name);

/**
 * `nameKey` was the name in its normal form; it is the words of the name by sound and in order, which all writings of a
 * name have in common. Longer names get keys for each two of their words.
 */
export const namesHaveIdentityKeys: Migration = {
  version: 3,
  name: 'names-have-identity-keys',
  async run({ walk }) {
    for (const collection of ['organizations', 'persons']) {
      await walk({ collection, fields: { name: 1, nameKey: 1 } }, ({ name, nameKey }) => {
        if (typeof name !== 'string') return undefined;
        const key = identityKey(name);
        const more = [...pairKeys(name).map(pairKey), ...(isMixed(name) ? nameKeys(normalizeName(name)) : [])];
        if (key === nameKey && more.length === 0) return undefined;
        return { $set: { nameKey: key }, ...(more.length > 0 && { $addToSet: { keys: { $each: more } } }) };
      });
    }
  },
};
