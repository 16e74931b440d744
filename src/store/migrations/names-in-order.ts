import { derivedOf } from '../clients/directory-row.ts';
import type { Migration } from './migration.ts';

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Clients are leafed through in order of their names and by towns; beginnings of words are no keys of their own any more. */
export const namesInOrder: Migration = {
  version: 7,
  name: 'names-in-order',
  async run({ walk }) {
    for (const collection of ['organizations', 'persons']) {
      const fields = { name: 1, phones: 1, emails: 1, taxNumber: 1, addresses: 1 };
      await walk({ collection, fields }, ({ name, phones, emails, taxNumber, addresses }) =>
        typeof name === 'string'
          ? {
              $set: derivedOf({
                name,
                phones: texts(phones),
                emails: texts(emails),
                ...(typeof taxNumber === 'string' && { taxNumber }),
                ...(Array.isArray(addresses) && { addresses: texts(addresses) }),
              }),
            }
          : undefined,
      );
    }
  },
};
