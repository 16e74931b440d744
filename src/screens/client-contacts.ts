import { b, escapeHtml, join } from '../domain/html.ts';
import type { Whose } from '../store/client-contacts.ts';
import type { CallbackData } from '../telegram/callback-data.ts';
import type { Card } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';
import { openFrom } from './contact-card.ts';
import { contactLine, namesFor } from './contact-line.ts';
import { PAGE, pageRow } from './pages.ts';

interface Ways {
  to(page: number): CallbackData;
  back: CallbackData;
}

const COUNTED = 1000;

/** All contacts of a client that the viewer may see, the latest first, by pages; a tap opens one. */
export async function contactsCard(ctx: Ctx, name: string, whose: Whose, page: number, ways: Ways): Promise<Card> {
  const { t, kit, user } = ctx;
  const { contacts, count } = await kit.store.clientContacts.list(user, whose, page * PAGE, PAGE);
  const names = await namesFor(ctx, contacts);
  return {
    html: join(
      [
        b(`🗂 ${t.clients.contactsOf(name)}`),
        escapeHtml(count > 0 ? t.clients.count(count, count === COUNTED) : t.clients.contactsNone),
      ],
      '\n',
    ),
    rows: [
      ...contacts.map((contact) => [
        { text: contactLine(contact, ctx, names), data: openFrom(contact.id, ways.to(page)) },
      ]),
      ...pageRow(ctx, page, count, ways.to),
      [{ text: `‹ ${t.common.back}`, data: ways.back }],
    ],
  };
}
