import { defineConfig } from 'vitest/config';
import quick from './vitest.config.ts';

/** All tests, those too that take long, and of matrices (test/thorough.ts) all: `npm run test:all`, which is what `.ci/run` runs. */
export default defineConfig({ ...quick, test: { ...quick.test, exclude: ['test/bench/**'], env: { TEST_ALL: '1' } } });
