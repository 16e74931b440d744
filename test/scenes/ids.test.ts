import { expect, it } from 'vitest';
import { screens } from '../../scenes/screens.ts';

it('gives each screen an id of its own, since a button finds its screen by it', () => {
  const ids = screens.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  // `f` is every dialog's.
  expect(ids).not.toContain('f');
});
