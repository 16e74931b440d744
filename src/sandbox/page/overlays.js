import { button, byId, el } from './dom.js';
import { t } from './texts.js';

const TOAST_MS = 3500;

/** A short word over the chat that goes away by itself. */
export function toast(text) {
  const node = el('div', { className: 'toast' }, text);
  byId('toasts').append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

/** A dialog with a text and OK: `show_alert`. */
export function alertBox(text) {
  const dialog = open('alert', el('p', {}, text));
  dialog.append(
    el(
      'div',
      { className: 'dialog-buttons' },
      button(t('ok'), () => dialog.close()),
    ),
  );
}

/** A picture at full size. */
export function showPhoto(url, name) {
  const dialog = open(
    'viewer',
    el('img', { src: url, alt: name }),
    el('a', { href: url, download: name, className: 'viewer-link' }, t('download')),
  );
  dialog.addEventListener('click', () => dialog.close());
}

/**
 * Asks for a few values.
 *
 * @param {{name: string, label: string, type?: string, value?: string, required?: boolean}[]} fields
 * @returns the values by name, or undefined when given up
 */
export function ask(title, fields) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ name, label, type = 'text', value = '', required = true, step }) =>
      el('label', {}, label, el('input', { name, type, value, required, step, autocomplete: 'off' })),
    );
    const form = el(
      'form',
      { method: 'dialog' },
      el('h2', {}, title),
      ...inputs,
      el(
        'div',
        { className: 'dialog-buttons' },
        button(t('cancel'), () => dialog.close()),
        el('button', { type: 'submit', value: 'ok' }, t('send')),
      ),
    );
    const dialog = open('form', form);
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'ok' ? Object.fromEntries(new FormData(form)) : undefined);
    });
  });
}

/** A menu at a point of the screen: label and action pairs. */
export function popupMenu(items, x, y) {
  const dialog = open('popup', el('div', { role: 'menu' }));
  for (const [label, action] of items) {
    const choose = () => {
      dialog.close();
      action();
    };
    dialog.firstChild.append(button(label, choose, { role: 'menuitem' }));
  }
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  const { width, height } = dialog.getBoundingClientRect();
  dialog.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  dialog.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
}

function open(kind, ...children) {
  const dialog = el('dialog', { className: kind }, ...children);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
