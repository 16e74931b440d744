import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { methodParams } from '../../src/sandbox/api/method-params.ts';
import { ALLOWED_UPDATES } from '../../src/telegram/bot.ts';

/*
 * The Bot API as the installed types describe it, beside what the sandbox knows of it. What it does not know is written down
 * in bot-api-unknown.json, so that new types tell what is new in them. Draw up the list again, after a look at it, with
 * UPDATE_UNKNOWN=1.
 */

const types = path.dirname(createRequire(import.meta.url).resolve('@grammyjs/types/package.json'));
const LIST = new URL('./bot-api-unknown.json', import.meta.url);

/** Every method with its parameters. The compiler of this version has no interface of its own for programs. */
function describedMethods(): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  let current = new Set<string>();
  for (const line of readFileSync(path.join(types, 'methods.d.ts'), 'utf8').split('\n')) {
    const method = /^ {4}(\w+)\(/.exec(line)?.[1];
    if (method) {
      current = new Set();
      methods.set(method, current);
    }
    const parameter = /^ {8}(\w+)\??:/.exec(line)?.[1];
    if (parameter) current.add(parameter);
  }
  return methods;
}

/** The kinds of update. */
function describedUpdates(): string[] {
  const source = readFileSync(path.join(types, 'update.d.ts'), 'utf8');
  const [, body = ''] = /export (?:type|interface) Update[^{]*\{([\s\S]*?)\n\}/.exec(source) ?? [];
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)]
    .flatMap(([, name]) => name ?? [])
    .filter((name) => name !== 'update_id');
}

const described = describedMethods();
const known = new Map(Object.entries(methodParams).map(([name, schema]) => [name, Object.keys(schema.shape)]));

function unknown() {
  const fields = [...known].map(([name, parameters]) => {
    const missing = [...(described.get(name) ?? [])].filter((field) => !parameters.includes(field));
    return [name, missing.sort()] as const;
  });
  return {
    version: JSON.parse(readFileSync(path.join(types, 'package.json'), 'utf8')).version,
    methods: [...described.keys()].filter((name) => !known.has(name)).sort(),
    fields: Object.fromEntries(fields.filter(([, missing]) => missing.length > 0)),
    updates: describedUpdates()
      .filter((kind) => !ALLOWED_UPDATES.some((one) => one === kind))
      .sort(),
  };
}

it('reads the types', () => {
  expect(described.size).toBeGreaterThan(100);
  expect(described.get('sendMessage')).toContain('message_thread_id');
  expect(describedUpdates()).toEqual(expect.arrayContaining([...ALLOWED_UPDATES]));
});

it('knows no method and no parameter that the Bot API does not have', () => {
  const invented = [...known].flatMap(([name, parameters]) =>
    parameters.filter((field) => !described.get(name)?.has(field)).map((field) => `${name}: ${field}`),
  );
  expect(invented).toEqual([]);
});

it('does not know what is written down, and nothing else', () => {
  if (process.env.UPDATE_UNKNOWN) writeFileSync(LIST, `${JSON.stringify(unknown(), null, 2)}\n`);
  const listed = JSON.parse(readFileSync(LIST, 'utf8'));
  expect(unknown(), 'look at what is new, then draw up the list again: UPDATE_UNKNOWN=1').toEqual(listed);
});
