import type { Capability } from '../shared/capability.ts';
import { importScreen, takeImportFile } from './import.ts';
import { columnsScreen } from './import-columns.ts';
import { importReadView, importView } from './import-views.ts';

/** Files with clients: read, looked at, taken over. */
export const imports = {
  screens: [importScreen, columnsScreen],
  takers: { file: takeImportFile },
  jobViews: { 'import-read': importReadView, import: importView },
} satisfies Capability;
