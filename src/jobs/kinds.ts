import { handOver } from './hand-over.ts';
import { importJob } from './import.ts';
import { importReadJob } from './import-read.ts';
import { importUndoJob } from './import-undo.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './job-tools.ts';
import { mergeJob } from './merge.ts';
import { replanJob } from './replan.ts';

/** The kinds of jobs that need no chat; the export of a journal, which sends its file there, comes from its scene. */
export const jobKinds = (tools: JobTools): JobKind[] => [
  mergeJob(tools),
  importReadJob(tools),
  importJob(tools),
  importUndoJob(tools),
  replanJob(tools),
  handOver(tools),
];
