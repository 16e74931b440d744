import { resetFilter } from '../../src/domain/journal/journal-filter.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Whose } from '../../src/store/clients/client-contacts.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { contactLinks } from '../contacts/links.ts';
import { filterOf } from '../journal/filter-card.ts';
import { lookIntoJournal } from '../journal/journal.ts';
import { contactRow, namesFor } from '../shared/contact-line.ts';
import { numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageRow } from '../shared/pages.ts';

interface Ways {
  to(page: number): CallbackData;
  back: CallbackData;
  /** Opens the journal with this client filtered. */
  journal?: CallbackData;
}

/** All contacts of a client that the viewer may see, the latest first, by pages; a tap opens one. */
export async function contactsCard(ctx: Ctx, name: string, whose: Whose, page: number, ways: Ways): Promise<Card> {
  const { t, kit, user } = ctx;
  const { contacts, count, more } = await kit.store.clientContacts.list(user, whose, page * PAGE, PAGE);
  const names = await namesFor(ctx, contacts);
  const first = page * PAGE + 1;
  return {
    html: join(
      [
        b(`🗂 ${t.clients.contactsOf(name)}`),
        escapeHtml(count > 0 ? t.clients.count(count, more) : t.clients.contactsNone),
        numberedText(
          contacts.map((contact) => contactRow(contact, ctx, names)),
          first,
        ),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        contacts.map(({ id }) => contactLinks.open(id, ways.to(page))),
        first,
      ),
      ...pageRow(ctx, page, count, ways.to, more),
      [
        { text: `‹ ${t.common.back}`, data: ways.back },
        ...(count > 0 && ways.journal ? [{ text: `📖 ${t.clients.inJournal}`, data: ways.journal }] : []),
      ],
    ],
  };
}

/** The journal with one client filtered, over all time; the manager whose contacts it shows is the one chosen in the user's own. */
export async function showJournalOf(
  ctx: Ctx,
  client: { organization: string } | { person: string },
  back: CallbackData,
): Promise<void> {
  const own = await filterOf(ctx, 'journal');
  const filter = { ...resetFilter(own, ctx.at, ctx.user.zone), period: { kind: 'all' as const }, ...client };
  await lookIntoJournal(ctx, filter, { from: 'client', data: back });
}
