import { avatar, byId, el } from './dom.js';
import { t } from './texts.js';

const seenKey = (userId) => `seen ${userId}`;
const lastSeen = (userId) => Number(localStorage.getItem(seenKey(userId)) ?? 0);

/** Remembers that this user has read up to a message. */
export function markSeen(userId, messageId) {
  if (messageId > lastSeen(userId)) localStorage.setItem(seenKey(userId), String(messageId));
}

/** The users to play, with a dot where something new came. */
export function drawPeople(users, current, onChoose) {
  const items = users.map((user) => person(user, user.id === current, onChoose));
  byId('people').replaceChildren(el('p', { className: 'people-title' }, t('you')), ...items);
}

function person(user, isCurrent, onChoose) {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  const hint = [user.hint && (t(user.hint) ?? user.hint), user.language_code].filter(Boolean).join(' · ');
  const isUnread = !isCurrent && user.newest > lastSeen(user.id);
  return el(
    'button',
    {
      type: 'button',
      className: `person${isCurrent ? ' current' : ''}`,
      aria: { pressed: String(isCurrent), label: `${name}, ${hint}${isUnread ? `, ${t('unread')}` : ''}` },
      on: { click: () => onChoose(user.id) },
    },
    avatar(name, user.id),
    el('span', { className: 'person-about' }, el('b', {}, name), el('small', {}, hint)),
    isUnread && el('span', { className: 'dot', aria: { hidden: 'true' } }),
  );
}
