import { beforeEach, expect, it } from 'vitest';
import type { Acting } from '../../src/actions/acting.ts';
import { mergeEntries } from '../../src/actions/clients/index.ts';
import type { Store } from '../../src/store/index.ts';
import { withStore } from '../harness/store.ts';

let store: Store;
withStore((opened) => {
  store = opened;
});

const now = new Date('2026-11-23T09:00:00Z');
const as = (role: 'manager' | 'supervisor'): Acting => ({
  store,
  viewer: { id: 1, role, ownOnly: false, access: 'active' },
  now,
});
const merge = (role: 'manager' | 'supervisor', main: string, other: string, sure = false) => {
  let shown = 0;
  return mergeEntries(as(role), { kind: 'o', main, other, sure }, async () => ++shown).then(({ outcome }) => [
    outcome,
    shown,
  ]);
};

let made = 0;
let [first, second, third]: string[] = [];
beforeEach(async () => {
  const add = async (taxNumber?: string) => {
    const id = `firm-${++made}`;
    const firm = { id, name: `Ромашка ${made}`, phones: [], emails: [], addresses: [] };
    await store.organizations.create({ ...firm, ...(taxNumber !== undefined && { taxNumber }) }, now);
    return id;
  };
  [first, second, third] = [await add('7707083893'), await add('7736050003'), await add()];
});

it('is for supervisors, and of two that are there', async () => {
  expect(await merge('manager', first ?? '', third ?? '')).toEqual(['forbidden', 0]);
  expect(await merge('supervisor', first ?? '', first ?? '')).toEqual(['absent', 0]);
  expect(await merge('supervisor', first ?? '', 'none')).toEqual(['absent', 0]);
});

it('asks once more where their tax numbers tell two firms apart', async () => {
  expect(await merge('supervisor', first ?? '', second ?? '')).toEqual(['doubtful', 0]);
  expect(await merge('supervisor', first ?? '', second ?? '', true)).toEqual(['begun', 1]);
});

it('is one job, however often it is begun', async () => {
  for (let twice = 0; twice < 2; twice++)
    expect(await merge('supervisor', first ?? '', third ?? '')).toEqual(['begun', 1]);
  const jobs = store.connection.collection<{ _id: string; params: object }>('jobs');
  expect(await jobs.countDocuments({ 'params.winner': first, 'params.loser': third })).toBe(1);
});
