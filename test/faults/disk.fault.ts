import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../src/engine/index.ts';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore } from '../../src/store/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { leftOut } from '../harness/left-out.ts';
import { say } from '../harness/phone.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { type Registered, registers } from '../harness/registrar.ts';
import { startWatch } from '../scenes/admin/watch.ts';

/* The disk of the embedded engine fills up while people register contacts, and somebody makes room again. */

const TOKEN = '710:faults-token-faults-token-faults-token-fau';
/** In MiB; MongoDB builds no index where less than 500 are free. */
const SIZE = 700;
const MINUTE = 60_000;
const disk = mkdtempSync(path.join(tmpdir(), 'sloop-disk-'));
const filler = path.join(disk, 'filler');
const people = DEFAULT_CAST.slice(0, 3).map(({ id }) => id);

/** A small disk of its own, in memory: only root may have one. Given one that is there, it gets that size. */
function mount(at: string, size: number, how: readonly string[] = []): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', [...how, `size=${size}m`].join(','), 'sloop', at], { stdio: 'ignore' });
}
function mounted(): boolean {
  try {
    mount(disk, SIZE);
    return true;
  } catch {
    leftOut('A full disk was not tried: it needs Linux and the right to mount a small tmpfs (root).');
    return false;
  }
}

/** Takes everything that is left of the disk. */
function fill(): void {
  const file = openSync(filler, 'a');
  try {
    for (;;) writeSync(file, Buffer.alloc(65_536));
  } catch {
    // Full: that was the aim.
  } finally {
    closeSync(file);
  }
}

const hasDisk = mounted();

describe.runIf(hasDisk)('a disk that fills up', () => {
  let sandbox: Sandbox;
  let program: Program;
  const known: Registered = { saved: [], unsure: [] };
  let going = true;
  let registering: Promise<unknown>;

  beforeAll(async () => {
    sandbox = await createSandbox({ token: TOKEN, callbackTimeout: 10 * MINUTE });
    program = startProgram({
      BOT_TOKEN: TOKEN,
      ADMIN_IDS: people.join(','),
      TELEGRAM_API_ROOT: sandbox.apiRoot,
      DATA_DIR: path.join(disk, 'data'),
      DEFAULT_TIMEZONE: 'Europe/Moscow',
    });
    await program.says('"started"');
    for (const id of people) {
      const phone = sandbox.phone(id);
      await phone.start();
      await phone.settled();
      await phone.tap(/Пропустить|Skip/);
      await phone.settled();
    }
    registering = Promise.all(
      people.map((id) => registers(sandbox.phone(id), known, { going: () => going, patience: 6 * MINUTE })),
    );
  });
  afterAll(async () => {
    await program.end('SIGKILL');
    await sandbox.close();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  async function savedMore(count: number): Promise<void> {
    const aim = known.saved.length + count;
    while (known.saved.length < aim)
      await Promise.race([sandbox.calls.next(() => true, { timeout: 3 * MINUTE }), registering]);
  }

  it('is told to the operator and to users, and nothing that was acknowledged is lost when there is room again', async () => {
    await savedMore(10);
    const before = sandbox.phone(people[0] ?? 0).last().message_id;
    fill();
    const advice = await program.says('is full. Make room');
    fill();
    await sandbox.phone(people[0] ?? 0).sees(/недоступна|unavailable/, { after: before, timeout: 2 * MINUTE });
    const { bfree, bsize } = statfsSync(disk);
    const saved = known.saved.length;
    const freed = performance.now();
    rmSync(filler);
    await savedMore(10);
    const seconds = ((performance.now() - freed) / 1000).toFixed(1);
    going = false;
    await registering;
    console.log(
      `disk full (${bfree * bsize} bytes free) after ${saved} contacts; ten more saved ${seconds} s after there was room\n${advice}`,
    );
    expect(program.process.exitCode).toBeNull();
    expect(program.lines.filter((line) => /"unhandled"|"update.failed"/.test(line))).toEqual([]);
    await program.end('SIGTERM');

    const engine = await startEngine({ dataDir: path.join(disk, 'data'), log: () => {} });
    const store = await openStore({ uri: engine.uri, name: 'sloop' });
    const rows = await store.connection.collection('contacts').find({}).toArray();
    await store.close();
    await engine.stop();
    const contents = rows.map(({ content }) => String(content));
    for (const what of known.saved) expect(contents.filter((content) => content.includes(what))).toHaveLength(1);
    expect(contents).toHaveLength(known.saved.length);
  });

  it('ends a start in a sentence', async () => {
    fill();
    program = startProgram({
      BOT_TOKEN: TOKEN,
      ADMIN_IDS: people.join(','),
      TELEGRAM_API_ROOT: sandbox.apiRoot,
      DATA_DIR: path.join(disk, 'data'),
    });
    await program.says('is full. Make room and start again.');
    rmSync(filler);
  });
});

describe.runIf(hasDisk)('a disk that is nearly full', () => {
  const tight = mkdtempSync(path.join(tmpdir(), 'sloop-tight-'));
  let bot: TestBot;
  beforeAll(async () => {
    mount(tight, 150);
    bot = await startBot();
    await say(bot.anna, '/start');
  });
  afterAll(async () => {
    await bot.stop();
    execFileSync('umount', ['-l', tight]);
    rmSync(tight, { recursive: true, force: true });
  });

  it('is told to administrators once after ten minutes, and once when there is room', async () => {
    const watch = startWatch(bot, { dataDir: tight });
    await watch.until(10);
    expect(watch.told('На диске')).toEqual([]);
    await watch.until(30);
    expect(watch.told('На диске')).toEqual(['⚠️ На диске базы данных осталось 150 МБ из 150 МБ: освободите место.']);
    mount(tight, 3000, ['remount']);
    await watch.until(40);
    expect(watch.told('На диске').slice(1)).toEqual(['✅ На диске базы данных снова есть место.']);
    expect(await bot.store.alarms.all()).toEqual([]);
  });
});
