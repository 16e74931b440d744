import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mailbox } from '../../src/domain/letter/mailbox.ts';
import { createParser, type Parser } from '../../src/mail/parse/parser.ts';
import { catchUp } from '../../src/mail/watch/catch-up.ts';
import { type Connection, connect, openFolder } from '../../src/mail/watch/connection.ts';
import { createIngest } from '../../src/mail/watch/ingest.ts';
import type { Store } from '../../src/store/index.ts';
import type { MailboxProgress } from '../../src/store/letters/mailboxes.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { withStore } from '../harness/store.ts';

const OWNER = 'this watch';
const now = () => new Date();
let store: Store;
withStore((opened) => {
  store = opened;
});

let server: EmbeddedMailbox;
let connection: Connection;
let mailbox: Mailbox;
const parser = createParser();
beforeAll(async () => {
  server = await embeddedMailbox();
  const { hostname: host, port, username, password } = new URL(server.imapUrl);
  const imap = { host, port: Number(port), security: 'none' as const };
  const login = decodeURIComponent(username);
  connection = await connect({ imap, login, password: decodeURIComponent(password) }, () => {});
  await openFolder(connection, 'INBOX');
  const settings = { address: login, imap, login, folder: 'INBOX', duty: [], showExcluded: false };
  await store.mailboxes.save('office', settings);
  const watched = await store.mailboxes.watch('office', OWNER, now());
  if (!watched) throw new Error('not watched');
  mailbox = watched;
});
afterAll(async () => {
  await connection.close();
  await parser.close();
  await server.stop();
});

/** Takes in what has come, by a parser that may look on. */
async function takeIn(progress: MailboxProgress, parse: Parser['parse'] = parser.parse): Promise<MailboxProgress> {
  const ingest = createIngest({ store, now, counted: () => {}, reported: async () => {} });
  const quiet = { log: () => {}, arrived: () => {}, hold: () => () => {} };
  const deps = { store, ingest, parser: { ...parser, parse }, now, ...quiet };
  await connection.run((client) => client.noop());
  return catchUp(deps, connection, { mailbox, owner: OWNER, progress });
}

it('reads a letter alone that was cut off once, and sets one aside with its bytes that was cut off twice', async () => {
  let progress = await takeIn({});
  const { uidValidity = '' } = progress;
  const cutOff = () => store.mailboxes.cutOff('office', 'the watch after it', uidValidity);

  // A crash in the middle of reading leaves the letters named.
  await server.deliver(rawLetter({ subject: 'One' }), rawLetter({ subject: 'Two' }));
  let named = new Map<number, number>();
  progress = await takeIn(progress, async (raw, whole) => {
    named = await cutOff();
    return parser.parse(raw, whole);
  });
  expect([...named.values()]).toEqual([1, 1]);
  expect([...(await cutOff())]).toEqual([]);

  const last = progress.lastUid ?? 0;
  const cut = [
    { uid: last + 1, crashes: 0 },
    { uid: last + 2, crashes: 1 },
  ];
  await store.mailboxes.begin('office', 'a watch that died', uidValidity, cut);
  const subjects = ['Cut off once', 'Cut off twice', 'Never cut off'];
  await server.deliver(
    ...subjects.map((subject) => rawLetter({ subject, messageId: `<${subject.replaceAll(' ', '-')}@x.example>` })),
  );
  const read: string[] = [];
  await takeIn(progress, async (raw, whole) => {
    // Of the letters that were cut off only the one that is read is named.
    const others = (await cutOff()).size;
    const letter = await parser.parse(raw, whole);
    read.push(`${letter.subject} of ${others}`);
    return letter;
  });
  expect(read).toEqual(['Cut off once of 2', 'Never cut off of 1']);
  expect([...(await cutOff())]).toEqual([]);
  const [aside] = await store.letters.byMessageIds(['<Cut-off-twice@x.example>']);
  expect(aside).toMatchObject({ subject: 'Cut off twice', damage: 'undecodable' });
  expect(aside?.files?.map(({ name }) => name)).toEqual(['letter.eml']);
});

it('takes letters that were cut off together each by itself, and leaves none of them named', async () => {
  let progress = await takeIn({});
  const { uidValidity = '', lastUid = 0 } = progress;
  const cutOff = () => store.mailboxes.cutOff('office', 'the watch after it', uidValidity);
  const together = [1, 2, 3].map((one) => ({ uid: lastUid + one, crashes: 0 }));
  await store.mailboxes.begin('office', 'a watch that died', uidValidity, together);
  await server.deliver(
    ...['First', 'Second', 'Third'].map((subject) => rawLetter({ subject, messageId: `<${subject}@cut.example>` })),
  );
  // The first of them ends the next watch, too: only that letter is named as one that did so twice.
  let named = new Map<number, number>();
  const ends = takeIn(progress, async () => {
    named = await cutOff();
    throw new Error('the power is gone');
  });
  await expect(ends).rejects.toThrow('the power is gone');
  expect([...named.values()]).toEqual([2, 1, 1]);

  progress = await takeIn(progress);
  expect(progress.lastUid).toBe(lastUid + 3);
  const stored = await store.letters.byMessageIds([
    '<First@cut.example>',
    '<Second@cut.example>',
    '<Third@cut.example>',
  ]);
  expect(stored.map(({ subject, damage }) => [subject, damage])).toEqual([
    ['First', undefined],
    ['Second', undefined],
    ['Third', undefined],
  ]);
  expect([...(await cutOff())]).toEqual([]);
});
