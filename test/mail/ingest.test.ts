import { expect, it } from 'vitest';
import type { Viewer } from '../../src/domain/rights.ts';
import { type ParsedLetter, unread } from '../../src/mail/parse/parsed.ts';
import { createIngest } from '../../src/mail/watch/ingest.ts';
import type { Store } from '../../src/store/index.ts';
import { withStore } from '../harness/store.ts';

const now = new Date('2026-11-23T09:00:00Z');
const admin: Viewer = { id: 1, role: 'administrator', ownOnly: false, access: 'active' };
let store: Store;
withStore((opened) => {
  store = opened;
});

/** Takes the same letter into two mailboxes at once, with what is attached to each copy. */
async function takeTwice(messageId: string, attached: readonly [Uint8Array, Uint8Array]): Promise<void> {
  const ingest = createIngest({ store, now: () => now, counted: () => {}, reported: async () => {} });
  const boxes = await Promise.all(
    ['one', 'two'].map(async (id) => {
      const imap = { host: 'imap.sloop.test', port: 993, security: 'tls' as const };
      const settings = { address: `${id}@sloop.test`, imap, login: id, folder: 'INBOX', duty: [], showExcluded: false };
      const box = await store.mailboxes.save(id, settings);
      if (!box) throw new Error('not saved');
      return box;
    }),
  );
  const parsed = (content: Uint8Array): ParsedLetter => ({
    ...unread(),
    messageId,
    from: { address: 'anna@romashka.example', name: 'Anna' },
    subject: messageId,
    dateText: 'Mon, 23 Nov 2026 10:00:00 +0300',
    text: 'the contract',
    files: [{ name: 'contract.pdf', mime: 'application/pdf', content }],
  });
  await Promise.all(
    boxes.map((box, index) => {
      const content = attached[index] ?? new Uint8Array();
      const place = { mailbox: box.id, uidValidity: '1', uid: 1 };
      const letter = { parsed: parsed(content), place, deliveredAt: now, size: 1, oversize: false, old: false };
      return ingest.take(box, [letter], new Set());
    }),
  );
}

async function kept(messageId: string) {
  const [letter] = await store.letters.byMessageIds([messageId]);
  const [file] = (letter && (await store.letters.get(admin, letter.id))?.files) ?? [];
  return { places: letter?.places.length, bytes: file && (await store.files.bytes(file.id)) };
}

it('keeps the files of a letter that comes to two mailboxes at once', async () => {
  const file = new Uint8Array(500_000).fill(7);
  await takeTwice('<same@romashka.example>', [file, file]);
  const { places, bytes } = await kept('<same@romashka.example>');
  expect(places).toBe(2);
  expect(bytes?.equals(file)).toBe(true);
});

it('does not mix the files of copies that a server on the way has changed', async () => {
  const copies = [new Uint8Array(700_000).fill(1), new Uint8Array(500_000).fill(2)] as const;
  await takeTwice('<changed@romashka.example>', copies);
  const { bytes } = await kept('<changed@romashka.example>');
  expect(copies.some((copy) => bytes?.equals(copy))).toBe(true);
});
