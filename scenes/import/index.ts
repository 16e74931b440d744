import type { Capability } from '../shared/capability.ts';
import { importScreen } from './import.ts';
import { choicesScreen } from './import-choices.ts';
import { columnsScreen } from './import-columns.ts';
import { doubtsScreen } from './import-doubts.ts';
import { importReadView, importUndoView, importView } from './import-views.ts';
import { takeImportFile } from './take-file.ts';

/** Files with clients: read, looked at, taken over, and undone. */
export const imports = {
  screens: [importScreen, columnsScreen, choicesScreen, doubtsScreen],
  takers: { file: takeImportFile },
  jobViews: { 'import-read': importReadView, import: importView, 'import-undo': importUndoView },
} satisfies Capability;
