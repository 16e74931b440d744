import { expect, it } from 'vitest';
import { type Mailbox, numbering } from '../../src/domain/letter/mailbox.ts';
import type { Viewer } from '../../src/domain/rights.ts';
import { createRemover } from '../../src/mail/remove.ts';
import type { Store } from '../../src/store/index.ts';
import { type ImapScript, startImap } from '../harness/imap.ts';
import { withStore } from '../harness/store.ts';

const admin: Viewer = { id: 1, role: 'administrator', ownOnly: false, access: 'active' };
let now = new Date('2026-11-23T09:00:00Z');
let store: Store;
withStore((opened) => {
  store = opened;
});

/** Has a letter deleted over a server with that script, as often as it is tried; what the server heard, and what was told. */
async function remove(id: string, script: ImapScript, was: Partial<Mailbox> = {}) {
  const server = await startImap(script);
  const access = { imap: server.address, login: 'office', password: 'secret' };
  const settings = { imap: server.address, login: 'office', folder: 'INBOX', duty: [], showExcluded: false };
  const mailbox = await store.mailboxes.save(id, { address: 'office@sloop.test', ...settings });
  if (!mailbox) throw new Error('not saved');
  const from = { name: 'Anna', address: 'anna@romashka.example' };
  const empty = { to: [], text: '', files: [], references: [], readers: [], pushes: [], marks: [] };
  const places = [{ mailbox: id, uidValidity: numbering({ ...mailbox, ...was }, 1n), uid: 7 }];
  const messageId = `<${id}@romashka.example>`;
  await store.letters.addAll(
    [{ id, messageId, from, subject: id, deliveredAt: now, size: 1, state: 'new', places, ...empty }],
    now,
  );
  await store.letters.remove(admin, id, now);
  const told: string[] = [];
  const remover = createRemover({
    store,
    now: () => now,
    log: () => {},
    connectTo: async () => access,
    quiet: () => {},
    tell: async ({ kind }) => void told.push(kind),
  });
  for (let round = 0; round < 6; round++) {
    await remover.run();
    now = new Date(now.getTime() + 3_600_000);
  }
  await remover.stop();
  await server.close();
  const heard = server.commands.filter((command) => /^UID (?:SEARCH|MOVE|STORE|EXPUNGE)/.test(command));
  return { heard, told, state: (await store.letters.get(admin, id))?.state };
}

it('moves a letter into the trash', async () => {
  const { heard, told, state } = await remove('moved', () => undefined);
  expect(heard).toEqual(['UID MOVE 7 Trash']);
  expect(told).toEqual(['removed']);
  expect(state).toBe('removed');
});

it('does not delete for good what the trash does not take now', async () => {
  let refusals = 1;
  const { heard, told } = await remove('later', (command) =>
    command.startsWith('UID MOVE') && refusals-- > 0 ? ['NO [OVERQUOTA] the trash is full'] : undefined,
  );
  expect(heard).toEqual(['UID MOVE 7 Trash', 'UID MOVE 7 Trash']);
  expect(told).toEqual(['removed']);
});

it('deletes where there is no trash', async () => {
  const { heard, told } = await remove('no-trash', (command) =>
    command.startsWith('LIST') ? ['* LIST (\\HasNoChildren) "/" INBOX', 'OK done'] : undefined,
  );
  expect(heard).toEqual(['UID STORE 7 +FLAGS (\\Deleted)', 'UID EXPUNGE 7']);
  expect(told).toEqual(['removed']);
});

it('says so when the server does not let it be deleted', async () => {
  const { told, state } = await remove('refused', (command) => {
    if (command.startsWith('LIST')) return ['* LIST (\\HasNoChildren) "/" INBOX', 'OK done'];
    return command.startsWith('UID EXPUNGE') ? ['NO [NOPERM] not yours'] : undefined;
  });
  expect(told).toEqual(['not-removed']);
  expect(state).toBe('excluded');
});

it.each<[string, Partial<Mailbox>]>([
  ['account', { login: 'sales' }],
  ['server', { imap: { host: 'imap.sloop.test', port: 993, security: 'tls' } }],
  ['folder', { folder: 'Sales' }],
])('does not take the number of another %s for one of this', async (what, was) => {
  const script: ImapScript = (command) => (command.startsWith('UID SEARCH') ? ['* SEARCH', 'OK done'] : undefined);
  const { heard, told } = await remove(`other-${what}`, script, was);
  expect(heard).toEqual([`UID SEARCH HEADER MESSAGE-ID <other-${what}@romashka.example>`]);
  expect(told).toEqual(['removed']);
});
