import { expect, it } from 'vitest';
import { parseLetter } from '../../../src/mail/parse/parse.ts';
import { createIngest } from '../../../src/mail/watch/ingest.ts';
import type { Store } from '../../../src/store/index.ts';
import { rawLetter } from '../../harness/letters.ts';
import { withStore } from '../../harness/store.ts';

const now = new Date('2026-11-23T09:00:00Z');
let store: Store;
withStore((opened) => {
  store = opened;
});

const HTML = ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'];
const LETTERS = [
  rawLetter({ subject: 'Plain', text: 'Сколько стоит насос?' }),
  rawLetter({ subject: 'Table', text: '<table><tr><td>A</td><td>B</td></tr></table>', headers: HTML }),
  rawLetter({ subject: 'No id', messageId: false, text: 'Scan' }),
  rawLetter({ subject: 'No id, no date', messageId: false, date: false, text: 'Scan again' }),
];

async function mailbox() {
  const imap = { host: 'imap.sloop.test', port: 993, security: 'tls' as const };
  const settings = {
    address: 'office@sloop.test',
    imap,
    login: 'office',
    folder: 'INBOX',
    duty: [],
    showExcluded: false,
  };
  const box = await store.mailboxes.save('box', settings);
  if (!box) throw new Error('not saved');
  return box;
}

/** Takes the letters in, and counts those that were not there before. */
async function take(uidValidity: string, deliveredAt: Date): Promise<number> {
  let fresh = 0;
  const ingest = createIngest({
    store,
    now: () => now,
    counted: () => {
      fresh += 1;
    },
    reported: async () => {},
  });
  const arrived = LETTERS.map((raw, index) => ({
    parsed: parseLetter(raw),
    place: { mailbox: 'box', uidValidity, uid: index + 1 },
    deliveredAt,
    size: raw.length,
    oversize: false,
    old: false,
  }));
  await ingest.take(await mailbox(), arrived, new Set(['office@sloop.test']));
  return fresh;
}

it('are recognised under new numbers, though their ids were made otherwise and their text was read otherwise', async () => {
  const letters = store.connection.collection<{ _id: string; subject: string; text: string }>('letters');
  expect(await take('1', now)).toBe(LETTERS.length);
  // As the program before stored them.
  const rows = await letters.find({}).toArray();
  await letters.deleteMany({});
  await letters.insertMany(
    rows.map(({ _id, ...row }) => {
      const {
        identity: _,
        body: __,
        signature: ___,
        folded: ____,
        ...old
      } = row as typeof row & Record<string, unknown>;
      return {
        ...old,
        _id: `old-${_id.slice(0, 8)}`,
        text: row.subject === 'Table' ? 'A\nB' : row.text,
      } as (typeof rows)[number];
    }),
  );
  expect(await take('2', now)).toBe(0);
  const after = await letters.find({}).toArray();
  expect(after.map(({ _id }) => _id).every((id) => id.startsWith('old-'))).toBe(true);
  expect(after.every((row) => Reflect.get(row, 'places').length === 2)).toBe(true);
});

it('are not taken for letters that only share a sender', async () => {
  expect(await take('3', new Date(now.getTime() + 86_400_000))).toBe(2);
});

it('are recognised where only their tables were read otherwise', async () => {
  const letters = store.connection.collection<{ _id: string; subject: string }>('letters');
  await letters.deleteMany({});
  expect(await take('1', now)).toBe(LETTERS.length);
  const row = await letters.findOne({ subject: 'Table' });
  if (!row) throw new Error('not there');
  await letters.deleteOne({ _id: row._id });
  await letters.insertOne({ ...row, _id: 'otherwise', identity: 2, text: 'A\n\nB' } as typeof row);
  expect(await take('2', now)).toBe(0);
});
