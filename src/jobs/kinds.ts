import type { Store } from '../store/index.ts';
import { handOver } from './hand-over.ts';
import type { JobKind } from './index.ts';
import { mergeJob } from './merge.ts';
import { replanJob } from './replan.ts';

/** What the kinds of jobs are made of. */
export interface JobTools {
  store: Store;
  now: () => Date;
}

/** Every kind of job. */
export const jobKinds = (tools: JobTools): JobKind[] => [mergeJob(tools), replanJob(tools), handOver(tools)];
