import { handOverView } from './hand-over-view.ts';
import { importReadView, importView } from './import-views.ts';
import type { JobView } from './job-card.ts';
import { mergeView } from './merge.ts';

/** How each kind of job shows itself in the chat. */
export const jobViews: Record<string, JobView> = {
  merge: mergeView,
  'import-read': importReadView,
  import: importView,
  'hand-over': handOverView,
};
