import type { FileRef } from '../domain/contact/contact.ts';
import type { Result } from '../domain/result.ts';
import type { Store } from '../store/index.ts';
import { handOver } from './hand-over.ts';
import { importJob } from './import.ts';
import { importReadJob } from './import-read.ts';
import { importUndoJob } from './import-undo.ts';
import type { JobKind } from './index.ts';
import { mergeJob } from './merge.ts';
import { replanJob } from './replan.ts';

/** What the kinds of jobs are made of. */
export interface JobTools {
  store: Store;
  now: () => Date;
  /** The bytes of a file that was sent to the bot. */
  file(file: FileRef): Promise<Result<Buffer, 'tooBig' | 'gone'>>;
}

/** Every kind of job. */
export const jobKinds = (tools: JobTools): JobKind[] => [
  mergeJob(tools),
  importReadJob(tools),
  importJob(tools),
  importUndoJob(tools),
  replanJob(tools),
  handOver(tools),
];
