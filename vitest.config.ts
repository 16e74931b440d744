import { defineConfig } from 'vitest/config';

const LONG = 'test/**/*.long.test.ts';
/** What changes its process for whatever runs in it later: the drawing library takes modules out of the cache. */
const APART = 'test/reports/*.test.ts';

/** The tests of one run. `all`: those too that take long, and of matrices (test/thorough.ts) every case. */
export const testsOf = (all: boolean) => {
  const shared = {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // Two cores: more workers only make every timing worse.
    maxWorkers: 2,
    env: all ? { TEST_ALL: '1' } : {},
  } as const;
  const exclude = ['test/bench/**', ...(all ? [] : [LONG])];
  return defineConfig({
    test: {
      projects: [
        // Nothing of the product lives outside of what `start` and `openStore` return, so that two processes, with all
        // libraries loaded once, run all files: loading them for each file took as long as the tests themselves.
        {
          test: {
            ...shared,
            name: 'product',
            include: ['test/**/*.test.ts'],
            exclude: [...exclude, APART],
            globalSetup: ['test/harness/global-setup.ts'],
            isolate: false,
          },
        },
        { test: { ...shared, name: 'apart', include: [APART], exclude } },
      ],
    },
  });
};

/** `npm test`. */
export default testsOf(false);
