import { derivedOf } from '../clients/directory-row.ts';
import type { Migration } from './migration.ts';

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Names, phones and addresses are also found by their parts; the sign of a number is no letter of a name. */
export const namesByParts: Migration = {
  version: 6,
  name: 'names-by-parts',
  async run({ walk }) {
    for (const collection of ['organizations', 'persons']) {
      const fields = { name: 1, phones: 1, emails: 1, taxNumber: 1 };
      await walk({ collection, fields }, ({ name, phones, emails, taxNumber }) =>
        typeof name === 'string'
          ? {
              $set: derivedOf({
                name,
                phones: texts(phones),
                emails: texts(emails),
                ...(typeof taxNumber === 'string' && { taxNumber }),
              }),
            }
          : undefined,
      );
    }
  },
};
