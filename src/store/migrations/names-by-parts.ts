import { deriveClients } from './derive-clients.ts';
import type { Migration } from './migration.ts';

/** Names, phones and addresses are also found by their parts; the sign of a number is no letter of a name. */
export const namesByParts: Migration = { version: 6, name: 'names-by-parts', run: deriveClients };
