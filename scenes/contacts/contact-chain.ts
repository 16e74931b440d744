import { type PlacedLink, placeChain } from '../../src/domain/contact/chain.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showDay } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { contactRow, type Names, namesFor } from '../shared/contact-line.ts';
import { type ListRow, numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { backToCard, chainLinks, contactLinks } from './links.ts';

/** So many of each side of the contact are read; the rest is reached from those. */
const EACH_SIDE = 100;
const DEPTH_SHOWN = 3;

/**
 * The chain of a contact as a timeline: branch after branch, the earliest first, one tap goes to any of them. Without a
 * page, the one that the contact itself is on.
 */
export async function chainCard(ctx: Ctx, contact: Contact, page?: string): Promise<Card> {
  const { t } = ctx;
  const links = placeChain(await ctx.kit.store.contacts.chainAround(ctx.user, contact, EACH_SIDE));
  const here = links.findIndex(({ id }) => id === contact.id);
  const last = Math.max(0, Math.ceil(links.length / PAGE) - 1);
  const current = page === undefined ? Math.max(0, Math.floor(here / PAGE)) : Math.min(last, pageOf(page));
  const shown = links.slice(current * PAGE, (current + 1) * PAGE);
  const names = await namesFor(
    ctx,
    shown.flatMap((link) => ('contact' in link ? [link.contact] : [])),
  );
  const first = current * PAGE + 1;
  const earlier = links.filter(({ id, start }) => id !== contact.id && start <= contact.start).length;
  const later = links.filter(({ id, start }) => id !== contact.id && start > contact.start).length;
  const counted = `${t.card.chainEarlier(earlier)} · ${t.card.chainLater(later)}`;
  return {
    html: join(
      [
        b(`🔗 ${t.contact.chainTitle}`),
        escapeHtml(links.length < 2 ? t.contact.chainAlone : counted),
        numberedText(
          shown.map((link) => linkRow(ctx, link, contact.id, names)),
          first,
        ),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map((link) => linkData(link, contact.id, chainLinks.page(contact.id, current))),
        first,
      ),
      ...pageRow(ctx, current, links.length, (target) => chainLinks.page(contact.id, target)),
      backToCard(ctx, contact.id),
    ],
  };
}

/** A contact of the chain: `👉` is where one came from, `↳` stands for each branching above it. */
function linkRow(ctx: Ctx, link: PlacedLink, here: string, names: Names): ListRow {
  const branch = '↳ '.repeat(Math.min(link.depth, DEPTH_SHOWN));
  if (!('contact' in link)) {
    return { head: escapeHtml(`${branch}🔒 ${showDay(link.start, ctx.at, ctx.user)} ${ctx.t.card.busy}`) };
  }
  const { head, detail } = contactRow(link.contact, ctx, names);
  return { head: join([escapeHtml(`${branch}${link.id === here ? '👉 ' : ''}`), head]), detail };
}

/** Back on its own card leads to where that was opened from, on another's to this chain. */
function linkData(link: PlacedLink, here: string, back: CallbackData): CallbackData {
  if (!('contact' in link)) return chainLinks.busy();
  return link.id === here ? contactLinks.open(link.id) : contactLinks.open(link.id, back);
}

export const chainScreen = defineScreen(chainLinks, {
  async page(ctx, id, page) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await ctx.show(await chainCard(ctx, contact, page));
  },
  busy: (ctx) => ctx.say(ctx.t.contact.notYours),
});
