import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/index.ts';
import { type ApiCall, createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { AT_ONCE } from '../../src/telegram/transport/background.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { admitManager, noonZone, planCall } from '../harness/managers.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { type Registered, registers } from '../harness/registrar.ts';
import { randomFrom } from '../harness/storm.ts';

/*
 * The program killed again and again while people register contacts, are reminded, and letters come in.
 */

/** How often the program is killed; every time at another moment. */
const KILLS = Number(process.env.FAULT_KILLS ?? 200);
const TOKEN = '705:faults-token-faults-token-faults-token-fau';

const MINUTE = 60_000;
/** A call rings every second, in turn for each of these; in one chat a message would name only the first of many. */
const reminded = Array.from({ length: 20 }, (_, i) => ({
  id: 6_000_000 + i,
  first_name: `M${i}`,
  language_code: 'ru',
}));
const LETTER_EVERY = 3000;

const dataDir = mkdtempSync(path.join(tmpdir(), 'sloop-faults-'));
const people = DEFAULT_CAST.slice(0, 3).map(({ id }) => id);
let sandbox: Sandbox;
let program: Program;
let mailbox: EmbeddedMailbox;
let calls: { id: number; words: string; at: number }[];

/** What is under way when the program is killed, in turn. A program that has just started sends nothing by itself yet. */
const MOMENTS = ['dialogs', 'reminders', 'letters'] as const;
const isAbout = ({ method, params }: ApiCall, what: (typeof MOMENTS)[number]): boolean =>
  what === 'dialogs' ||
  (method === 'sendMessage' && String(params.text).includes(what === 'letters' ? 'letter-' : 'напомнить'));

const launch = async () => {
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: people.join(','),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    DATA_DIR: dataDir,
    DEFAULT_TIMEZONE: noonZone(),
    IMAP_URL: mailbox.imapUrl,
    MAIL_POLL_SECONDS: '1',
  });
  await program.says('"started"');
};

/** The database, while the program is not there. */
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const engine = await startEngine({ dataDir, log: () => {} });
  const store = await openStore({ uri: engine.uri, name: 'sloop' });
  try {
    return await work(store);
  } finally {
    await store.close();
    await engine.stop();
  }
}

async function planAll(store: Store): Promise<void> {
  for (const { id } of reminded) await admitManager(store, id);
  const from = Date.now();
  // More than the kills take; those whose time does not come are nobody's loss.
  calls = Array.from({ length: KILLS * 10 + 30 }, (_, i) => ({
    id: reminded[i % reminded.length]?.id ?? 0,
    words: `звонок ${i} напомнить`,
    at: from + i * 1000,
  }));
  for (const { id, words, at } of calls)
    await planCall(store, id, words, new Date(at + 15 * MINUTE), new Date(from - MINUTE));
}

beforeAll(async () => {
  sandbox = await createSandbox({
    token: TOKEN,
    users: [...DEFAULT_CAST, ...reminded],
    callbackTimeout: 120_000,
  });
  for (const { id } of reminded) await sandbox.phone(id).start();
  mailbox = await embeddedMailbox();
  await withStore(planAll);
  await launch();
  for (const id of people) {
    const phone = sandbox.phone(id);
    await phone.start();
    await phone.settled();
    await phone.tap(/Пропустить|Skip/);
    await phone.settled();
  }
});
afterAll(async () => {
  await program.end('SIGTERM');
  await sandbox.close();
  await mailbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const rung = ({ id, words }: { id: number; words: string }): number =>
  sandbox
    .phone(id)
    .messages()
    .filter(({ from, text }) => from === 'bot' && text.includes(words)).length;

it(`keeps every acknowledged contact once, every reminder, and each letter once over ${KILLS} kills`, async () => {
  let going = true;
  const known: Registered = { saved: [], unsure: [] };
  const work = Promise.all(people.map((id) => registers(sandbox.phone(id), known, { going: () => going })));
  let letters = 0;
  const deliver = (subject: string) =>
    mailbox.deliver(rawLetter({ subject, messageId: `<${subject}@faults.example>` }));
  const post = setInterval(() => void deliver(`letter-${letters++}`), LETTER_EVERY);

  const random = randomFrom(200);
  for (let kill = 0; kill < KILLS; kill++) {
    const what = MOMENTS[kill % MOMENTS.length] ?? 'dialogs';
    await sandbox.calls.next((call) => isAbout(call, what), { timeout: MINUTE });
    // Lets some more calls through, another number each time, so that every step of everything is hit.
    for (let i = Math.floor(random() * 8); i > 0; i--) await sandbox.calls.next(() => true, { timeout: MINUTE });
    await program.end('SIGKILL');
    await launch();
  }
  clearInterval(post);
  going = false;
  await work;
  const due = calls.filter(({ at }) => at < Date.now());
  // What was in hand at the last kill comes when its lease has run out.
  for (const { id, words } of due) await sandbox.phone(id).sees(words, { timeout: 3 * MINUTE });
  await deliver('letter-last');
  await sandbox.phone(people[0] ?? 0).sees('letter-last', { timeout: 3 * MINUTE });
  await program.end('SIGTERM');

  const twice = due.filter((call) => rung(call) > 1);
  const { contents, subjects } = await withStore(async ({ connection }) => ({
    contents: (await connection.collection('contacts').find({ status: 'happened' }).toArray()).map(({ content }) =>
      String(content),
    ),
    subjects: (await connection.collection('letters').find({}).toArray()).map(({ subject }) => String(subject)),
  }));
  await launch();
  console.log(
    `${KILLS} kills: ${known.saved.length} contacts acknowledged, ${contents.length} stored; ${due.length} reminders ` +
      `due, ${due.filter((call) => rung(call) > 0).length} came, ${twice.length} of them twice; ${letters + 1} letters ` +
      `sent, ${subjects.length} stored`,
  );
  for (const what of known.saved) expect(contents.filter((content) => content.includes(what))).toHaveLength(1);
  expect(contents).toHaveLength(known.saved.length);
  expect(twice.length).toBeLessThanOrEqual(KILLS * AT_ONCE);
  expect(new Set(subjects).size).toBe(letters + 1);
  expect(subjects).toHaveLength(letters + 1);
});
