import { administers } from '../../src/domain/rights.ts';
import { escapeHtml, join } from '../../src/domain/text/html.ts';
import { type Admission, admissionOf, type User } from '../../src/domain/user.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { type Card, redrawCard } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { zoneRows } from '../home/zone-rows.ts';
import { tell } from '../shared/tell.ts';
import { admissionRows, firstOffered, isAdmission } from './admission.ts';
import { ASK_ACCESS, accessLinks, usersLinks } from './links.ts';
import { userId } from './user-id.ts';
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
    const first = await firstOffered(kit);
    for (const administrator of await kit.store.users.administrators()) await ring(kit, administrator, user, first);
  }
  await ctx.show({ html: escapeHtml(t.home.asked) });
}

async function ring(kit: Kit, administrator: User, stranger: User, first: Admission): Promise<void> {
  const message = await tell(kit, administrator, askingCard(texts[administrator.language], stranger, first));
  if (message !== undefined) await kit.store.accessRequests.addCopy(stranger.id, { user: administrator.id, message });
}

function askingCard(t: Texts, stranger: User, first: Admission): Card {
  const decline = { text: `🚫 ${t.home.decline}`, data: accessLinks.decline(stranger.id) };
  const means = escapeHtml(`\n${t.admin.approveMeans(t.admin.admission[first])}`);
  return {
    html: join([escapeHtml(`🔑 ${t.home.wants}: `), whoIs(t, stranger), means]),
    rows: admissionRows(t, first, (as) => accessLinks.approve(stranger.id, as), [decline]),
  };
}

/** The request as it stands now, for an administrator who reads in this language. */
async function requestCard(kit: Kit, t: Texts, stranger: User): Promise<Card> {
  if (stranger.access === 'asked') return askingCard(t, stranger, await firstOffered(kit));
  const { decidedBy } = await kit.store.accessRequests.of(stranger.id);
  const by =
    decidedBy === undefined ? '' : ` (${(await kit.store.users.named([decidedBy])).get(decidedBy) ?? decidedBy})`;
  const word = t.home.decided[stranger.access === 'unknown' ? 'asked' : stranger.access];
  return {
    html: join([whoIs(t, stranger), escapeHtml(`: ${word}${by}${asWhat(t, stranger)}`)]),
    rows: [[{ text: `👤 ${t.common.open}`, data: usersLinks.card(stranger.id) }]],
  };
}

/** What somebody who works here was let in as, or has become since. */
function asWhat(t: Texts, user: User): string {
  if (user.access !== 'active') return '';
  const word = user.role === 'administrator' ? t.admin.role.administrator : t.admin.admission[admissionOf(user)];
  return ` · ${word}`;
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
 * Lets somebody in as `admission` says, or turns them away where it says nothing, and tells everybody concerned.
 * `declined`: also one who was turned away before, which is done from the card of the user and nowhere else.
 */
async function decide(ctx: Ctx, id: number, admission: Admission | undefined, declined = false): Promise<void> {
  const { t, kit, user } = ctx;
  const { accessRequests, staff } = kit.store;
  const decided = admission
    ? await accessRequests.approve(user, id, { as: admission, declined })
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
    html: escapeHtml([`🎉 ${t.home.approved}`, ...whatTheySee(t, decided), t.form.askZone].join('\n\n')),
    rows: zoneRows(decided.language),
  });
}

/** What is not a matter of course. */
function whatTheySee(t: Texts, { role, ownOnly }: User): string[] {
  if (role === 'supervisor') return [t.admin.told.role(t.admin.role.supervisor)];
  return ownOnly ? [t.admin.told.ownOnly] : [];
}

/** A tap on Approve. Buttons of older messages do not say as what: that is what the setting offers first. */
async function approve(ctx: Ctx, id: string | undefined, as: string | undefined, declined: boolean): Promise<void> {
  const { t, kit, user } = ctx;
  if (!administers(user)) return ctx.say(t.home.noAccess);
  const admission = as === undefined ? await firstOffered(kit) : as;
  if (!isAdmission(admission)) return ctx.say(t.common.stale);
  await decide(ctx, userId(id), admission, declined);
}

export const accessScreen = defineScreen(accessLinks, {
  approve: (ctx, id, as) => approve(ctx, id, as, false),
  decline: (ctx, id) => (administers(ctx.user) ? decide(ctx, userId(id), undefined) : ctx.say(ctx.t.home.noAccess)),
  admit: (ctx, id, as) => approve(ctx, id, as, true),
});
