import { deriveClients } from './derive-clients.ts';
import type { Migration } from './migration.ts';

/** As the server takes it: it knows no escape of a letter by its number. */
const LETTERS = 'ı|İ|\u0307';

/** The four letters "i" of Turkish are one where names are compared. */
export const namesInTurkish: Migration = {
  version: 9,
  name: 'names-in-turkish',
  run: (tools) => deriveClients(tools, { name: { $regex: LETTERS } }),
};
