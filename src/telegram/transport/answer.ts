import type { Middleware } from 'telegraf';
import { escapeHtml } from '../../domain/text/html.ts';
import type { Ctx } from '../context.ts';
import { type Card, redrawCard, sendCard, withEnd, withNotice } from '../messages/card.ts';
import { faultKind } from './errors.ts';
import type { Draw, Outbox } from './outbox.ts';

/** How long after its arrival a tap may wait for a word as its answer, in milliseconds. */
const WORD_WITHIN = 700;
/** Telegram takes up to 200 characters. */
const WORD_LIMIT = 200;

/** Takes a message away. One that Telegram cannot take away now stays: it is in no one's way. */
export async function takeAway({ kit, user }: Pick<Ctx, 'kit' | 'user'>, message: number): Promise<void> {
  try {
    await kit.call('deleteMessage', { chat_id: user.id, message_id: message });
  } catch (error) {
    if (!['expected', 'later'].includes(faultKind(error))) throw error;
  }
}

/** The id of a message that is not there yet: no message has it. */
const UNSENT = 0;

/**
 * Gives the context its ways to speak, and answers each tap exactly once: with a word, if the handler has one in
 * time, else empty; then the word goes onto the card. What Telegram does not take now goes into the outbox.
 */
export const answering =
  (outbox: Outbox): Middleware<Ctx> =>
  async (ctx, next) => {
    const query = ctx.incoming.callback_query;
    let word: string | undefined;
    let end: Card | undefined;
    let answered: Promise<boolean> | undefined;

    /** Whether the phone has heard the answer. */
    const answer = (text?: string, alert = false) => {
      answered ??= ctx.kit
        .call('answerCallbackQuery', {
          callback_query_id: query?.id ?? '',
          ...(text && { text: text.slice(0, WORD_LIMIT), show_alert: alert }),
        })
        .then(
          () => true,
          (error: unknown) => {
            // A query that is too old to be answered has been forgotten by the phone too.
            if (faultKind(error) === 'ours') throw error;
            ctx.kit.log('debug', 'callback.unanswered', { reason: String(error) });
            return false;
          },
        );
      return answered;
    };
    const timer = query && setTimeout(() => void answer(), WORD_WITHIN);

    ctx.say = async (text, options) => {
      if (!query || answered || !(await answer(text, options?.alert))) word = text;
    };
    const spoken = (card: Card): Card => {
      const drawn = withNotice(end ? withEnd(card, end) : card, word);
      word = undefined;
      end = undefined;
      return drawn;
    };
    ctx.append = (card) => {
      end = card;
    };
    const { call } = ctx.kit;
    const give = async (draw: Draw, screen: boolean): Promise<number> => {
      const { id } = ctx.user;
      const trouble = ctx.t.common.telegramTrouble;
      const tell = () => sendCard(call, id, { html: escapeHtml(trouble) });
      return (await outbox.give(id, { draw, screen, trouble, tell })) ?? UNSENT;
    };
    ctx.send = (card) => {
      const drawn = spoken(card);
      return give((notice) => sendCard(call, ctx.user.id, withNotice(drawn, notice)), Boolean(card.rows?.length));
    };
    ctx.show = (card) => {
      const message = ctx.tap?.message;
      if (message === undefined || !ctx.tap?.redrawable) return ctx.send(card);
      const drawn = spoken(card);
      return give((notice) => redrawCard(call, ctx.user.id, message, withNotice(drawn, notice)), true);
    };

    try {
      await next();
      const rest = word;
      word = undefined;
      if (rest !== undefined) await ctx.send({ html: escapeHtml(rest) });
    } finally {
      clearTimeout(timer);
      if (query) await answer();
    }
  };
