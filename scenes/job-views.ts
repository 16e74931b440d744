import { handOverView } from './admin/hand-over-view.ts';
import { mergeView } from './clients/duplicates.ts';
import { importReadView, importUndoView, importView } from './import/import-views.ts';
import type { JobView } from './shared/job-card.ts';

/** How each kind of job shows itself in the chat. */
export const jobViews: Record<string, JobView> = {
  merge: mergeView,
  'import-read': importReadView,
  import: importView,
  'import-undo': importUndoView,
  'hand-over': handOverView,
};
