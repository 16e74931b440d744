import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Phone, type Sandbox } from '../../src/sandbox/index.ts';
import { startEngine } from '../../src/store/engine.ts';
import { openStore } from '../../src/store/index.ts';
import { type Program, startProgram } from '../harness/program.ts';

/** How often the program is killed; every time at another moment of a dialog. */
const KILLS = Number(process.env.FAULT_KILLS ?? 200);
const TOKEN = '705:faults-token-faults-token-faults-token-fau';

const dataDir = mkdtempSync(path.join(tmpdir(), 'sloop-faults-'));
const people = DEFAULT_CAST.slice(0, 3).map(({ id }) => id);
let sandbox: Sandbox;
let program: Program;

const launch = async () => {
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: people.join(','),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    DATA_DIR: dataDir,
    DEFAULT_TIMEZONE: 'Europe/Moscow',
    FLOOD_LIMIT: '0',
  });
  await program.says('"started"');
};

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN, callbackTimeout: 120_000 });
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
  rmSync(dataDir, { recursive: true, force: true });
});

/** Registers contacts one after another, numbered, until told to stop; keeps what was acknowledged. */
async function registers(phone: Phone, saved: string[], going: () => boolean): Promise<void> {
  for (let i = 0; going(); i++) {
    const what = `дело ${phone.user.id} номер ${i} конец`;
    await phone.send(`звонок час назад: ${what}`);
    const card = await phone.sees((message) => message.text.includes(what) && message.buttons.flat().length > 5, {
      timeout: 60_000,
    });
    await phone.tap(/Сохранить|Save/, { message: card.message_id });
    await phone.sees((message) => /Сохранено|Saved/.test(message.text) && message.text.includes(what), {
      timeout: 60_000,
    });
    saved.push(what);
  }
}

it(`keeps every acknowledged contact once over ${KILLS} kills`, async () => {
  let going = true;
  const saved: string[] = [];
  const work = Promise.all(people.map((id) => registers(sandbox.phone(id), saved, () => going)));
  for (let kill = 0; kill < KILLS; kill++) {
    // Let some updates through, another number each time, so that every step of a dialog is hit.
    for (let i = 0; i <= kill % 7; i++) await sandbox.calls.next(() => true, { timeout: 60_000 });
    await program.end('SIGKILL');
    await launch();
  }
  going = false;
  await work;
  await program.end('SIGTERM');

  const engine = await startEngine({ dataDir, log: () => {} });
  const store = await openStore({ uri: engine.uri, name: 'sloop' });
  const lists = await Promise.all(
    people.map((id) =>
      store.contacts.between(
        { id, role: 'administrator', ownOnly: false, access: 'active' },
        id,
        new Date(0),
        new Date('2100-01-01'),
        100_000,
      ),
    ),
  );
  await store.close();
  await engine.stop();
  await launch();
  const contents = lists.flat().map(({ content = '' }) => content);
  console.log(`${KILLS} kills, ${saved.length} contacts acknowledged, ${contents.length} stored`);
  for (const what of saved) expect(contents.filter((content) => content.includes(what))).toHaveLength(1);
  expect(contents).toHaveLength(saved.length);
});
