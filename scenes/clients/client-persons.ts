import type { Organization, Person } from '../../src/domain/client/client.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { organizationLinks, personLinks } from './links.ts';

/** So many of the people of one client are read. */
const MOST = 1000;

/** A person in a list of a client's people; the card's Back leads to where the list is. */
export const personRow = ({ id, name, position }: Person, back: CallbackData): Button[] => [
  { text: `👤 ${position ? `${name}, ${position}` : name}`, data: personLinks.open(id, back) },
];

/** All who speak for a client, by pages. */
export async function personsCard(ctx: Ctx, organization: Organization, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const people = await kit.store.persons.of(user, organization.id, MOST);
  const shown = people.slice(page * PAGE, (page + 1) * PAGE);
  return {
    html: join(
      [
        b(`👥 ${t.clients.personsOf(organization.name)}`),
        escapeHtml(people.length > 0 ? t.clients.count(people.length, people.length === MOST) : t.clients.personsNone),
      ],
      '\n',
    ),
    rows: [
      ...shown.map((person) => personRow(person, organizationLinks.persons(organization.id, page))),
      ...pageRow(ctx, page, people.length, (to) => organizationLinks.persons(organization.id, to)),
      [{ text: `‹ ${t.clients.toClient}`, data: organizationLinks.open(organization.id) }],
    ],
  };
}
