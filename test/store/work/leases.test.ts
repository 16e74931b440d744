import type { Collection } from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { type Claimable, createClaims } from '../../../src/store/work/claim.ts';
import { createLeases } from '../../../src/store/work/leases.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

const DAY = 86_400_000;
const noon = new Date('2026-11-23T09:00:00Z');
const ahead = (ms: number) => new Date(noon.getTime() + ms);

describe('a lease by name', () => {
  it('stays with a holder that lives, whatever the clock of somebody else shows', async () => {
    const [mine, theirs] = [createLeases(store.connection), createLeases(store.connection)];
    const take = () => mine.take('lived', 'me', noon, 300);
    const steal = () => theirs.take('lived', 'you', ahead(DAY), 300);
    expect(await take()).toBe(true);
    expect(await steal()).toBe(false);
    for (let i = 0; i < 10; i++) {
      expect(await take()).toBe(true);
      expect(await steal()).toBe(false);
    }
  });

  it('is taken from a holder that died, though his clock was a day ahead', async () => {
    const [mine, theirs] = [createLeases(store.connection), createLeases(store.connection)];
    expect(await mine.take('died', 'me', ahead(DAY), 300)).toBe(true);
    await expect.poll(() => theirs.take('died', 'you', noon, 300)).toBe(true);
    expect(await mine.take('died', 'me', noon, 300)).toBe(false);
  });
});

describe('a claim', () => {
  interface Row extends Claimable {
    _id: string;
    due: Date;
  }
  let rows: Collection<Row>;
  beforeAll(() => {
    rows = store.connection.collection<Row>('claimed');
  });

  it('made or put off by a clock that was ahead holds nothing up once the clock is right', async () => {
    const claims = createClaims<Row>(rows, { path: 'due', leaseMs: 60_000 });
    await rows.insertMany(['held', 'failed', 'fresh'].map((_id) => ({ _id, due: noon })));
    await claims.claim('held', ahead(DAY));
    const failed = await claims.claim('failed', ahead(DAY));
    if (failed) await claims.fail(failed, ahead(DAY));
    await claims.claim('fresh', noon);
    expect((await claims.due(noon, 10)).sort()).toEqual(['failed', 'held']);
    expect(await claims.claim('held', noon)).toBeDefined();
    // Clocks that differ by some seconds take nothing from each other.
    expect(await claims.claim('fresh', ahead(-20_000))).toBeUndefined();
    expect(await claims.claim('fresh', ahead(20_000))).toBeUndefined();
  });
});
