import { defineConfig } from 'vitest/config';

/** The suite of faults: long, and therefore not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.fault.ts'],
    globalSetup: ['test/harness/global-setup.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // Two cores; the storm alone takes eight minutes, whatever the machine.
    maxWorkers: 2,
  },
});
