import { deriveClients } from './derive-clients.ts';
import type { Migration } from './migration.ts';

/** Clients are leafed through in order of their names and by towns; beginnings of words are no keys of their own any more. */
export const namesInOrder: Migration = { version: 7, name: 'names-in-order', run: deriveClients };
