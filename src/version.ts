import { existsSync, readFileSync } from 'node:fs';

/** The program's version, by package.json: from a source file and from `dist` it lies at different heights. */
export function programVersion(): string {
  const file = ['../package.json', '../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  const told: unknown = file && JSON.parse(readFileSync(file, 'utf8'));
  const known = typeof told === 'object' && told !== null && 'version' in told;
  return known ? String(told.version) : '?';
}
