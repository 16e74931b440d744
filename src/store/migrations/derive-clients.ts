import { derivedOf } from '../clients/directory-row.ts';
import type { Tools } from './migration.ts';

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Works out again what clients and persons, all or those of `where`, are found and leafed through by, as today's program does for a new one. */
export async function deriveClients({ walk }: Tools, where: object = {}): Promise<void> {
  const fields = { name: 1, phones: 1, emails: 1, taxNumber: 1, addresses: 1 };
  for (const collection of ['organizations', 'persons']) {
    await walk({ collection, where, fields }, ({ name, phones, emails, taxNumber, addresses }) =>
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
}
