import { EventEmitter, once } from 'node:events';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { createElection } from '../../../src/telegram/transport/leader-election.ts';
import { withStore } from '../../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

it('gives the lease back for good, also when it ends while it is asking for it', async () => {
  const database = new EventEmitter();
  const asked = once(database, 'asked');
  const held = once(database, 'answers');
  const started: string[] = [];
  const elected = createElection({
    // A database that takes its time with the answer.
    leases: {
      ...store.leases,
      async take(...args) {
        database.emit('asked');
        await held;
        return store.leases.take(...args);
      },
    },
    name: 'poller',
    now: () => new Date(),
    start: () => void started.push('start'),
    stop: async () => void started.push('stop'),
    log: () => {},
  });
  void elected.run();
  await asked;
  const ended = elected.end();
  database.emit('answers');
  await ended;
  expect(started).toEqual([]);
  expect(await store.leases.take('poller', 'another instance', new Date(), 15_000)).toBe(true);
});
