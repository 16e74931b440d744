import { b, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { filterLinks } from '../journal/links.ts';
import { contactRow, namesFor } from '../shared/contact-line.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { contactLinks, removedLinks } from './links.ts';

const WORDS = 40;

/** Removed contacts that the viewer may bring back, the latest removed first; that is done on the card of each. */
async function removedCard(ctx: Ctx, page: number): Promise<Card> {
  const { t, at, user, kit } = ctx;
  const { contacts, count } = await kit.store.contacts.removed(user, page * PAGE, PAGE);
  const [names, removers] = await Promise.all([
    namesFor(ctx, contacts),
    kit.store.users.named(contacts.flatMap(({ removed }) => removed?.by ?? [])),
  ]);
  const rows = contacts.map((contact) => {
    const { content = '', removed } = contact;
    const gone = removed && `🗑 ${showWhen(removed.at, at, user)} ${removers.get(removed.by) ?? ''}`.trim();
    const words = cut(content.replace(/\s+/g, ' ').trim(), WORDS);
    return {
      head: contactRow(contact, ctx, names).head,
      detail: escapeHtml([words, gone].filter(Boolean).join(' · ')),
    };
  });
  const first = page * PAGE + 1;
  return {
    html: join(
      [
        b(`🗑 ${t.contact.removedTitle}`),
        contacts.length > 0 ? numberedText(rows, first) : escapeHtml(t.contact.removedNone),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        contacts.map(({ id }) => contactLinks.open(id, removedLinks.page(page))),
        first,
      ),
      ...pageRow(ctx, page, count, (target) => removedLinks.page(target)),
      [{ text: `‹ ${t.common.back}`, data: filterLinks.journal.open('more') }],
    ],
  };
}

export const removedScreen = defineScreen(removedLinks, {
  async page(ctx, page) {
    await ctx.show(await removedCard(ctx, pageOf(page)));
  },
});
