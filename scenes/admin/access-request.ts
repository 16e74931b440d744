import { administers } from '../../src/domain/rights.ts';
import { escapeHtml, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { type Card, redrawCard } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { homeLinks } from '../home/links.ts';
import { tell } from '../shared/tell.ts';
import { ASK_ACCESS, accessLinks, usersLinks } from './links.ts';
import { whoIs } from './who-is.ts';

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
  if (tap?.data === ASK_ACCESS && user.access === 'unknown') return ask(ctx);
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
      return { html: escapeHtml(t.home.stranger), rows: [[{ text: `🔑 ${t.home.askAccess}`, data: ASK_ACCESS }]] };
  }
}

/** Rings every administrator once. */
async function ask(ctx: Ctx): Promise<void> {
  const { kit, user, t } = ctx;
  const asked = await kit.store.accessRequests.ask(user, ctx.at);
  if (asked === 'busy') {
    kit.log('warn', 'access.busy', { user: user.id });
    await ctx.show({ ...doorstepCard(ctx), html: escapeHtml(t.home.manyAsk) });
    return;
  }
  if (asked === 'new') {
    for (const administrator of await kit.store.users.administrators()) await ring(kit, administrator, user);
  }
  await ctx.show({ html: escapeHtml(t.home.asked) });
}

async function ring(kit: Kit, administrator: User, stranger: User): Promise<void> {
  const message = await tell(kit, administrator, askingCard(texts[administrator.language], stranger));
  if (message !== undefined) await kit.store.accessRequests.addCopy(stranger.id, { user: administrator.id, message });
}

function askingCard(t: Texts, stranger: User): Card {
  const decide = (text: string, action: 'approve' | 'decline') => ({
    text,
    data: accessLinks[action](stranger.id),
  });
  return {
    html: join([escapeHtml(`🔑 ${t.home.wants}: `), whoIs(t, stranger)]),
    rows: [[decide(`✅ ${t.home.approve}`, 'approve'), decide(`🚫 ${t.home.decline}`, 'decline')]],
  };
}

/** The request as it stands now, for an administrator who reads in this language. */
async function requestCard(kit: Kit, t: Texts, stranger: User): Promise<Card> {
  if (stranger.access === 'asked') return askingCard(t, stranger);
  const { decidedBy } = await kit.store.accessRequests.of(stranger.id);
  const by =
    decidedBy === undefined ? '' : ` (${(await kit.store.users.named([decidedBy])).get(decidedBy) ?? decidedBy})`;
  const word = t.home.decided[stranger.access === 'unknown' ? 'asked' : stranger.access];
  return {
    html: join([whoIs(t, stranger), escapeHtml(`: ${word}${by}`)]),
    rows: [[{ text: `👤 ${t.common.open}`, data: usersLinks.card(stranger.id) }]],
  };
}

/** Shows the other administrators, where they were asked, what has been decided. */
async function redrawCopies(ctx: Ctx, stranger: User): Promise<void> {
  const { kit, tap, user } = ctx;
  const { copies } = await kit.store.accessRequests.of(stranger.id);
  const others = copies.filter((copy) => copy.user !== user.id || copy.message !== tap?.message);
  if (others.length === 0) return;
  const language = new Map((await kit.store.users.administrators()).map((one) => [one.id, one.language]));
  for (const { user: reader, message } of others) {
    const card = await requestCard(kit, texts[language.get(reader) ?? user.language], stranger);
    await redrawCard(kit.call, reader, message, card).catch((error: unknown) =>
      kit.log('warn', 'access.not-redrawn', { user: reader, error }),
    );
  }
}

/**
 * Decides about somebody and tells everybody concerned. `declined`: also one who was turned away before, which is done
 * from the card of the user and nowhere else.
 */
async function decide(ctx: Ctx, id: number, decision: 'approve' | 'decline', declined = false): Promise<void> {
  const { t, kit, user } = ctx;
  if (!administers(user)) return ctx.say(t.home.noAccess);
  const { accessRequests, settings, staff } = kit.store;
  const decided =
    decision === 'approve'
      ? await accessRequests.approve(user, id, { ownOnly: (await settings.get()).newOwnOnly, declined })
      : await accessRequests.decline(user, id);
  const stranger = decided ?? (await staff.get(user, id));
  if (!decided) await ctx.say(t.home.decidedAlready);
  if (stranger) await ctx.show(await requestCard(kit, t, stranger));
  if (!decided) return;
  await redrawCopies(ctx, decided);
  await tellDecided(kit, decided);
}

async function tellDecided(kit: Kit, decided: User): Promise<void> {
  const t = texts[decided.language];
  if (decided.access === 'declined') {
    await tell(kit, decided, { html: escapeHtml(t.home.declined) });
    return;
  }
  await tell(kit, decided, {
    html: escapeHtml(`🎉 ${t.home.approved}\n\n${t.form.askZone}`),
    rows: [[{ text: `🌍 ${t.home.zone}`, data: homeLinks.zone() }]],
  });
}

export const accessScreen = defineScreen(accessLinks, {
  approve: (ctx, id) => decide(ctx, Number(id), 'approve'),
  decline: (ctx, id) => decide(ctx, Number(id), 'decline'),
  admit: (ctx, id) => decide(ctx, Number(id), 'approve', true),
});
