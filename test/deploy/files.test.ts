import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics.ts';
import { leftOut } from '../harness/left-out.ts';

const PROMTOOL = process.env.PROMTOOL_PATH ?? '/usr/bin/promtool';
const present = existsSync(PROMTOOL);
if (!present) leftOut('the alert rules: want promtool, of Prometheus, at /usr/bin/promtool, or PROMTOOL_PATH');

const url = (file: string) => new URL(`../../${file}`, import.meta.url);
const read = (file: string) => readFileSync(url(file), 'utf8');
const compose = read('docker-compose.yml');
const docker = read('Dockerfile');

/** The lines of an entry of docker-compose.yml, by its name and how deep it stands. */
const entry = (name: string, depth: number): string => {
  const lines = compose.split('\n');
  const begin = lines.findIndex((line) => line.startsWith(`${' '.repeat(depth)}${name}:`));
  const end = lines.findIndex((line, index) => index > begin && /\S/.test(line) && line.search(/\S/) <= depth);
  return lines.slice(begin, end < 0 ? undefined : end).join('\n');
};
const services = [...entry('services', 0).matchAll(/^ {2}([a-z]+):/gm)].map(([, name = '']) => name);

describe('what operators are given', () => {
  it('asks Prometheus only for numbers that the program tells', async () => {
    const metrics = createMetrics();
    metrics.watch({
      waiting: () => 0,
      answers: () => 0,
      background: () => ({ waiting: { reminders: 1 }, sent: { reminders: 1 }, busy: 0, sending: true }),
      mailboxes: () => new Map([['office@sloop.test', { word: 'ok', silentFor: 1 }]]),
    });
    const told = await metrics.text(async () => {});
    const names = [read('deploy/alerts.yml'), read('deploy/grafana-dashboard.json')]
      .flatMap((text) => text.match(/\bsloop_[a-z_]+|nodejs_[a-z_0-9]+|process_[a-z_]+/g) ?? [])
      .map((name) => name.replace(/_(?:bucket|count|sum)$/, ''));
    expect(names.length).toBeGreaterThan(10);
    for (const name of new Set(names)) expect(told).toContain(`# TYPE ${name} `);
  });

  it.skipIf(!present)('has alert rules that Prometheus takes', () => {
    const told = execFileSync(PROMTOOL, ['check', 'rules', fileURLToPath(url('deploy/alerts.yml'))], {
      encoding: 'utf8',
    });
    expect(told).toMatch(/SUCCESS: \d+ rules found/);
  });

  it('names in .env.example, docker-compose.yml and README only what the configuration reads, and README all of it', () => {
    const known = new Set([...read('src/config.ts').matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name = '']) => name));
    const own = new Set(['DOMAIN', 'MONGO_PASSWORD']);
    const example = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const passed = [...entry('x-bot', 0).matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name = '']) => name);
    const table = [...read('README.md').matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) =>
      cell.match(/[A-Z_]{4,}/g),
    );
    expect(passed.length).toBeGreaterThan(10);
    for (const name of [...example, ...passed, ...table]) if (!own.has(name ?? '')) expect(known).toContain(name);
    for (const name of known) if (name !== 'SANDBOX') expect(table).toContain(name);
    // What compose asks its .env for is in the example.
    const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    for (const name of new Set(asked)) expect(example).toContain(name);
  });
});

interface Locked {
  version?: string;
  integrity?: string;
  optional?: boolean;
}

describe('the packages', () => {
  it('are pinned by version, and by checksum but for builds for other systems', () => {
    const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
    const locked = Object.entries(packages).filter(([name]) => name !== '');
    expect(locked.filter(([, { version }]) => !version)).toEqual([]);
    expect(locked.filter(([, { integrity, optional }]) => !integrity && !optional)).toEqual([]);
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });
});

describe('the image', () => {
  const last = docker.slice(docker.lastIndexOf('FROM '));

  it('holds the built program and its packages, and runs as nobody in particular', () => {
    expect(last).toMatch(/^USER node$/m);
    expect(last).not.toMatch(/^USER root/m);
    expect([...last.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, name]) => name)).toEqual([
      'package.json',
      'node_modules',
      'dist',
    ]);
    expect(docker).toContain('npm prune --omit=dev');
    expect(last).toMatch(/^HEALTHCHECK /m);
    // The program itself is process 1, and hears SIGTERM.
    expect(last).toMatch(/^CMD \["node", .*"dist\/src\/main\.js"\]$/m);
  });

  it('is started as bin/start.sh starts it', () => {
    const command: unknown = JSON.parse(/^CMD (\[.*\])$/m.exec(last)?.[1] ?? '[]');
    const started = /^exec (node .*) "\$@"$/m.exec(read('bin/start.sh'))?.[1];
    expect(command).toEqual(started?.split(' '));
    expect(last).toMatch(/^ENV MALLOC_ARENA_MAX=2$/m);
    expect(read('bin/start.sh')).toContain('MALLOC_ARENA_MAX:-2');
  });

  it('is made of files that the build is let see', () => {
    const seen = new Set([...read('.dockerignore').matchAll(/^!(.*)$/gm)].map(([, name]) => name));
    const copied = [...docker.matchAll(/^COPY (?!--from)(.*)$/gm)].flatMap(([, names = '']) =>
      names.split(' ').slice(0, -1),
    );
    expect(copied.length).toBeGreaterThan(4);
    for (const name of copied) {
      expect(existsSync(url(name))).toBe(true);
      expect(seen).toContain(name);
    }
  });
});

describe('docker-compose.yml', () => {
  it('runs the bot read-only, without rights, without a port of the machine, so that there can be many', () => {
    const common = entry('x-bot', 0);
    for (const words of ['read_only: true', 'tmpfs: [/tmp]', "'no-new-privileges:true'", 'cap_drop: [ALL]']) {
      expect(common).toContain(words);
    }
    for (const name of ['bot', 'backup']) {
      expect(entry(name, 2)).toContain('<<: *bot');
      expect(entry(name, 2)).not.toMatch(/user:|cap_add|container_name|privileged/);
    }
    expect(services.filter((name) => entry(name, 2).includes('ports:'))).toEqual(['proxy']);
    expect(common).not.toContain('ports:');
  });

  it('keeps a replica set behind a password and a keyfile, and what is to last in volumes', () => {
    expect(read('deploy/mongo.sh')).toMatch(/mongod --replSet sloop .*--keyFile/);
    expect(entry('mongo', 2)).toContain('healthcheck:');
    expect(compose).toContain('replicaSet=sloop');
    const volumes = [...entry('volumes', 0).matchAll(/^ {2}([a-z]+):/gm)].map(([, name]) => name);
    const mounted = [...compose.matchAll(/'(?:\.\/)?([a-zA-Z/]+):\/[^']*'/g)].map(([, name = '']) => name);
    expect(mounted).toEqual(expect.arrayContaining(['mongo', 'backups', 'caddy', 'deploy', 'deploy/Caddyfile']));
    for (const name of mounted) expect(volumes.includes(name) || existsSync(url(name))).toBe(true);
    expect(entry('backup', 2)).toContain("volumes: ['backups:/backups']");
  });
});
