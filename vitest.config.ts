import { defineConfig } from 'vitest/config';

const LONG = 'test/**/*.long.test.ts';
const RULES = 'test/{domain,i18n}/**/*.test.ts';

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
        // Pure rules keep nothing between two files, so that one process with all libraries loaded runs them all.
        { test: { ...shared, name: 'rules', include: [RULES], exclude, isolate: false } },
        {
          test: {
            ...shared,
            name: 'product',
            include: ['test/**/*.test.ts'],
            exclude: [...exclude, RULES],
            globalSetup: ['test/harness/global-setup.ts'],
          },
        },
      ],
    },
  });
};

/** `npm test`. */
export default testsOf(false);
