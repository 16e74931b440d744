import type { InlineQueryResult } from '@grammyjs/types';
import { b, clean, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Taker } from '../shared/free-message.ts';
import { showOrganization } from './client-card.ts';
import { type Hit, hitLine, recentHits, searchDirectory } from './directory-search.ts';
import { showPerson } from './person-card.ts';

/** Telegram takes 50; nobody looks at more than these. */
const SHOWN = 20;
const QUERY_LIMIT = 200;

/**
 * `@bot rom` in any chat: clients within the rights of the user who asks. The card that is dropped goes to people we know
 * nothing of, so it says no more than the name, and leads back to the bot, where rights are asked again.
 */
export async function answerInline(ctx: Ctx): Promise<void> {
  if (!ctx.inline) return;
  const query = cut(clean(ctx.inline.query).trim(), QUERY_LIMIT);
  const hits = await (query === '' ? recentHits(ctx, SHOWN) : searchDirectory(ctx, query, SHOWN));
  await ctx.kit.call('answerInlineQuery', {
    inline_query_id: ctx.inline.id,
    results: hits.map((hit) => resultOf(ctx, hit)),
    is_personal: true,
    cache_time: 0,
    ...(hits.length === 0 && { button: { text: ctx.t.clients.inlineNone, start_parameter: 'clients' } }),
  });
}

function resultOf({ t, kit }: Ctx, hit: Hit): InlineQueryResult {
  const payload = `${hit.kind}_${hit.id}`;
  const what = hit.kind === 'o' ? t.clients.inlineOrganization : t.clients.inlinePerson;
  const name = hit.employer === undefined ? [] : [escapeHtml(hit.employer)];
  return {
    type: 'article',
    id: payload,
    title: hitLine(hit),
    description: hit.employer ?? what,
    input_message_content: {
      message_text: join([b(hitLine({ kind: hit.kind, id: hit.id, name: hit.name })), ...name], '\n'),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
    reply_markup: { inline_keyboard: [[{ text: t.common.open, url: `https://t.me/${kit.botName}?start=${payload}` }]] },
  };
}

/** A card dropped into the chat with the bot itself: a user who does that wants to see the client. */
export const takeDroppedCard: Taker = async (ctx) => {
  const { written, kit } = ctx;
  if (written?.via_bot?.username !== kit.botName) return false;
  const keys = written.reply_markup?.inline_keyboard.flat() ?? [];
  const [, kind, id] =
    /[?&]start=([op])_([\w-]{1,32})$/.exec(keys.map((key) => ('url' in key ? key.url : '')).join()) ?? [];
  if (kind === 'o') await showOrganization(ctx, id);
  else if (kind === 'p') await showPerson(ctx, id);
  return true;
};
