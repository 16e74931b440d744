import { expect, it } from 'vitest';
import { type Mailbox, numbering } from '../../../src/domain/letter/mailbox.ts';
import type { Store } from '../../../src/store/index.ts';
import { withStore } from '../../harness/store.ts';

const now = new Date('2026-11-23T09:00:00Z');
let store: Store;
withStore((opened) => {
  store = opened;
});

const imap = { host: 'imap.sloop.test', port: 993, security: 'tls' as const };
const settings = { address: 'office@sloop.test', imap, login: 'office', folder: 'INBOX' };

/** Reads a mailbox up to a number. */
async function read(mailbox: Mailbox | undefined) {
  if (!mailbox) throw new Error('no mailbox');
  const progress = { since: now, uidValidity: numbering(mailbox, 1n), lastUid: 5000 };
  await store.mailboxes.watch(mailbox.id, 'watch', now);
  await store.mailboxes.progress(mailbox.id, 'watch', progress);
  return progress;
}

it.each<[string, Partial<Mailbox>]>([
  ['login', { login: 'sales' }],
  ['server', { imap: { ...imap, host: 'imap.other.test' } }],
  ['folder', { folder: 'Sales' }],
])('a mailbox with another %s has not been read', async (what, changed) => {
  const id = `environment-${what}`;
  await store.mailboxes.declare({ id, source: 'environment', ...settings });
  await read(await store.mailboxes.get(id));
  await store.mailboxes.declare({ id, source: 'environment', ...settings, ...changed });
  const watched = await store.mailboxes.watch(id, 'watch', now);
  expect([watched?.since, watched?.uidValidity, watched?.lastUid]).toEqual([undefined, undefined, undefined]);
});

it('a mailbox whose port, address or duty changes has been read as far as before', async () => {
  const rest = { duty: [], showExcluded: false };
  const progress = await read(await store.mailboxes.save('chat', { ...settings, ...rest }));
  const changed = { address: 'new@sloop.test', imap: { ...imap, port: 143 }, duty: [1] };
  await store.mailboxes.save('chat', { ...settings, ...rest, ...changed });
  expect(await store.mailboxes.watch('chat', 'watch', now)).toMatchObject(progress);
});
