import type { job as shape } from '../ru/job.ts';

export const job: typeof shape = {
  title: { 'hand-over': 'Handing over clients and plans' },
  progress: (done, total) => `${done} of ${total}`,
  begun: 'Starting…',
  outcome: { done: 'Done', failed: 'Did not work out', stopped: 'Stopped' },
  failedBecause: 'Something broke on my side, not on yours. What was done is kept; the log of the program tells more.',
  stopping: 'Stopping.',
  over: 'It is over already.',
};
