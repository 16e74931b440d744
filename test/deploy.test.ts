import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

describe('what operators are given', () => {
  it('asks Prometheus only for numbers that the program tells', async () => {
    const metrics = createMetrics();
    metrics.watch({
      waiting: () => 0,
      answers: () => 0,
      background: () => ({ waiting: { reminders: 1 }, sent: { reminders: 1 }, busy: 0, sending: true }),
    });
    const told = await metrics.text(async () => {});
    const names = [read('deploy/alerts.yml'), read('deploy/grafana-dashboard.json')]
      .flatMap((text) => text.match(/\bsloop_[a-z_]+|nodejs_[a-z_0-9]+|process_[a-z_]+/g) ?? [])
      .map((name) => name.replace(/_(?:bucket|count|sum)$/, ''));
    expect(names.length).toBeGreaterThan(10);
    for (const name of new Set(names)) expect(told).toContain(`# TYPE ${name} `);
  });

  it('names in .env.example and docker-compose.yml only what the configuration reads', () => {
    const config = read('src/config.ts');
    const own = new Set(['DOMAIN', 'MONGO_PASSWORD']);
    const variables = [
      ...read('.env.example').matchAll(/^([A-Z_]+)=/gm),
      ...read('docker-compose.yml').matchAll(/^ {4}([A-Z_]+): \$/gm),
    ].map(([, name = '']) => name);
    for (const name of variables) if (!own.has(name)) expect(config).toContain(`${name}:`);
  });
});
