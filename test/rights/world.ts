import { type Contact, type ContactFields, nextFields } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { EVERYBODY, type Viewer } from '../../src/domain/rights.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

export const NOW = '2026-11-23T09:00:00Z';
/** Stands in everything that must not be seen. What is searched for is "Ромашка", so that no echo is taken for a leak. */
export const MARKER = /XQZ/i;
export const SEARCHED = 'Ромашка';

/** What belongs to Mary alone. */
export const FOREIGN = {
  contacts: ['xf-planned', 'xf-happened', 'xf-cancelled', 'xf-removed'],
  organizations: ['xf-org', 'xf-org-other'],
  persons: ['xf-person'],
  documents: ['xf-document'],
  jobs: ['xf-job'],
  reports: ['xf-report'],
  drafts: ['xf-draft'],
  letters: ['xf-letter'],
  mailboxes: ['xf-mailbox'],
} as const;
export const FORGED = 'zz-none-at-all';

type Row = { _id: string | number } & Record<string, unknown>;
export type Dump = Map<string, Map<string, Row>>;

/** Ivan's and Mary's world: hers is full of marked things, one of his contacts stands in a chain with hers. */
export async function startWorld(): Promise<TestBot> {
  const bot = await startBot({ now: NOW, env: { MESSAGES_PER_SECOND: '100000' }, undisturbed: true });
  const { ivan, mary, anna } = bot;
  for (const phone of [ivan, mary, anna]) {
    await phone.start();
    await phone.settled();
  }
  await press(anna, 'Москва');
  await fill(bot.store, ivan.user.id, mary.user.id);
  await bot.sandbox.settled();
  return bot;
}

const viewerOf = (id: number): Viewer => ({ ...EVERYBODY, id });

async function fill(store: TestBot['store'], ivan: number, mary: number): Promise<void> {
  const now = new Date(NOW);
  const org = { emails: ['xqz@xqz.example'], phones: ['+79990001122'], addresses: ['XQZ street'], note: 'XQZ note' };
  const by = viewerOf(mary);
  await store.organizations.create({ ...org, id: 'xf-org', name: 'XQZ Ромашка', manager: mary }, now, mary);
  await store.organizations.create({ ...org, id: 'xf-org-other', name: 'XQZ Ромашка вторая' }, now);
  await store.organizations.create(
    { id: 'both-org', name: 'Общая Ромашка', emails: [], phones: [], addresses: [] },
    now,
    ivan,
  );
  const person = { emails: ['xqz2@xqz.example'], phones: ['+79990001133'], position: 'XQZ', note: 'XQZ' };
  await store.persons.create({ ...person, id: 'xf-person', name: 'XQZ Ромашкин', organization: 'xf-org' }, now, mary);
  const fields = (start: string, rest: Partial<ContactFields>): ContactFields => ({
    status: 'planned',
    start: new Date(start),
    channel: 'phone',
    direction: 'outgoing',
    manager: mary,
    priority: 'high',
    state: 1,
    content: 'XQZ содержание Ромашка',
    organization: 'xf-org',
    persons: ['xf-person'],
    documents: ['xf-document'],
    analytics: [{ id: 'an1', kind: 'text', text: 'XQZ аналитика' }],
    ...rest,
  });
  const make = async (id: string, start: string, rest: Partial<ContactFields> = {}, previous?: Contact) =>
    (await store.contacts.create(by, id, fields(start, rest), { now, ...(previous && { previous }) })).contact;
  const first = await make('xf-planned', '2026-11-23T12:00:00Z');
  await make('xf-happened', '2026-11-23T08:00:00Z', { status: 'happened', state: 3, result: 'XQZ итог' });
  await make('xf-cancelled', '2026-11-24T08:00:00Z', { status: 'cancelled', reason: 'XQZ причина' });
  const removed = await make('xf-removed', '2026-11-22T08:00:00Z');
  await store.contacts.remove(by, removed.id, { key: 'r', revision: 1, now });
  // The two share a client and a chain: he may know when she is busy, and no more.
  await make('xf-shared', '2026-11-23T13:00:00Z', { organization: 'both-org' });
  const own = fields('2026-11-23T14:00:00Z', { manager: ivan, content: 'своё', organization: 'both-org' });
  const mine = { ...own, documents: [], analytics: [] };
  delete mine.persons;
  await store.contacts.create(viewerOf(ivan), 'own-contact', mine, { now, previous: first });
  await raw(store, mary, now);
}

/**
 * Brings on what no command and no button leads to: a stranger at the door, a file to import, a long chain, and
 * what stands at the end of dialogs.
 */
export async function leadOn({ stranger, anna, mary, sandbox, store }: TestBot): Promise<void> {
  await stranger.start();
  await stranger.settled();
  await press(stranger, /🔑/);
  const lines = ['Организация;Телефон', 'XQZ Ромашка третья;+7 999 000-11-44', 'XQZ Ромашка третья;+7 999 000-11-44'];
  await anna.document({ bytes: Buffer.from(lines.join('\n')), name: 'xqz.csv', mime: 'text/csv' });
  await say(anna, '/clients');
  await press(anna, /🧬/);
  await say(mary, '/clients');
  await press(mary, /⏳/);
  // Removed contacts lie behind the third tab of the filters.
  await say(mary, '/journal');
  await press(mary, /🔎/);
  await press(mary, /▼/);
  await say(mary, 'call about XQZ an hour ago');
  await press(mary, 'Save');
  // A chain of more than a page.
  const by = viewerOf(mary.user.id);
  let previous = await store.contacts.get(by, 'xf-planned');
  for (let link = 0; link < 10 && previous; link++) {
    const next = nextFields(previous, new Date(previous.start.getTime() + 60_000), mary.user.id);
    previous = (await store.contacts.create(by, `xf-link-${link}`, next, { now: new Date(NOW), previous })).contact;
  }
  await sandbox.settled();
}

/** What has no short way through the store. */
async function raw(store: TestBot['store'], mary: number, now: Date): Promise<void> {
  const into = (name: string, row: Row) => store.connection.collection<Row>(name).insertOne(row);
  await into('documents', {
    _id: 'xf-document',
    number: 'XQZ-77',
    parts: ['xqz77', 'xqz-77', '77'],
    organization: 'xf-org',
    author: mary,
    amount: 99900011,
    revision: 1,
    live: true,
    operations: [],
    createdAt: now,
  });
  await into('letters', {
    _id: 'xf-letter',
    messageId: '<xqz@xqz.example>',
    from: { address: 'xqz@xqz.example', name: 'XQZ Ромашкин' },
    to: [],
    subject: 'XQZ письмо Ромашка',
    deliveredAt: now,
    text: 'XQZ текст',
    files: [],
    references: [],
    size: 100,
    places: [{ mailbox: 'none', uidValidity: '1', uid: 1 }],
    state: 'new',
    organization: 'xf-org',
    person: 'xf-person',
    readers: [mary],
    pushes: [],
    marks: [],
    createdAt: now,
  });
  const server = { host: '127.0.0.1', port: 1, security: 'none' };
  await into('mailboxes', {
    _id: 'xf-mailbox',
    source: 'chat',
    address: 'xqz-box@xqz.example',
    imap: server,
    login: 'XQZ',
    folder: 'INBOX',
    duty: [],
    active: false,
    revision: 1,
  });
  await store.jobs.add({ id: 'xf-job', kind: 'no-such-kind', by: mary, params: { secret: 'XQZ' } }, now);
  // Never run: this is no kind that the program knows.
  await store.connection.collection<Row>('jobs').updateOne({ _id: 'xf-job' }, { $unset: { due: true } });
  const dialog = {
    scene: 'new',
    draft: 'xf-draft',
    values: { content: 'XQZ черновик' },
    trail: ['organization'],
    turn: 1,
    title: 'XQZ черновик',
  };
  const sessions = store.connection.collection<Row>('sessions');
  await sessions.updateOne({ _id: mary }, { $set: { parked: [dialog] } }, { upsert: true });
  await store.feeds.issue(mary, 0, now);
}

/** Everything that is stored, by collection and id. */
export async function dump({ store }: TestBot): Promise<Dump> {
  const found: Dump = new Map();
  for (const { name } of await store.connection.listCollections()) {
    if (name.startsWith('system.')) continue;
    const rows = await store.connection.collection<Row>(name).find().toArray();
    found.set(name, new Map(rows.map((row) => [String(row._id), row])));
  }
  return found;
}

/** Puts everything back as it was. */
export async function restore({ store }: TestBot, before: Dump): Promise<void> {
  for (const { name } of await store.connection.listCollections()) {
    if (name.startsWith('system.') || name === 'leases') continue;
    const rows = store.connection.collection<Row>(name);
    await rows.deleteMany({});
    const known = [...(before.get(name)?.values() ?? [])];
    if (known.length > 0) await rows.insertMany(known);
  }
}

/** What the program does by itself, and what is bookkeeping. */
const UNWATCHED = new Set(['leases', 'counters']);
const VOLATILE = ['due', 'lease', 'attempts', 'remindedThrough', 'arranged', 'updatedAt', 'touched', 'handled'];

const bare = (row: Row | undefined): string =>
  JSON.stringify(row && Object.fromEntries(Object.entries(row).filter(([key]) => !VOLATILE.includes(key))));

/** Whose a document is, as far as it says. Reminders are computed anew by the program itself. */
const isOf = (user: number, row: Row): boolean =>
  row.kind === 'replan' ||
  row._id === user ||
  String(row._id).startsWith(`${user}:`) ||
  [row.manager, row.by, row.owner, row.user].includes(user) ||
  (row.manager === undefined && row.author === user);

/** What a user changed, made or took away that is not his own: a line for each. */
export function foreignChanges(user: number, before: Dump, after: Dump, free: readonly string[] = []): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => !UNWATCHED.has(name) && !free.includes(name),
  );
  return names.flatMap((name) => {
    const [was, is] = [before.get(name) ?? new Map<string, Row>(), after.get(name) ?? new Map<string, Row>()];
    const changed = [...was]
      .filter(([id, row]) => !isOf(user, row) && bare(row) !== bare(is.get(id)))
      .map(([id, row]) => `${name} ${id}: ${bare(row)} -> ${bare(is.get(id))}`);
    const made = [...is]
      .filter(([id, row]) => !was.has(id) && !isOf(user, row) && name === 'contacts')
      .map(([id, row]) => `${name} ${id} made: ${bare(row)}`);
    return [...changed, ...made];
  });
}

/** Whether a piece of button data could be an id at all. */
export const looksLikeId = (text: string): boolean => isId(text) && text.length > 6;
