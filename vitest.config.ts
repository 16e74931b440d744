import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What takes long runs with all the rest: vitest.all.config.ts, npm run test:all.
    exclude: ['test/bench/**', 'test/**/*.long.test.ts'],
    globalSetup: ['test/harness/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    // Two cores: more workers only make every timing worse.
    maxWorkers: 2,
  },
});
