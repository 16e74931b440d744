import { button, byId, el } from './dom.js';
import { t } from './texts.js';

/*
 * The first minute: five hints, one at a time, in an order that tells a story. One goes when it is done, by a tap on it or
 * without; what is done stays done for this browser.
 */

const DONE = 'tour done';
const CLOSED = 'tour closed';
/** Set by the page of letters when one was sent. */
const WROTE = 'tour mail';

const bySomebody = (chat, from, fits) => chat.messages.some((message) => message.from === from && fits(message.text));
const steps = [
  { name: 'start', isDone: (chat) => chat.started },
  {
    name: 'line',
    isDone: (chat) => bySomebody(chat, 'user', (text) => text !== '' && !text.startsWith('/')),
    run: ({ onLine }) => onLine(t('tourLine')),
  },
  { name: 'save', isDone: (chat) => bySomebody(chat, 'bot', (text) => /^✅/u.test(text)) },
  {
    name: 'today',
    isDone: (chat) => bySomebody(chat, 'bot', (text) => /^☀️/u.test(text)),
    run: ({ onCommand }) => onCommand('/today'),
  },
  { name: 'mail', isDone: () => localStorage.getItem(WROTE) !== null, run: ({ onMail }) => onMail() },
];

const known = () => (localStorage.getItem(DONE) ?? '').split(' ');

/** Shows the hint of what was not done yet, if there is one. */
export function drawTour(chat, actions) {
  const done = new Set([...known(), ...steps.filter(({ isDone }) => isDone(chat)).map(({ name }) => name)]);
  localStorage.setItem(DONE, [...done].filter(Boolean).join(' '));
  const index = steps.findIndex(({ name }) => !done.has(name));
  const root = byId('tour');
  root.hidden = index < 0 || localStorage.getItem(CLOSED) !== null;
  if (root.hidden) return root.replaceChildren();
  const { name, run } = steps[index];
  const about = [el('b', {}, `${index + 1}/${steps.length}`), el('span', {}, t('tour')[name])];
  const hint = run
    ? el('button', { type: 'button', className: 'hint', on: { click: () => run(actions) } }, ...about)
    : el('p', { className: 'hint' }, ...about);
  const close = button('✕', () => closeTour(root), { className: 'tour-close' });
  close.setAttribute('aria-label', t('tourClose'));
  root.replaceChildren(hint, close);
}

function closeTour(root) {
  localStorage.setItem(CLOSED, '1');
  root.hidden = true;
}
