import { el } from './dom.js';
import { locale, t } from './texts.js';

/** The day above the first message of each day. */
export function dayBefore(message, previous) {
  const day = new Date(message.date).toDateString();
  if (previous && new Date(previous.date).toDateString() === day) return undefined;
  const label =
    day === new Date().toDateString()
      ? t('today')
      : new Date(message.date).toLocaleDateString(locale(), { day: 'numeric', month: 'long' });
  return el('li', { className: 'day', data: { day } }, el('span', {}, label));
}

/** What an empty chat shows. */
export const aboutCard = (about) =>
  el('li', { className: 'about' }, el('b', {}, t('about')), el('p', {}, about || t('aboutNothing')));
