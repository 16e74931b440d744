import type { FileRef } from '../domain/contact/contact.ts';
import type { Result } from '../domain/result.ts';
import type { Store } from '../store/index.ts';

/** What the kinds of jobs are made of. */
export interface JobTools {
  store: Store;
  now: () => Date;
  /** The bytes of a file that was sent to the bot. */
  file(file: FileRef): Promise<Result<Buffer, 'tooBig' | 'gone'>>;
}
