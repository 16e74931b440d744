/**
 * A program that hands a manager's clients and plans over, for tests to kill: says how many contacts it has changed so far.
 * Arguments: database, from, to, by (Telegram ids).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { createJobs } from '../../dist/src/jobs/index.js';
import { jobKinds } from '../../dist/src/jobs/kinds.js';
import { openStore } from '../../dist/src/store/index.js';

const [, , uri, from, to, by] = process.argv;
const opened = await openStore({ uri });
let total = (
  await opened.contacts.planned({ id: 0, role: 'administrator', access: 'active' }, Number(to), new Date(8e15), 1000)
).length;
const change = async (...args) => {
  const changed = await opened.contacts.change(...args);
  process.stdout.write(`${++total}\n`);
  // Slow enough to be killed in the middle.
  await pause(5);
  return changed;
};
const store = { ...opened, contacts: { ...opened.contacts, change } };
const now = () => new Date();
createJobs({ store, kinds: jobKinds({ store, now }), now, log: () => {}, notify: async () => {} }).start();
const params = { from: Number(from), to: Number(to) };
await store.jobs.add({ id: 'killed', kind: 'hand-over', by: Number(by), params }, now());
