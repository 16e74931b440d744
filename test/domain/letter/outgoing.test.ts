import { expect, it } from 'vitest';
import { ownWords } from '../../../src/domain/letter/outgoing.ts';

const content = 'Пришлите счёт';

it.each([
  ['outgoing', 'happened', undefined, content],
  ['outgoing', 'happened', 'letter', content],
  ['incoming', 'happened', undefined, undefined],
  ['incoming', 'happened', 'letter', undefined],
  ['incoming', 'cancelled', undefined, undefined],
  ['incoming', 'planned', undefined, content],
  ['incoming', 'planned', 'letter', undefined],
  ['outgoing', 'planned', undefined, content],
] as const)('of an %s contact that is %s, of letter %s', (direction, status, letter, words) => {
  expect(ownWords({ content, direction, status, ...(letter && { letter }) })).toBe(words);
  expect(ownWords({ direction, status })).toBeUndefined();
});
