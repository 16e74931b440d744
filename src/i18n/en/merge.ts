import type { merge as shape } from '../ru/merge.ts';

export const merge: typeof shape = {
  merge: 'Merge',
};
