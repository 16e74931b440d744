import { reachOf } from '../../src/domain/client/site.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { b, code, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { Language } from '../../src/domain/user.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import type { FeedState } from '../../src/store/calendar/feeds.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { FEED_DAYS_BACK, type FeedWords } from '../../src/transfer/calendar-feed.ts';
import { channelIcon } from '../shared/contact-line.ts';
import { calendarLinks, feedLinks } from './links.ts';

/** The words of a feed, in the language of its user. */
export function feedWords(language: Language): FeedWords {
  const t = texts[language];
  const marks = { happened: '✅', cancelled: '⚪', planned: '' };
  return {
    title: ({ name }) => t.calendar.feedName(name),
    mark: ({ status, channel }: Contact) => `${marks[status]}${channelIcon(channel)}`,
    noClient: t.contact.noClient,
    result: t.contact.field.result,
    reason: t.contact.field.reason,
  };
}

/** What ends an address that a phone may be subscribed to; asked for twice. */
type Ending = 'issue' | 'revoke';

function feedCard(ctx: Ctx, state: FeedState, ...told: Html[]): Card {
  const { t, at, user } = ctx;
  const { calendar } = t;
  const ask = (text: string, what: Ending) => ({ text, data: feedLinks.ask(what, state.revision) });
  const given = state.createdAt && escapeHtml(calendar.feedGiven(showWhen(state.createdAt, at, user)));
  return {
    html: join(
      [
        b(`📲 ${calendar.feedTitle}`),
        escapeHtml(calendar.feedAbout(FEED_DAYS_BACK)),
        ...(told.length > 0 ? told : given ? [given] : []),
      ],
      '\n\n',
    ),
    rows: [
      state.createdAt === undefined
        ? [{ text: `🔑 ${calendar.feedGet}`, data: feedLinks.issue(state.revision) }]
        : [ask(`🔄 ${calendar.feedRenew}`, 'issue'), ask(`🚫 ${calendar.feedRevoke}`, 'revoke')],
      [{ text: `‹ ${t.common.back}`, data: calendarLinks.month() }],
    ],
  };
}

/** The address, and in words who can reach it. */
function addressLines({ kit, t, user }: Ctx, secret: string): Html[] {
  const { calendar } = t;
  const address = kit.feedAddress(user.id, secret);
  const reach = reachOf(address);
  return [
    join([escapeHtml(calendar.feedOnce), code(address)], '\n'),
    ...(reach === 'anywhere'
      ? []
      : [escapeHtml(`⚠️ ${reach === 'computer' ? calendar.feedComputer : calendar.feedNetwork}`)]),
    escapeHtml(calendar.feedHow),
  ];
}

async function showFeed(ctx: Ctx, ...told: Html[]): Promise<void> {
  await ctx.show(feedCard(ctx, await ctx.kit.store.feeds.state(ctx.user.id), ...told));
}

/** The address of a user's feed: given, renewed, revoked. It is shown when it is made, and never again. */
export const feedScreen = defineScreen(feedLinks, {
  show: (ctx) => showFeed(ctx),
  async ask(ctx, what, seen) {
    const { calendar, common } = ctx.t;
    const ending: Ending = what === 'issue' ? 'issue' : 'revoke';
    const yes = { text: common.yes, data: feedLinks[ending](Number.parseInt(seen ?? '', 10) || 0) };
    await ctx.show({
      html: escapeHtml(calendar.feedSure[ending]),
      rows: [[yes, { text: common.no, data: feedLinks.show() }]],
    });
  },
  async issue(ctx, seen) {
    const secret = await ctx.kit.store.feeds.issue(ctx.user.id, Number.parseInt(seen ?? '', 10) || 0, ctx.at);
    if (secret === undefined) await ctx.say(ctx.t.common.stale);
    await showFeed(ctx, ...(secret === undefined ? [] : addressLines(ctx, secret)));
  },
  async revoke(ctx, seen) {
    const done = await ctx.kit.store.feeds.revoke(ctx.user.id, Number.parseInt(seen ?? '', 10) || 0);
    await ctx.say(done ? ctx.t.calendar.feedRevoked : ctx.t.common.stale);
    await showFeed(ctx);
  },
});
