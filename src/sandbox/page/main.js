import * as api from './api.js';
import { bubble } from './bubble.js';
import { drawComposer, focusInput, insertInline, insertText, startEditing, startReplying } from './composer.js';
import { avatar, byId, el } from './dom.js';
import { alertBox, ask, popupMenu, showPhoto, toast } from './overlays.js';
import { drawPeople, markSeen } from './people.js';
import { locale, speak, t } from './texts.js';
import { aboutCard, dayBefore } from './timeline.js';
import { drawTour } from './tour.js';

/** What the page knows: the cast, who is being played, and that user's chat. */
const state = { cast: undefined, userId: 0, chat: undefined };
const scroll = byId('scroll');
const list = byId('messages');
const NEAR_BOTTOM = 80;
const TYPING_MS = 5000;
let typingTimer;

const userOf = (id) => state.cast.users.find((user) => user.id === id);
const find = (messageId) => state.chat.messages.find((message) => message.message_id === messageId);
const isAtBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_BOTTOM;
const toBottom = () => scroll.scrollTo({ top: scroll.scrollHeight });

/** Does something as the user being played; what goes wrong is told in a toast. */
async function act(action, body) {
  try {
    return await api.act(state.userId, action, body);
  } catch (error) {
    toast(error.message);
    return undefined;
  }
}

const actions = {
  act,
  onCommand: (text) => act('send', { text }),
  onLink: openLink,
  onButton: pressButton,
  onPhoto: showPhoto,
  onMenu: messageMenu,
  onReplied: reveal,
  onSent: toBottom,
  upload: async (kind, file, options) => {
    try {
      await api.upload(state.userId, kind, file, options);
    } catch (error) {
      toast(error.message);
    }
  },
};

/** A deep link to the bot is pressed here; any other opens in a tab of its own. */
function openLink(raw) {
  const url = new URL(/^[a-z]+:/iu.test(raw) ? raw : `https://${raw}`);
  const isBot =
    url.hostname === 't.me' && url.pathname.slice(1).toLowerCase() === state.cast.bot.username.toLowerCase();
  if (isBot) act('start', { payload: url.searchParams.get('start') ?? undefined });
  else if (/^https?:$/u.test(url.protocol)) open(url.href, '_blank', 'noopener,noreferrer');
}

async function pressButton(message, item) {
  if ('callback_data' in item) {
    const answer = await act('tap', { messageId: message.message_id, data: item.callback_data });
    if (answer?.url) openLink(answer.url);
    if (answer?.text) (answer.alert ? alertBox : toast)(answer.text);
  } else if ('url' in item) {
    openLink(item.url);
  } else if ('copy_text' in item) {
    await copy(item.copy_text.text);
  } else {
    insertInline(item.switch_inline_query_current_chat ?? item.switch_inline_query ?? '');
  }
}

async function copy(text) {
  await navigator.clipboard?.writeText(text);
  toast(t('copied'));
}

function messageMenu(message, x, y) {
  const items = [[t('reply'), () => startReplying(message)]];
  if (message.from === 'user' && message.text && !message.attachment)
    items.push([t('edit'), () => startEditing(message)]);
  items.push([t('forward'), () => act('forward', { messageId: message.message_id })]);
  if (message.text) items.push([t('copy'), () => copy(message.text)]);
  popupMenu(items, x, y);
}

function chatMenu(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const block = state.chat.blocked ? [t('unblock'), () => act('unblock')] : [t('block'), () => act('block')];
  popupMenu([[t('forwardOther'), forwardFromSomebody], block], box.left, box.bottom);
}

async function forwardFromSomebody() {
  const fields = [
    { name: 'from', label: t('from') },
    { name: 'text', label: t('text') },
  ];
  const given = await ask(t('forwardOther'), fields);
  if (given) await act('forwardText', given);
}

function reveal(messageId) {
  const node = list.querySelector(`[data-id="${messageId}"]`);
  node?.scrollIntoView({ block: 'center' });
  node?.classList.add('flash');
  setTimeout(() => node?.classList.remove('flash'), 1200);
}

const draw = (message) => bubble(message, actions, find(message.replyTo));

function drawMessages() {
  const nodes = state.chat.messages.flatMap((message, index, all) => {
    const day = dayBefore(message, all[index - 1]);
    return day ? [day, draw(message)] : [draw(message)];
  });
  if (nodes.length === 0) nodes.push(aboutCard(state.chat.about));
  list.replaceChildren(...nodes);
}

function drawPinned() {
  const message = find(state.chat.pinned.at(-1));
  const bar = byId('pinned');
  bar.hidden = message === undefined;
  if (!message) return;
  bar.replaceChildren(el('b', {}, t('pinned')), el('span', {}, message.text.slice(0, 80)));
  bar.onclick = () => reveal(message.message_id);
}

function drawAll() {
  speak(userOf(state.userId).language_code);
  document.title = `${state.cast.bot.first_name} · ${userOf(state.userId).first_name}`;
  byId('bot-name').textContent = state.cast.bot.first_name;
  byId('bot-avatar').replaceChildren(...avatar(state.cast.bot.first_name, 0).childNodes);
  byId('bot-status').textContent = t('bot');
  byId('chat-menu').setAttribute('aria-label', t('chatMenu'));
  byId('down').setAttribute('aria-label', t('down'));
  drawMessages();
  drawPinned();
  drawSides();
}

/** What stands around the messages: the users and the composer. */
function drawSides() {
  markSeen(state.userId, userOf(state.userId).newest);
  drawPeople(state.cast.users, state.userId, choose);
  drawComposer(state.chat, state.cast.bot, actions, state.userId);
  drawMailLink();
  if (state.cast.tour) drawTour(state.chat, tourActions);
}

/** The page of letters speaks the language of the user being played. */
function drawMailLink() {
  const link = byId('mail-link');
  link.hidden = !state.cast.mailPage;
  if (link.hidden) return;
  link.href = `${state.cast.mailPage}?lang=${locale()}`;
  link.title = t('mail');
  link.setAttribute('aria-label', t('mail'));
}

/** What a tap on a hint does. */
const tourActions = {
  onLine: insertText,
  onCommand: (text) => act('send', { text }),
  onMail: () => byId('mail-link').click(),
};

async function choose(userId) {
  state.userId = userId;
  sessionStorage.setItem('user', String(userId));
  state.chat = await api.chat(userId);
  drawAll();
  toBottom();
  focusInput();
}

function showTyping(action) {
  clearTimeout(typingTimer);
  byId('bot-status').textContent = action === 'typing' ? t('typing') : t('sending');
  typingTimer = setTimeout(stopTyping, TYPING_MS);
}

function stopTyping() {
  clearTimeout(typingTimer);
  byId('bot-status').textContent = t('bot');
}

function addMessage(message) {
  const wasAtBottom = isAtBottom() || message.from === 'user';
  const previous = state.chat.messages.at(-1);
  state.chat.messages.push(message);
  if (!previous) list.replaceChildren();
  const day = dayBefore(message, previous);
  if (day) list.append(day);
  list.append(draw(message));
  if (wasAtBottom) toBottom();
  if (message.from === 'bot') stopTyping();
  if (state.cast.tour) drawTour(state.chat, tourActions);
}

function replaceMessage(message) {
  const wasAtBottom = isAtBottom();
  state.chat.messages = state.chat.messages.map((old) => (old.message_id === message.message_id ? message : old));
  list.querySelector(`[data-id="${message.message_id}"]`)?.replaceWith(draw(message));
  if (state.cast.tour) drawTour(state.chat, tourActions);
  if (wasAtBottom) toBottom();
}

function removeMessage(messageId) {
  state.chat.messages = state.chat.messages.filter((message) => message.message_id !== messageId);
  list.querySelector(`[data-id="${messageId}"]`)?.remove();
}

/** Everything about the chat but its messages is asked for again: it is small and seldom changes. */
async function refreshSides() {
  const userId = state.userId;
  const { messages: _kept, ...rest } = await api.chat(userId);
  if (userId !== state.userId) return;
  Object.assign(state.chat, rest);
  if (state.chat.messages.length === 0) drawMessages();
  drawPinned();
  drawSides();
}

function onChange({ userId, change, message }) {
  if (message?.from === 'bot') userOf(userId).newest = Math.max(userOf(userId).newest, message.message_id);
  if (userId !== state.userId) {
    drawPeople(state.cast.users, state.userId, choose);
    return;
  }
  if (change.kind === 'action') showTyping(change.action);
  if (change.kind === 'message' && message && !find(message.message_id)) addMessage(message);
  if (change.kind === 'edited' && message) replaceMessage(message);
  if (change.kind === 'deleted') removeMessage(change.messageId);
  if (change.kind !== 'action') void refreshSides();
}

async function load() {
  state.cast = await api.cast();
  const remembered = Number(sessionStorage.getItem('user'));
  await choose(userOf(remembered) ? remembered : state.cast.users[0].id);
}

byId('chat-menu').addEventListener('click', chatMenu);
byId('down').addEventListener('click', toBottom);
// What grows around the messages (a keyboard, the pinned bar) must not push the newest one out of sight.
let stuck = true;
scroll.addEventListener('scroll', () => {
  stuck = isAtBottom();
  byId('down').hidden = stuck;
});
new ResizeObserver(() => stuck && toBottom()).observe(scroll);
await load();
let isFirst = true;
api.listen(onChange, () => {
  // After a break something may have been missed.
  if (!isFirst) void load();
  isFirst = false;
});
