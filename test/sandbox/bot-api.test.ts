import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import { methodParams } from '../../src/sandbox/api/method-params.ts';
import { ALLOWED_UPDATES } from '../../src/telegram/bot.ts';
import { partOf, sources } from '../source-files.ts';

/*
 * The Bot API as the installed types describe it, beside what the sandbox knows of it. What it does not know is written down
 * in bot-api-unknown.json, so that new types tell what is new in them. Draw up the list again, after a look at it, with
 * UPDATE_UNKNOWN=1.
 *
 * Parameters of methods are compared with the schemas that calls are checked by. Objects are compared by names alone: the
 * compiler holds that no object of the sandbox has a field that the types lack; a field counts as known if the sandbox's
 * code names it.
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

/** What the bot receives and what it sends along, whose fields are compared. */
const OBJECTS = new Set([
  ...['Message', 'MessageEntity', 'TextQuote', 'ExternalReplyInfo', 'ReplyParameters', 'LinkPreviewOptions'],
  ...['MessageOriginUser', 'MessageOriginHiddenUser', 'MessageOriginChat', 'MessageOriginChannel'],
  ...['User', 'Chat', 'ChatFullInfo', 'ChatMemberUpdated', 'CallbackQuery', 'InlineQuery', 'InaccessibleMessage'],
  ...['PhotoSize', 'Document', 'Audio', 'Voice', 'Video', 'VideoNote', 'Animation', 'Sticker', 'Contact', 'Location'],
  ...['Venue', 'File', 'WebhookInfo', 'BotCommand', 'InlineKeyboardButton', 'KeyboardButton', 'ReplyKeyboardMarkup'],
  ...['ReplyKeyboardRemove', 'ForceReply', 'CopyTextButton', 'InlineQueryResultArticle', 'InputTextMessageContent'],
]);

/** Each of those objects with its fields; the parts that the types make an object of count as one. */
function describedObjects(): Map<string, Set<string>> {
  const objects = new Map([...OBJECTS].map((name) => [name, new Set<string>()]));
  for (const file of ['message.d.ts', 'manage.d.ts', 'markup.d.ts', 'inline.d.ts']) {
    let space = '';
    let fields: Set<string> | undefined;
    for (const line of readFileSync(path.join(types, file), 'utf8').split('\n')) {
      space = /^export declare namespace (\w+)/.exec(line)?.[1] ?? space;
      const [, inner, name = ''] = /^( {4})?(?:export )?interface (\w+)/.exec(line) ?? [];
      if (name) fields = objects.get(inner ? space : name);
      else if (/^\S/.test(line)) fields = undefined;
      const field = /^ {4,8}([a-z]\w*)\??: (?!undefined)/.exec(line)?.[1];
      if (field) fields?.add(field);
    }
  }
  return objects;
}

const wordsOf = (files: readonly string[]) =>
  new Set(files.flatMap((file) => readFileSync(file, 'utf8').match(/\w+/g) ?? []));
const described = describedMethods();
const objects = describedObjects();
const sandboxSays = wordsOf(sources.filter((file) => partOf(file) === 'sandbox'));
/** What the program takes out of messages: `message.field`, `const { field } = message`, `({ field }: Message)`. */
const programReads = new Set(
  sources
    .filter((file) => partOf(file) !== 'sandbox')
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((code) => [
      ...(code.match(/(?<=\b(?:message|written)\??\.)\w+/g) ?? []),
      ...[...code.matchAll(/\{([^{}]*)\}(?: = (?:message|written)\b|: Message\b)/g)].flatMap(
        ([, names]) => names?.match(/\w+(?=\s*[,:]|\s*$)/g) ?? [],
      ),
    ]),
);
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
    objects: Object.fromEntries(
      [...objects].flatMap(([name, has]) => {
        const missing = [...has].filter((field) => !sandboxSays.has(field)).sort();
        return missing.length > 0 ? [[name, missing]] : [];
      }),
    ),
    updates: describedUpdates()
      .filter((kind) => !ALLOWED_UPDATES.some((one) => one === kind))
      .sort(),
  };
}

it('reads the types', () => {
  expect(described.size).toBeGreaterThan(100);
  expect(described.get('sendMessage')).toContain('message_thread_id');
  expect(objects.get('Message')).toContain('forward_origin');
  expect([...objects].filter(([, fields]) => fields.size === 0)).toEqual([]);
  expect(describedUpdates()).toEqual(expect.arrayContaining([...ALLOWED_UPDATES]));
});

it('knows no method and no parameter that the Bot API does not have', () => {
  const invented = [...known].flatMap(([name, parameters]) =>
    parameters.filter((field) => !described.get(name)?.has(field)).map((field) => `${name}: ${field}`),
  );
  expect(invented).toEqual([]);
});

it('knows every field of a message that the program reads', () => {
  const read = [...(objects.get('Message') ?? [])].filter((field) => programReads.has(field));
  expect(read).toEqual(expect.arrayContaining(['text', 'caption', 'forward_origin', 'contact', 'voice', 'video_note']));
  expect(read.filter((field) => !sandboxSays.has(field))).toEqual([]);
});

it('does not know what is written down, and nothing else', () => {
  if (process.env.UPDATE_UNKNOWN) writeFileSync(LIST, `${JSON.stringify(unknown(), null, 2)}\n`);
  const listed = JSON.parse(readFileSync(LIST, 'utf8'));
  expect(unknown(), 'look at what is new, then draw up the list again: UPDATE_UNKNOWN=1').toEqual(listed);
});
