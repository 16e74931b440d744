import { afterAll, beforeAll } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { freshDatabase, type TestDatabase } from './mongo.ts';

/** Opens a store on a database of its own for the tests of a file, hands both over, and takes them away at the end. */
export function withStore(hand: (store: Store, db: TestDatabase) => void): void {
  let store: Store;
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    store = await openStore({ uri: db.uri });
    hand(store, db);
  });
  afterAll(async () => {
    await store.close();
    await db.drop();
  });
}
