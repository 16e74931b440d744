import { deriveClients } from './derive-clients.ts';
import type { Migration } from './migration.ts';

/** The four letters "i" of Turkish are one where names are compared. */
export const namesInTurkish: Migration = {
  version: 9,
  name: 'names-in-turkish',
  run: (tools) => deriveClients(tools, { name: /ı|İ|\u0307/ }),
};
