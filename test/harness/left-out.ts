import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Lines of what this run left out, read by bin/test.sh at its end and by .ci/run. */
const leftOutFile = new URL('../../.cache/left-out.txt', import.meta.url);

/**
 * Notes that tests cannot run on this machine. The run says so loudly at its end, and `.ci/run` fails: a test that is
 * left out in silence is a test that does not exist.
 *
 * @param reason what is left out and what it would need, as a sentence
 */
export function leftOut(reason: string): void {
  mkdirSync(new URL('./', leftOutFile), { recursive: true });
  appendFileSync(fileURLToPath(leftOutFile), `${reason}\n`);
}
