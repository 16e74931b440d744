import type { MessageEntity } from '@grammyjs/types';

/** Text as Telegram keeps it: plain, with its formatting told beside it in UTF-16 offsets. */
export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/** Telegram counts characters, not UTF-16 units: an emoji is one. */
export const characterCount = (text: string): number => [...text].length;

const VERBATIM = new Set<MessageEntity['type']>(['code', 'pre']);
const SPLITTABLE = new Set<MessageEntity['type']>(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);
const QUOTES = new Set<MessageEntity['type']>(['blockquote', 'expandable_blockquote']);

const endOf = (entity: MessageEntity): number => entity.offset + entity.length;
const overlap = (a: MessageEntity, b: MessageEntity): boolean => a.offset < endOf(b) && b.offset < endOf(a);
const order = (a: MessageEntity, b: MessageEntity): number => a.offset - b.offset || b.length - a.length;

/** The parts of `entity` that lie outside `hole`. */
function around(entity: MessageEntity, hole: MessageEntity): MessageEntity[] {
  const before = { ...entity, length: Math.min(endOf(entity), hole.offset) - entity.offset };
  const start = Math.max(entity.offset, endOf(hole));
  const after = { ...entity, offset: start, length: endOf(entity) - start };
  return [before, after].filter((part) => part.length > 0);
}

/**
 * Telegram's nesting rules: nothing lives inside code and pre, quotes do not nest, and of two other entities
 * that cannot contain each other (a link around a mention) the outer one stays.
 */
function applyNestingRules(entities: MessageEntity[]): MessageEntity[] {
  const kept: MessageEntity[] = [];
  for (const entity of [...entities].sort(order)) {
    const rival = kept.find((other) => overlap(other, entity) && !canMix(other, entity));
    if (rival === undefined) kept.push(entity);
  }
  const holes = kept.filter((entity) => VERBATIM.has(entity.type));
  const cut = kept.flatMap((entity) =>
    SPLITTABLE.has(entity.type)
      ? holes.reduce<MessageEntity[]>(
          (parts, hole) => parts.flatMap((part) => (overlap(part, hole) ? around(part, hole) : [part])),
          [entity],
        )
      : [entity],
  );
  return cut.sort(order);
}

function canMix(outer: MessageEntity, inner: MessageEntity): boolean {
  if (outer.type === inner.type) return false;
  if (VERBATIM.has(outer.type)) return false;
  if (QUOTES.has(outer.type)) return !QUOTES.has(inner.type);
  return SPLITTABLE.has(outer.type) || SPLITTABLE.has(inner.type) || QUOTES.has(inner.type);
}

/** Cuts white space at both ends, as Telegram does, and keeps the entities in step. */
function trim({ text, entities }: FormattedText): FormattedText {
  const end = text.trimEnd().length;
  const lead = text.length - text.trimStart().length;
  const firstEntity = Math.min(...entities.map((entity) => entity.offset), Number.POSITIVE_INFINITY);
  const start = Math.min(lead, firstEntity, end);
  const moved = entities
    .map((entity) => ({
      ...entity,
      offset: entity.offset - start,
      length: Math.min(endOf(entity), end) - entity.offset,
    }))
    .filter((entity) => entity.length > 0);
  return { text: text.slice(start, end), entities: moved };
}

const FOUND: [MessageEntity.CommonMessageEntity['type'], RegExp][] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/giu],
  [
    'url',
    /(?:https?:\/\/[^\s<>"«»]+|(?:[a-z0-9-]+\.)+(?:com|org|net|ru|me|io|dev|рф|eu|de|info)(?:\/[^\s<>"«»]*)?)(?<![.,:;!?)])/giu,
  ],
  ['bot_command', /(?<![\w/<>])\/[a-z0-9_]{1,64}(?:@[a-z]\w{2,31})?(?![\w/])/giu],
  ['mention', /(?<![\w@/])@[a-z]\w{2,31}/giu],
  ['hashtag', /(?<![\p{L}\p{N}_#/])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu],
];

/** What Telegram marks by itself in any text: commands, links, addresses, mentions, hashtags. */
function findEntities(text: string, taken: MessageEntity[]): MessageEntity[] {
  const found: MessageEntity[] = [];
  const busy = taken.filter((entity) => !SPLITTABLE.has(entity.type) && !QUOTES.has(entity.type));
  for (const [type, pattern] of FOUND) {
    for (const match of text.matchAll(pattern)) {
      const entity: MessageEntity = { type, offset: match.index, length: match[0].length };
      if (![...busy, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found;
}

/** Brings raw text and the entities given with it into the shape Telegram stores. */
export function normalize(raw: FormattedText): FormattedText {
  const clean = raw.text.replaceAll('\r', '');
  const sound = raw.entities.filter((entity) => entity.length > 0 && endOf(entity) <= clean.length);
  const trimmed = trim({ text: clean, entities: sound });
  const given = applyNestingRules(trimmed.entities);
  const found = findEntities(trimmed.text, given);
  return { text: trimmed.text, entities: [...given, ...found].sort(order) };
}
