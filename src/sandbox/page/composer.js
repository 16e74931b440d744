import { attachMenu } from './attach.js';
import { button, byId, el } from './dom.js';
import { commandPanel, inlinePanel } from './suggest.js';
import { t } from './texts.js';
import { canRecord, recordVoice } from './voice.js';

const INLINE_DELAY = 350;
const MAX_INPUT_HEIGHT = 140;
const drafts = new Map();

/** The parts of the composer; made once for each user, so that typing survives redraws. */
let parts;
let context;
let inlineTimer;

/** Draws what stands under the messages: Start, Unblock, or the input with its buttons and keyboard. */
export function drawComposer(chat, bot, actions, userId) {
  const isOther = context?.userId !== userId;
  if (isOther && parts) drafts.set(context.userId, parts.input.value);
  context = { chat, bot, actions, userId, target: isOther ? undefined : context.target };
  const root = byId('composer');
  if (chat.blocked || !chat.started) {
    parts = undefined;
    root.replaceChildren(bigButton(chat, actions));
    return;
  }
  if (isOther || !parts) {
    parts = build();
    parts.input.value = drafts.get(userId) ?? '';
    root.replaceChildren(parts.panel, parts.target, parts.line, parts.keyboard);
  }
  parts.input.placeholder = chat.placeholder ?? t('message');
  parts.menu.hidden = chat.commands.length === 0;
  drawKeyboard();
  onInput();
}

export const focusInput = () => matchMedia('(hover: hover)').matches && parts?.input.focus();

/** Puts `@bot query` into the input: what a "switch to inline" button does. */
export function insertInline(query) {
  if (!parts) return;
  parts.input.value = `@${context.bot.username} ${query}`;
  parts.input.focus();
  onInput();
}

/** Puts a text into the input, to be sent or changed. */
export function insertText(text) {
  if (!parts) return;
  parts.input.value = text;
  parts.input.focus();
  onInput();
}

export function startReplying(message) {
  setTarget({ kind: 'reply', message, label: t('reply') });
}

export function startEditing(message) {
  setTarget({ kind: 'edit', message, label: t('editing') });
  parts.input.value = message.text;
  onInput();
}

function bigButton(chat, actions) {
  const label = chat.blocked ? t('restart') : t('start');
  return button(label, () => actions.act(chat.blocked ? 'unblock' : 'start', {}), { className: 'big' });
}

function build() {
  const input = el('textarea', {
    rows: '1',
    aria: { label: t('message') },
    autocomplete: 'off',
    on: { input: onInput, keydown: onKey },
  });
  const menu = button(el('span', {}, '☰'), toggleCommands, { className: 'menu', aria: { label: t('menu') } });
  menu.append(el('span', { className: 'menu-label' }, t('menu')));
  const toggle = button('⌨', toggleKeyboard, { className: 'icon', aria: { label: t('keyboard') } });
  const attach = button('📎', (event) => attachMenu(event.currentTarget, context.actions), {
    className: 'icon attach',
    aria: { label: t('attach'), haspopup: 'menu' },
  });
  const send = button('➤', () => (input.value.trim() ? submit() : record(send)), { className: 'send' });
  return {
    input,
    menu,
    toggle,
    send,
    panel: el('div', { className: 'panel', hidden: true }),
    target: el('div', { className: 'target', hidden: true }),
    line: el('div', { className: 'line' }, menu, input, toggle, attach, send),
    keyboard: el('div', { className: 'reply-keyboard', hidden: true }),
  };
}

function setTarget(target) {
  if (!parts) return;
  context.target = target;
  parts.target.hidden = target === undefined;
  if (!target) return;
  const close = button('✕', () => setTarget(undefined), { className: 'icon', aria: { label: t('cancel') } });
  const about = el('span', {}, el('b', {}, target.label), el('small', {}, target.message.text.slice(0, 80)));
  parts.target.replaceChildren(about, close);
  parts.input.focus();
}

function onKey(event) {
  if (event.key === 'Escape') closePanels();
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
}

function closePanels() {
  parts.panel.hidden = true;
  setTarget(undefined);
}

async function submit() {
  const text = parts.input.value.trim();
  if (text === '' || inlineQuery(text) !== undefined) return;
  const { target } = context;
  parts.input.value = '';
  drafts.delete(context.userId);
  setTarget(undefined);
  onInput();
  const action = target?.kind ?? 'send';
  const sent = await context.actions.act(action, { text, messageId: target?.message.message_id });
  // What could not be sent comes back, unless something else was begun.
  if (!sent && parts && parts.input.value === '') parts.input.value = text;
  context.actions.onSent();
}

async function record(send) {
  if (!canRecord()) {
    attachMenu(send, context.actions);
    return;
  }
  send.classList.toggle('recording');
  const note = await recordVoice();
  send.classList.toggle('recording', note === 'started');
  if (note !== 'started' && note) await context.actions.upload('voice', note.file, { duration: note.seconds });
}

/** What follows `@bot ` in the input, or undefined. */
function inlineQuery(text) {
  const prefix = `@${context.bot.username} `.toLowerCase();
  return `${text} `.toLowerCase().startsWith(prefix) ? text.slice(prefix.length) : undefined;
}

function onInput() {
  const { input, send, panel } = parts;
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, MAX_INPUT_HEIGHT)}px`;
  const isEmpty = input.value.trim() === '';
  parts.line.classList.toggle('typing', !isEmpty);
  send.textContent = isEmpty ? '🎤' : '➤';
  send.setAttribute('aria-label', isEmpty ? t('voice') : t('send'));
  clearTimeout(inlineTimer);
  const query = inlineQuery(input.value.trimStart());
  if (query !== undefined) inlineTimer = setTimeout(() => askInline(query), INLINE_DELAY);
  else if (input.value.startsWith('/')) showCommands(input.value);
  else if (!panel.classList.contains('pinned-open')) panel.hidden = true;
}

function showCommands(prefix) {
  const typed = prefix.slice(1).toLowerCase();
  const list = context.chat.commands.filter(({ command }) => command.startsWith(typed));
  parts.panel.replaceChildren(commandPanel(list, sendCommand));
  parts.panel.hidden = list.length === 0;
}

function toggleCommands() {
  const isOpen = !parts.panel.hidden;
  if (isOpen) parts.panel.hidden = true;
  else showCommands('/');
  parts.panel.classList.toggle('pinned-open', !isOpen);
}

function sendCommand(command) {
  parts.input.value = '';
  parts.panel.hidden = true;
  parts.panel.classList.remove('pinned-open');
  onInput();
  void context.actions.act('send', { text: `/${command}` });
}

async function askInline(query) {
  const answer = await context.actions.act('inline', { query });
  // Typed on meanwhile: a newer answer is on its way.
  if (!answer || !parts || inlineQuery(parts.input.value.trimStart()) !== query) return;
  parts.panel.replaceChildren(inlinePanel(answer, chooseInline, startWith));
  parts.panel.hidden = false;
}

function chooseInline(id) {
  parts.input.value = '';
  parts.panel.hidden = true;
  onInput();
  void context.actions.act('chooseInline', { id });
}

function startWith(payload) {
  parts.input.value = '';
  parts.panel.hidden = true;
  onInput();
  void context.actions.act('start', { payload });
}

function drawKeyboard() {
  const { keyboard } = context.chat;
  parts.toggle.hidden = keyboard === undefined;
  const shape = JSON.stringify(keyboard?.rows ?? []);
  if (parts.keyboard.dataset.shape === shape) return;
  parts.keyboard.dataset.shape = shape;
  parts.keyboard.hidden = keyboard === undefined;
  const labelOf = (item) => (typeof item === 'string' ? item : item.text);
  const rows = (keyboard?.rows ?? []).map((row) =>
    el(
      'div',
      { className: 'row' },
      ...row.map((item) => button(labelOf(item), () => context.actions.act('press', { label: labelOf(item) }))),
    ),
  );
  parts.keyboard.replaceChildren(...rows);
}

function toggleKeyboard() {
  parts.keyboard.hidden = !parts.keyboard.hidden;
}
