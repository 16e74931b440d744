import { fileUrl } from './api.js';
import { button, el } from './dom.js';
import { endsInBlock, richText } from './rich-text.js';
import { locale, t } from './texts.js';

const time = (date) =>
  new Date(date).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hour12: false });

/**
 * One message with its keyboard.
 *
 * @param message as the server tells it
 * @param actions what taps do: onCommand, onLink, onButton, onMenu, onPhoto, onReplied
 * @param original the message it answers, if still there
 */
export function bubble(message, actions, original) {
  const parts = [
    message.forwardedFrom &&
      el('p', { className: 'forwarded' }, `${t('forwardedFrom')} `, el('b', {}, message.forwardedFrom)),
    original && quoted(original, actions),
    message.attachment && attachment(message.attachment, actions),
    message.contact && contactCard(message.contact),
    message.location && locationCard(message.location),
    message.text && textOf(message, actions),
    message.reaction && el('span', { className: 'reaction' }, message.reaction),
    el(
      'time',
      { datetime: new Date(message.date).toISOString() },
      message.edited ? `${t('edited')} ` : '',
      time(message.date),
    ),
  ];
  const body = el('div', { className: 'bubble' }, ...parts, optionsButton(message, actions));
  if (message.attachment?.kind === 'photo') body.classList.add('with-photo');
  body.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    actions.onMenu(message, event.clientX, event.clientY);
  });
  const node = el('li', { className: `message ${message.from}`, data: { id: String(message.message_id) } }, body);
  if (message.inlineKeyboard.length > 0) node.append(keyboard(message, actions));
  return node;
}

function textOf({ text, entities }, actions) {
  const className = endsInBlock(text, entities) ? 'text ends-in-block' : 'text';
  return el('div', { className }, ...richText(text, entities, actions));
}

function optionsButton(message, actions) {
  const open = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    actions.onMenu(message, box.left, box.bottom);
  };
  return button('⌄', open, { className: 'options', aria: { label: t('options'), haspopup: 'menu' } });
}

function quoted(original, actions) {
  const text = original.text || original.attachment?.name || original.contact?.first_name || '…';
  return button(text.slice(0, 90), () => actions.onReplied(original.message_id), { className: 'quoted' });
}

function attachment(file, actions) {
  const url = fileUrl(file.file_id);
  if (file.kind === 'photo') {
    const image = el('img', { src: url, alt: t('photo'), width: String(file.width), height: String(file.height) });
    return button(image, () => actions.onPhoto(url, file.name), { className: 'photo', aria: { label: t('photo') } });
  }
  if (file.kind === 'voice' || file.kind === 'audio') {
    return el('audio', { controls: true, preload: 'metadata', src: url, aria: { label: file.name } });
  }
  if (file.kind === 'video' || file.kind === 'video_note' || file.kind === 'animation') {
    return el('video', { controls: true, preload: 'metadata', src: url });
  }
  return el(
    'a',
    { className: 'file', href: url, download: file.name, aria: { label: `${t('download')} ${file.name}` } },
    el('span', { className: 'file-icon', aria: { hidden: 'true' } }, '↓'),
    el('span', { className: 'file-about' }, el('b', {}, file.name), el('small', {}, readableSize(file.size))),
  );
}

function readableSize(bytes) {
  const units = ['B', 'KB', 'MB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

function contactCard({ first_name, last_name, phone_number }) {
  const name = [first_name, last_name].filter(Boolean).join(' ');
  return el(
    'div',
    { className: 'card' },
    el('span', { className: 'file-icon', aria: { hidden: 'true' } }, '☎'),
    el('span', { className: 'file-about' }, el('b', {}, name), el('small', {}, phone_number)),
  );
}

function locationCard({ latitude, longitude }) {
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el(
    'a',
    {
      className: 'file',
      href: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`,
      target: '_blank',
      rel: 'noopener noreferrer',
    },
    el('span', { className: 'file-icon', aria: { hidden: 'true' } }, '⌖'),
    el('span', { className: 'file-about' }, el('b', {}, t('location')), el('small', {}, place)),
  );
}

function keyboard(message, actions) {
  const rows = message.inlineKeyboard.map((row) =>
    el('div', { className: 'row' }, ...row.map((item) => inlineButton(message, item, actions))),
  );
  return el('div', { className: 'inline-keyboard' }, ...rows);
}

const CORNERS = { url: '↗', switch_inline_query: '⇄', switch_inline_query_current_chat: '⇄', copy_text: '⧉' };

function inlineButton(message, item, actions) {
  const node = button(el('span', { className: 'label' }, item.text), async () => {
    if (node.classList.contains('waiting')) return;
    node.classList.add('waiting');
    await actions.onButton(message, item);
    node.classList.remove('waiting');
  });
  if (item.style) node.classList.add(item.style);
  const kind = Object.keys(CORNERS).find((key) => key in item);
  if (kind) node.append(el('span', { className: 'corner', aria: { hidden: 'true' } }, CORNERS[kind]));
  return node;
}
