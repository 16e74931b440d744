/** Whether everything is tried (`npm run test:all`), or of large matrices a part, in a fraction of the time (`npm test`). */
export const isThorough = process.env.TEST_ALL === '1';

/** A matrix: whole in `npm run test:all`, else one of so many. */
export const sampled = <T>(matrix: readonly T[], oneOf: number): T[] =>
  isThorough ? [...matrix] : matrix.filter((_, index) => index % oneOf === 0);
