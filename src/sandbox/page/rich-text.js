import { el } from './dom.js';

const TAGS = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** Whether nothing follows the last block: then the time needs no room on its last line. */
export const endsInBlock = (text, entities) =>
  entities.some(({ type, offset, length }) => BLOCKS.has(type) && offset + length === text.length);

/**
 * Draws text with its entities as Telegram does.
 *
 * @param {string} text
 * @param {{type: string, offset: number, length: number, url?: string}[]} entities
 * @param {{onCommand: (command: string) => void, onLink: (url: string) => void}} actions
 */
export function richText(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return range(text, 0, text.length, sorted, actions);
}

function range(text, start, end, entities, actions) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inside = others.filter((other) => other.offset < stop);
    nodes.push(
      mark(entity, text.slice(entity.offset, stop), range(text, entity.offset, stop, inside, actions), actions),
    );
    // A block stands on lines of its own already: the line break after it would make an empty one.
    at = BLOCKS.has(entity.type) && text[stop] === '\n' ? stop + 1 : stop;
    rest = others.filter((other) => other.offset >= stop);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function mark(entity, source, children, actions) {
  const tag = TAGS[entity.type];
  if (tag) return el(tag, {}, ...children);
  switch (entity.type) {
    case 'expandable_blockquote':
      return expandable(children);
    case 'spoiler':
      return spoiler(children);
    case 'bot_command':
      return link(children, () => actions.onCommand(source));
    case 'text_link':
      return link(children, () => actions.onLink(entity.url), entity.url);
    case 'url':
      return link(children, () => actions.onLink(source), source);
    case 'email':
    case 'mention':
    case 'hashtag':
    case 'text_mention':
      return el('span', { className: 'tinted' }, ...children);
    default:
      return el('span', {}, ...children);
  }
}

const link = (children, onClick, title) =>
  el('button', { type: 'button', className: 'link', title, on: { click: onClick } }, ...children);

function spoiler(children) {
  const node = el('span', { className: 'spoiler', role: 'button', tabindex: '0' }, ...children);
  const reveal = () => node.classList.add('open');
  node.addEventListener('click', reveal);
  node.addEventListener('keydown', (event) => event.key === 'Enter' && reveal());
  return node;
}

function expandable(children) {
  const node = el('blockquote', { className: 'expandable', role: 'button', tabindex: '0' }, el('div', {}, ...children));
  const toggle = () => node.classList.toggle('open');
  node.addEventListener('click', toggle);
  node.addEventListener('keydown', (event) => event.key === 'Enter' && toggle());
  return node;
}
