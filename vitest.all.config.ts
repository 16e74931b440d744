import { testsOf } from './vitest.config.ts';

/** `npm run test:all`, which is what `.ci/run` runs. */
export default testsOf(true);
