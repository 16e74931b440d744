import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SETUP = fileURLToPath(new URL('../../bin/setup.sh', import.meta.url));
let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'sloop-setup-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A checkout without dependencies; its set-up needs no network. */
function checkout(): string {
  const folder = path.join(base, 'checkout');
  mkdirSync(path.join(folder, 'bin'), { recursive: true });
  cpSync(SETUP, path.join(folder, 'bin/setup.sh'));
  writeFileSync(path.join(folder, 'package.json'), '{"name":"empty","version":"1.0.0"}');
  const lock = {
    name: 'empty',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'empty', version: '1.0.0' } },
  };
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
  return folder;
}

const setUp = (folder: string): string =>
  execFileSync('bash', ['-c', '. bin/setup.sh 2>&1'], { cwd: folder, encoding: 'utf8' });

describe('the set-up before every command', () => {
  it('leaves alone what a link called node_modules leads to, and installs packages of its own', () => {
    const folder = checkout();
    const elsewhere = path.join(base, 'elsewhere');
    mkdirSync(path.join(elsewhere, 'precious'), { recursive: true });
    symlinkSync(elsewhere, path.join(folder, 'node_modules'));
    expect(setUp(folder)).toContain(elsewhere);
    expect(existsSync(path.join(elsewhere, 'precious'))).toBe(true);
    expect(lstatSync(path.join(folder, 'node_modules')).isSymbolicLink()).toBe(false);
    // Done once: nothing is installed again.
    expect(setUp(folder)).toBe('');
  });

  it('uses what a link leads to where it is what package-lock.json names', () => {
    const folder = checkout();
    setUp(folder);
    const elsewhere = path.join(base, 'elsewhere');
    cpSync(path.join(folder, 'node_modules'), elsewhere, { recursive: true });
    rmSync(path.join(folder, 'node_modules'), { recursive: true });
    symlinkSync(elsewhere, path.join(folder, 'node_modules'));
    expect(setUp(folder)).toBe('');
    expect(lstatSync(path.join(folder, 'node_modules')).isSymbolicLink()).toBe(true);
  });
});
