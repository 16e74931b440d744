import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../src/sandbox/index.ts';
import { press, say } from './harness/phone.ts';
import { type Program, startProgram } from './harness/program.ts';
import { isThorough } from './thorough.ts';

const TOKEN = '701:start-token-start-token-start-token-start';
const dirs: string[] = [];
const freshDir = (): string => {
  const dir = mkdtempSync(path.join(tmpdir(), 'sloop-start-'));
  dirs.push(dir);
  return dir;
};
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

describe('the program', () => {
  it('lists every problem of its environment at once and ends with 1', async () => {
    const program = startProgram({ BOT_TOKEN: 'x', PORT: 'http', DEFAULT_TIMEZONE: 'Mars/Olympus', ADMIN_IDS: 'me' });
    await program.says('The environment is not right');
    expect(await program.end('SIGCONT')).toBe(1);
    const said = program.lines.join('\n');
    for (const name of ['BOT_TOKEN', 'PORT', 'DEFAULT_TIMEZONE', 'ADMIN_IDS']) expect(said).toContain(name);
  });

  it('does not start the sandbox over a real database by itself', async () => {
    const program = startProgram({ MONGODB_URI: 'mongodb://127.0.0.1:1/x' });
    await program.says('SANDBOX=1');
    expect(await program.end('SIGCONT')).toBe(1);
  });

  it('says in a sentence that Telegram does not know the token', async () => {
    const sandbox = await createSandbox({ token: TOKEN });
    const program = startProgram({
      BOT_TOKEN: '702:wrong-token-wrong-token-wrong-token-wrong',
      ADMIN_IDS: '1',
      TELEGRAM_API_ROOT: sandbox.apiRoot,
      DATA_DIR: freshDir(),
    });
    await program.says('Telegram does not know this BOT_TOKEN');
    expect(await program.end('SIGCONT')).toBe(1);
    await sandbox.close();
  });

  it('starts the sandbox without a token, tells its health, and ends on SIGTERM with everything it started', async () => {
    const program = startProgram({ DATA_DIR: freshDir() });
    const url = /http:\S+/.exec(await program.says('afloat'))?.[0] ?? '';
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'alive' });
    const ready = await fetch(`${url}/ready`);
    expect(await ready.json()).toMatchObject({ ready: true, parts: { database: 'ok' } });
    expect(await (await fetch(url)).text()).toContain('<html');
    const numbers = await (await fetch(`${url}/metrics`)).text();
    expect(numbers).toContain('sloop_telegram_calls_total{method="getMe",result="ok"} 1');
    expect(numbers).toContain('sloop_users_waiting 0');
    expect(await program.end('SIGTERM')).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});

/** The process of the database engine that a program started over this folder. */
async function engineOf(dataDir: string): Promise<number> {
  const lock = JSON.parse(await readFile(path.join(dataDir, 'engine.lock'), 'utf8')) as { engine?: { pid?: number } };
  return lock.engine?.pid ?? Number.NaN;
}

/** How often the database is killed right after Save. */
const ROUNDS = isThorough ? [1, 2, 3] : [1];

describe('kill -9', () => {
  let sandbox: Sandbox;
  let program: Program;
  const dataDir = freshDir();
  const anna = DEFAULT_CAST[0]?.id ?? 0;
  const launch = async () => {
    program = startProgram({
      BOT_TOKEN: TOKEN,
      ADMIN_IDS: String(anna),
      TELEGRAM_API_ROOT: sandbox.apiRoot,
      DATA_DIR: dataDir,
    });
    await program.says('"started"');
  };
  beforeAll(async () => {
    sandbox = await createSandbox({ token: TOKEN });
    await launch();
  });
  afterAll(async () => {
    await program.end('SIGTERM');
    await sandbox.close();
  });

  it('leaves a dialog on the very step it stood on', async () => {
    const phone = sandbox.phone(anna);
    await phone.start();
    await phone.settled();
    await press(phone, 'Москва');
    await say(phone, '/new');
    await press(phone, 'Новый клиент');
    await say(phone, 'ООО «Стойкость»');
    await press(phone, 'Сохранить');
    expect(phone.last().text).toContain('Что это?');
    await program.end('SIGKILL');
    await launch();
    await press(phone, '⬅️📞 Звонок');
    await say(phone, 'Пережили падение');
    await program.end('SIGKILL');
    await launch();
    const { message } = await press(phone, 'Сохранить');
    expect(message.text).toContain('ООО «Стойкость»: Пережили падение');
  });

  it('of the database right after Save loses nothing that was acknowledged', async () => {
    const phone = sandbox.phone(anna);
    for (const round of ROUNDS) {
      // Of now, not of an hour ago: soon after midnight that would be yesterday.
      await say(phone, `звонок Стойкость сейчас: обрыв ${round}`);
      await phone.tap('Сохранить');
      await phone.sees((message) => message.text.includes('Сохранено') && message.text.includes(`обрыв ${round}`));
      const engine = await engineOf(dataDir);
      process.kill(engine, 'SIGKILL');
      await program.end('SIGKILL');
      await launch();
      await press(phone, 'Открыть');
      expect(phone.last().text).toContain(`обрыв ${round}`);
    }
  });

  it('loses and doubles nothing of what comes while it is down', async () => {
    const phone = sandbox.phone(anna);
    await say(phone, 'звонок Стойкость сейчас: первый');
    await program.end('SIGKILL');
    const tapped = phone.tap('Сохранить');
    await phone.send('/today');
    await launch();
    await tapped;
    await phone.settled();
    // The first one, one of each round above, and this one.
    await phone.sees(new RegExp(`Состоялось сегодня: ${ROUNDS.length + 2} контакт`));
  });
});
