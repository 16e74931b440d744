import { administers } from '../../src/domain/rights.ts';
import { escapeHtml } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { pack } from '../../src/telegram/messages/callback-data.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { tell } from '../shared/tell.ts';

const ASK = pack('ask');

/** All that somebody without access reaches: the offer to ask for it. */
export async function greet(ctx: Ctx): Promise<void> {
  const { t, user, tap } = ctx;
  if (ctx.inline) {
    await ctx.kit.call('answerInlineQuery', {
      inline_query_id: ctx.inline.id,
      results: [],
      is_personal: true,
      cache_time: 0,
    });
    return;
  }
  if (ctx.incoming.my_chat_member) return;
  if (tap?.data === ASK && user.access === 'unknown') return ask(ctx);
  if (tap) await ctx.say(user.access === 'asked' ? t.home.askedAlready : t.home.noAccess);
  await ctx.show(doorstepCard(ctx));
}

function doorstepCard({ t, user }: Ctx): Card {
  switch (user.access) {
    case 'asked':
      return { html: escapeHtml(t.home.askedAlready) };
    case 'declined':
      return { html: escapeHtml(t.home.declined) };
    case 'retired':
      return { html: escapeHtml(t.home.retired) };
    default:
      return { html: escapeHtml(t.home.stranger), rows: [[{ text: `🔑 ${t.home.askAccess}`, data: ASK }]] };
  }
}

/** Rings every administrator once. */
async function ask(ctx: Ctx): Promise<void> {
  const { kit, user } = ctx;
  if (await kit.store.users.ask(user)) {
    for (const administrator of await kit.store.users.administrators()) await ring(kit, administrator, user);
  }
  await ctx.show({ html: escapeHtml(ctx.t.home.asked) });
}

export const whoIs = (user: User): string => (user.username ? `${user.name} (@${user.username})` : user.name);

async function ring(kit: Kit, administrator: User, stranger: User): Promise<void> {
  const t = texts[administrator.language];
  const decide = (text: string, action: 'approve' | 'decline') => ({
    text,
    data: accessScreen.data(action, stranger.id),
  });
  await tell(kit, administrator, {
    html: escapeHtml(`🔑 ${t.home.wants(whoIs(stranger))}`),
    rows: [[decide(`✅ ${t.home.approve}`, 'approve'), decide(`🚫 ${t.home.decline}`, 'decline')]],
  });
}

async function decide(ctx: Ctx, id: string | undefined, access: 'active' | 'declined'): Promise<void> {
  const { t, kit, user } = ctx;
  if (!administers(user)) return ctx.say(t.home.noAccess);
  const ownOnly = access === 'active' && (await kit.store.settings.get()).newOwnOnly;
  const decided = await kit.store.users.decide(Number(id), access, ownOnly);
  if (!decided) {
    await ctx.say(t.home.decidedAlready);
    return;
  }
  const line = access === 'active' ? t.home.approvedBy : t.home.declinedBy;
  const card = { text: `👤 ${t.common.open}`, data: pack('au', 'card', decided.id) };
  await ctx.show({ html: escapeHtml(line(whoIs(decided), user.name)), rows: [[card]] });
  const theirs = texts[decided.language];
  if (access === 'declined') return tell(kit, decided, { html: escapeHtml(theirs.home.declined) });
  await tell(kit, decided, {
    html: escapeHtml(`🎉 ${theirs.home.approved}\n\n${theirs.form.askZone}`),
    rows: [[{ text: `🌍 ${theirs.home.zone}`, data: pack('h', 'zone') }]],
  });
}

export const accessScreen = defineScreen('a', {
  approve: (ctx, id) => decide(ctx, id, 'active'),
  decline: (ctx, id) => decide(ctx, id, 'declined'),
});
