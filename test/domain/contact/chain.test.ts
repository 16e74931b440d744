import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainLink, placeChain } from '../../../src/domain/contact/chain.ts';

const link = (id: string, day: number, previous?: string): ChainLink => ({
  id,
  start: new Date(Date.UTC(2026, 10, day)),
  busy: true,
  ...(previous !== undefined && { previous }),
});
const drawn = (links: ChainLink[]) => placeChain(links).map(({ id, depth }) => '-'.repeat(depth) + id);

describe('placeChain', () => {
  it('tells a straight chain in time', () => {
    expect(drawn([link('c', 3, 'b'), link('a', 1), link('b', 2, 'a')])).toEqual(['a', 'b', 'c']);
  });
  it('tells a side branch before the line goes on', () => {
    const links = [link('a', 1), link('b', 2, 'a'), link('c', 4, 'a'), link('b2', 3, 'b'), link('d', 5, 'c')];
    expect(drawn(links)).toEqual(['a', '-b', '-b2', 'c', 'd']);
  });
  it('begins anew where the parent is not there', () => {
    expect(drawn([link('b', 2, 'gone'), link('c', 3, 'b')])).toEqual(['b', 'c']);
  });
  it('has every link once, each after its parent, whatever the tree', () => {
    const trees = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 28 })), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(trees, (nodes) => {
        const links = nodes.map(([parent, day], index) =>
          link(`n${index}`, day, index === 0 ? undefined : `n${parent % index}`),
        );
        const placed = placeChain(links);
        const at = new Map(placed.map(({ id }, index) => [id, index]));
        expect(at.size).toBe(links.length);
        expect(placed.length).toBe(links.length);
        for (const { id, previous } of placed) {
          if (previous) expect(at.get(previous)).toBeLessThan(at.get(id) ?? -1);
        }
      }),
    );
  });
});
