import type { Chat, Message, ReplyKeyboardMarkup, ReplyParameters, User } from '@grammyjs/types';
import { badRequest, forbidden } from '../refusal.ts';
import type { SandboxGroup, SandboxUser } from '../types.ts';
import type { ReplyMarkup } from './markup.ts';
import type { ChatChange, Signals } from './signals.ts';

export interface StoredMessage {
  message: Message;
  /** Set on what a user sent through inline mode: how the bot addresses it. */
  inlineMessageId?: string;
  /** Sent with a reply keyboard or force_reply: Telegram lets no one edit those. */
  fixed?: true;
  reaction?: string;
}

/** One user's chat with the bot. */
export interface ChatState {
  id: number;
  started: boolean;
  blocked: boolean;
  messages: StoredMessage[];
  pinned: number[];
  keyboard?: { markup: ReplyKeyboardMarkup; messageId: number };
  placeholder?: string;
}

export interface ChatsDeps {
  users: readonly SandboxUser[];
  bot: User;
  signals: Signals;
  now: () => Date;
  firstMessageId: number;
  saved?: ChatState[];
  /** Users who may be written to before they press Start. */
  acquainted?: readonly number[];
  groups?: readonly SandboxGroup[];
}

const DELETE_WITHIN_SECONDS = 48 * 3600;
const MAX_MESSAGES = 2000;

export type Chats = ReturnType<typeof createChats>;

/** All chats, and the rules about who may write, edit and delete in them. */
export function createChats({
  users,
  bot,
  signals,
  now,
  firstMessageId,
  saved = [],
  acquainted = [],
  groups = [],
}: ChatsDeps) {
  const chats = new Map(
    [...users, ...groups].map(({ id }): [number, ChatState] => [
      id,
      // A group has nothing to start: the bot was made a member.
      saved.find((chat) => chat.id === id) ?? { id, started: id < 0, blocked: false, messages: [], pinned: [] },
    ]),
  );
  let nextMessageId = firstMessageId;
  const seconds = () => Math.floor(now().getTime() / 1000);
  const changed = (chat: ChatState, change: ChatChange) => signals.emit('chat', chat.id, change);

  function userOf(id: number): SandboxUser {
    const user = users.find((candidate) => candidate.id === id);
    if (!user) throw new Error(`The sandbox has no user ${id}; it has ${users.map((known) => known.id).join(', ')}`);
    return user;
  }

  const groupOf = (id: number): SandboxGroup | undefined => groups.find((group) => group.id === id);

  /** The chat as the Bot API tells it. */
  function tellChat({ id }: ChatState): Chat.PrivateChat | Chat.SupergroupChat {
    const group = groupOf(id);
    if (!group) return chatOf(userOf(id));
    return { id, type: 'supergroup', title: group.title, ...(group.topics && { is_forum: true as const }) };
  }

  function stateOf(userId: number): ChatState {
    return chats.get(userOf(userId).id) ?? raise(`no chat of user ${userId}`);
  }

  /** The chat a call names, whatever its state. */
  function find(chatId: number | string): ChatState {
    const chat = typeof chatId === 'number' ? chats.get(chatId) : undefined; // Private chats have no @name a bot could write to.
    if (!chat) throw badRequest('chat not found');
    return chat;
  }

  /** The chat a call writes to: started by its user, and not blocked. */
  function writable(chatId: number | string): ChatState {
    const chat = find(chatId);
    if (chat.blocked) throw forbidden('bot was blocked by the user');
    if (!chat.started && !acquainted.includes(chat.id)) throw forbidden("bot can't initiate conversation with a user");
    return chat;
  }

  /** Adds a message of either side, with its id and date. */
  function add(
    chat: ChatState,
    from: User,
    content: Partial<Message>,
    extra: Omit<StoredMessage, 'message'> = {},
  ): Message {
    const message: Message = {
      message_id: nextMessageId++,
      from,
      chat: tellChat(chat),
      date: seconds(),
      ...content,
    };
    chat.messages.push({ message, ...extra });
    if (chat.messages.length > MAX_MESSAGES) chat.messages.shift();
    changed(chat, { kind: 'message', messageId: message.message_id });
    return message;
  }

  /** Adds a message of the bot and obeys its keyboard. */
  function addFromBot(chatId: number | string, content: Partial<Message>, markup?: ReplyMarkup): Message {
    const chat = writable(chatId);
    if (markup === undefined) return add(chat, bot, content);
    if ('inline_keyboard' in markup) {
      return add(chat, bot, markup.inline_keyboard.length > 0 ? { ...content, reply_markup: markup } : content);
    }
    delete chat.placeholder;
    if ('remove_keyboard' in markup) {
      delete chat.keyboard;
      return add(chat, bot, content);
    }
    // The id of the message that is about to be added: its keyboard goes when the message goes.
    if ('keyboard' in markup) chat.keyboard = { markup, messageId: nextMessageId };
    if (markup.input_field_placeholder) chat.placeholder = markup.input_field_placeholder;
    return add(chat, bot, content, { fixed: true });
  }

  function findMessage(chat: ChatState, messageId: number): StoredMessage | undefined {
    return chat.messages.find((stored) => stored.message.message_id === messageId);
  }

  /** The message a reply stands for, without its own reply, as Telegram nests them. */
  function replied(
    chat: ChatState,
    parameters: Pick<ReplyParameters, 'message_id' | 'allow_sending_without_reply'> | undefined,
  ): Partial<Message> {
    if (parameters?.message_id === undefined) return {};
    const original = findMessage(chat, parameters.message_id)?.message;
    if (!original && parameters.allow_sending_without_reply) return {};
    if (!original) throw badRequest('message to be replied not found');
    const { reply_to_message: _nested, ...shown } = original;
    return isBare(shown) ? { reply_to_message: shown } : {};
  }

  function remove(chat: ChatState, messageId: number): void {
    const stored = findMessage(chat, messageId);
    if (!stored) throw badRequest('message to delete not found');
    if (seconds() - stored.message.date > DELETE_WITHIN_SECONDS) {
      throw badRequest("message can't be deleted for everyone");
    }
    chat.messages.splice(chat.messages.indexOf(stored), 1);
    chat.pinned = chat.pinned.filter((id) => id !== messageId);
    if (chat.keyboard?.messageId === messageId) delete chat.keyboard;
    changed(chat, { kind: 'deleted', messageId });
  }

  function byInlineId(inlineMessageId: string): { chat: ChatState; stored: StoredMessage } | undefined {
    for (const chat of chats.values()) {
      const stored = chat.messages.find((candidate) => candidate.inlineMessageId === inlineMessageId);
      if (stored) return { chat, stored };
    }
    return undefined;
  }

  return {
    users,
    userOf,
    groupOf,
    tellChat,
    stateOf,
    find,
    writable,
    add,
    addFromBot,
    findMessage,
    replied,
    remove,
    byInlineId,
    changed,
    /** Something that concerns every chat: the command list, the bot's description. */
    allChanged: () => {
      for (const chat of chats.values()) changed(chat, { kind: 'chat' });
    },
    seconds,
    /** The user as the Bot API tells it, if the bot may know it. */
    knownUser: (id: number): User | undefined => {
      const user = users.find((candidate) => candidate.id === id);
      return user && chats.get(id)?.started ? asUser(user) : undefined;
    },
    snapshot: () => ({ chats: [...chats.values()], nextMessageId }),
  };
}

/** Tells the compiler that a message without its own reply may stand inside another. */
const isBare = (message: Message): message is NonNullable<Message['reply_to_message']> =>
  message.reply_to_message === undefined;

function raise(reason: string): never {
  throw new Error(reason);
}

/** A sandbox user as the Bot API tells it. */
export function asUser({ hint: _hint, ...user }: SandboxUser): User {
  return { is_bot: false, ...user };
}

export function chatOf({ id, first_name, last_name, username }: SandboxUser): Chat.PrivateChat {
  return {
    id,
    type: 'private',
    first_name,
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
  };
}
