import type { Middleware } from 'telegraf';
import { escapeHtml } from '../../domain/text/html.ts';
import type { Ctx } from '../context.ts';
import { type Card, redrawCard, sendCard, withNotice } from '../messages/card.ts';
import { faultKind } from './errors.ts';

/** How long after its arrival a tap may wait for a word as its answer, in milliseconds. */
const WORD_WITHIN = 700;
/** Telegram takes up to 200 characters. */
const WORD_LIMIT = 200;

/**
 * Gives the context its three ways to speak, and answers each tap exactly once: with a word, if the handler has one in
 * time, else empty; then the word goes onto the card.
 */
export const answering: Middleware<Ctx> = async (ctx, next) => {
  const query = ctx.incoming.callback_query;
  let word: string | undefined;
  let answered: Promise<unknown> | undefined;

  const answer = (text?: string, alert = false) => {
    answered ??= ctx.kit
      .call('answerCallbackQuery', {
        callback_query_id: query?.id ?? '',
        ...(text && { text: text.slice(0, WORD_LIMIT), show_alert: alert }),
      })
      .catch((error: unknown) => {
        // A query that is too old to be answered has been forgotten by the phone too.
        if (faultKind(error) === 'ours') throw error;
        ctx.kit.log('debug', 'callback.unanswered', { reason: String(error) });
      });
    return answered;
  };
  const timer = query && setTimeout(() => void answer(), WORD_WITHIN);

  ctx.say = async (text, options) => {
    if (query && !answered) await answer(text, options?.alert);
    else word = text;
  };
  const spoken = (card: Card): Card => {
    const drawn = withNotice(card, word);
    word = undefined;
    return drawn;
  };
  ctx.send = (card) => sendCard(ctx.kit.call, ctx.user.id, spoken(card));
  ctx.show = (card) =>
    ctx.tap?.message !== undefined && ctx.tap.redrawable
      ? redrawCard(ctx.kit.call, ctx.user.id, ctx.tap.message, spoken(card))
      : ctx.send(card);

  try {
    await next();
    if (word !== undefined) await sendCard(ctx.kit.call, ctx.user.id, { html: escapeHtml(word) });
  } finally {
    clearTimeout(timer);
    if (query) await answer();
  }
};
