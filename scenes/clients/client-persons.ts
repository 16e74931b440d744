import type { Organization, Person } from '../../src/domain/client/client.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { organizationLinks, personLinks } from './links.ts';

/** So many of the people of one client are counted beyond the page. */
const COUNTED = 1000;

/** A person in a list of a client's people; the card's Back leads to where the list is. */
export const personRow = ({ id, name, position }: Person, back: CallbackData): Button[] => [
  { text: `👤 ${position ? `${name}, ${position}` : name}`, data: personLinks.open(id, back) },
];

/** All who speak for a client, by pages. */
export async function personsCard(ctx: Ctx, organization: Organization, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const { organizations, persons } = kit.store;
  const most = page * PAGE + COUNTED;
  const [shown, count] = await Promise.all([
    persons.of(user, organization.id, PAGE, page * PAGE),
    persons.countOf(user, await organizations.aliases(organization.id), most),
  ]);
  return {
    html: join(
      [
        b(`👥 ${t.clients.personsOf(organization.name)}`),
        escapeHtml(count > 0 ? t.clients.count(count, count === most) : t.clients.personsNone),
      ],
      '\n',
    ),
    rows: [
      ...shown.map((person) => personRow(person, organizationLinks.persons(organization.id, page))),
      ...pageRow(ctx, page, count, (to) => organizationLinks.persons(organization.id, to), count === most),
      [{ text: `‹ ${t.clients.toClient}`, data: organizationLinks.open(organization.id) }],
    ],
  };
}
