import type { ApiMethods, ChatFullInfo, InlineQueryResult, Message } from '@grammyjs/types';
import { badRequest, conflict } from '../refusal.ts';
import { messageText } from '../text/formatting.ts';
import type { World } from '../world/world.ts';
import { changingMethods } from './changing-methods.ts';
import { type ApiMethod, method } from './method.ts';
import { type InlineResultParams, type KnownMethod, methodParams as params } from './method-params.ts';
import { sendingMethods } from './sending-methods.ts';

/** Grammy types each sent message by its content; here they are all just messages. */
type Answer<R> = R extends Message.ServiceMessage ? Message : R extends Message.ServiceMessage[] ? Message[] : R;
type MethodResult<M extends KnownMethod> = Answer<ReturnType<ApiMethods<unknown>[M]>>;

const receiving = {
  getMe: method(params.getMe, (_, { world }) => world.bot),
  getUpdates: method(params.getUpdates, (given, { world, signal }) => {
    if (world.webhook.isSet()) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    return world.updates.poll(given, signal);
  }),
  setWebhook: method(params.setWebhook, (given, { world }) => {
    if (given.url === '') world.webhook.remove(given.drop_pending_updates ?? false);
    else world.webhook.set(given);
    return true as const;
  }),
  deleteWebhook: method(params.deleteWebhook, (given, { world }) => {
    world.webhook.remove(given.drop_pending_updates ?? false);
    return true as const;
  }),
  getWebhookInfo: method(params.getWebhookInfo, (_, { world }) => world.webhook.info()),
};

const answering = {
  answerCallbackQuery: method(params.answerCallbackQuery, (given, { world }) => {
    world.callbacks.answer(
      given.callback_query_id,
      {
        ...(given.text ? { text: given.text } : {}),
        ...(given.show_alert ? { alert: true } : {}),
        ...(given.url === undefined ? {} : { url: given.url }),
      },
      given.cache_time ?? 0,
    );
    return true as const;
  }),
  answerInlineQuery: method(params.answerInlineQuery, (given, { world }) => {
    const answer = {
      results: given.results.map((result) => inlineResult(world, result)),
      nextOffset: given.next_offset ?? '',
      ...(given.button ? { button: given.button } : {}),
    };
    world.inline.answer(given.inline_query_id, answer, given.is_personal ?? false, given.cache_time);
    return true as const;
  }),
};

/** Checks the text a result would send, now rather than when somebody chooses it. */
function inlineResult(
  world: World,
  { input_message_content: content, ...result }: InlineResultParams,
): InlineQueryResult {
  if (!content) {
    if (result.type === 'article') throw badRequest('MESSAGE_EMPTY');
    return result;
  }
  if ('phone_number' in content) return { ...result, input_message_content: content };
  const { text, entities } = messageText({ ...content, text: content.message_text }, world.knownUser);
  return { ...result, input_message_content: { message_text: text, entities } };
}

const about = {
  getFile: method(params.getFile, ({ file_id }, { world }) => {
    const record = world.files.forDownload(file_id);
    return { file_id, file_unique_id: record.file_unique_id, file_size: record.size, file_path: record.path };
  }),
  getChat: method(params.getChat, ({ chat_id }, { world }): ChatFullInfo => {
    const chat = world.chats.find(chat_id);
    if (!chat.started) throw badRequest('chat not found');
    const noGifts = {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    };
    return {
      ...world.chats.tellChat(chat),
      accent_color_id: 0,
      max_reaction_count: 1,
      accepted_gift_types: noGifts,
    };
  }),
  setMyCommands: method(params.setMyCommands, ({ commands, scope, language_code }, { world }) => {
    world.commands.set(scope, language_code, commands);
    world.chats.allChanged();
    return true as const;
  }),
  getMyCommands: method(params.getMyCommands, ({ scope, language_code }, { world }) =>
    world.commands.get(scope, language_code),
  ),
  deleteMyCommands: method(params.deleteMyCommands, ({ scope, language_code }, { world }) => {
    world.commands.remove(scope, language_code);
    world.chats.allChanged();
    return true as const;
  }),
  setMyDescription: method(params.setMyDescription, ({ description = '', language_code }, { world }) => {
    world.about.set('description', language_code, description);
    world.chats.allChanged();
    return true as const;
  }),
  setMyShortDescription: method(
    params.setMyShortDescription,
    ({ short_description = '', language_code }, { world }) => {
      world.about.set('shortDescription', language_code, short_description);
      return true as const;
    },
  ),
  // The page always shows the commands behind its menu button: both kinds the sandbox takes mean just that.
  setChatMenuButton: method(params.setChatMenuButton, () => true as const),
};

/** Everything the sandbox can do for a bot. Any other method is an error. */
export const apiMethods = { ...receiving, ...sendingMethods, ...changingMethods, ...answering, ...about } satisfies {
  [M in KnownMethod]: ApiMethod<MethodResult<M>>;
};
