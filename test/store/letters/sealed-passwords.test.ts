import { createCipheriv } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/store/index.ts';
import { freshDatabase, type TestDatabase } from '../../harness/mongo.ts';

const KEY = Buffer.alloc(32, 1);
const NEW_KEY = Buffer.alloc(32, 2);
const imap = { host: 'imap.sloop.test', port: 993, security: 'tls' as const };
const smtp = { host: 'smtp.sloop.test', port: 465, security: 'tls' as const };
const settings = { address: 'office@sloop.test', imap, smtp, login: 'office', folder: 'INBOX' };
const rest = { duty: [], showExcluded: false };

let db: TestDatabase;
const stores: Store[] = [];
const openWith = async (secretKey: Buffer): Promise<Store> => {
  const store = await openStore({ uri: db.uri, secretKey });
  stores.push(store);
  return store;
};
let store: Store;
beforeAll(async () => {
  db = await freshDatabase();
  store = await openWith(KEY);
});
afterAll(async () => {
  for (const one of stores) await one.close();
  await db.drop();
});

const rows = () => store.connection.collection<{ _id: string; sealed?: string }>('mailboxes');

/** As the program sealed before seals were bound to a mailbox. */
function unbound(secret: string): string {
  const nonce = Buffer.alloc(12, 5);
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

it('open for the mailbox, account and servers that they were given for, and for no others', async () => {
  await store.mailboxes.save('office', { ...settings, ...rest }, 'swordfish');
  expect(await store.mailboxes.password('office')).toBe('swordfish');
  // Whoever can write to the database has the program log in to a server of theirs.
  const theirs = { ...imap, host: 'imap.thief.test' };
  await store.mailboxes.save('thief', { ...settings, ...rest, imap: theirs });
  const { sealed = '' } = (await rows().findOne({ _id: 'office' })) ?? {};
  await rows().updateOne({ _id: 'thief' }, { $set: { sealed } });
  expect(await store.mailboxes.password('thief')).toBeUndefined();
  for (const change of [{ imap: theirs }, { smtp: theirs }, { login: 'thief' }]) {
    await rows().updateOne({ _id: 'office' }, { $set: change });
    expect(await store.mailboxes.password('office')).toBeUndefined();
    await rows().updateOne({ _id: 'office' }, { $set: { imap, smtp, login: 'office' } });
  }
  // Not of the account, but of how it is read.
  await store.mailboxes.save('office', { folder: 'Sales', imap: { ...imap, port: 143 } });
  expect(await store.mailboxes.password('office')).toBe('swordfish');
  await rows().deleteOne({ _id: 'thief' });
});

it('of a dialog open for the user who typed them, and are no password of a mailbox', async () => {
  const sealed = store.mailboxes.sealForDialog('swordfish', 7) ?? '';
  expect(store.mailboxes.openFromDialog(sealed, 7)).toBe('swordfish');
  expect(store.mailboxes.openFromDialog(sealed, 8)).toBeUndefined();
  await rows().updateOne({ _id: 'office' }, { $set: { sealed } });
  expect(await store.mailboxes.password('office')).toBeUndefined();
});

it('of before they were bound are bound at the start, and open only after it', async () => {
  await rows().updateOne({ _id: 'office' }, { $set: { sealed: unbound('marlin') } });
  expect(await store.mailboxes.password('office')).toBeUndefined();
  for (const resealed of [1, 0]) {
    expect(await store.mailboxes.reseal()).toEqual({ resealed, current: 1 - resealed, unreadable: 0 });
    expect(await store.mailboxes.password('office')).toBe('marlin');
  }
});

it('are sealed under another key, however often that is begun, and only under the right former one', async () => {
  await store.mailboxes.save('second', { ...settings, ...rest }, 'tuna');
  const other = await openWith(NEW_KEY);
  expect(await other.mailboxes.reseal(Buffer.alloc(32, 3))).toEqual({ resealed: 0, current: 0, unreadable: 2 });
  expect(await store.mailboxes.password('office')).toBe('marlin');
  expect(await other.mailboxes.reseal(KEY)).toEqual({ resealed: 2, current: 0, unreadable: 0 });
  expect(await other.mailboxes.reseal(KEY)).toEqual({ resealed: 0, current: 2, unreadable: 0 });
  expect([await other.mailboxes.password('office'), await other.mailboxes.password('second')]).toEqual([
    'marlin',
    'tuna',
  ]);
  expect(await store.mailboxes.password('office')).toBeUndefined();
});
