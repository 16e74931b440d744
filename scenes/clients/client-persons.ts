import type { Organization, Person } from '../../src/domain/client/client.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { type ListRow, numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { hitRow, personDetail } from './directory-search.ts';
import { organizationLinks, personLinks } from './links.ts';

/** So many of the people of one client are read. */
const MOST = 1000;

/** A person as a row of a list of a client's people. */
export const personHit = (person: Person): ListRow =>
  hitRow({ kind: 'p', id: person.id, name: person.name, ...personDetail(person) });

/** All who speak for a client, by pages. */
export async function personsCard(ctx: Ctx, organization: Organization, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const people = await kit.store.persons.of(user, organization.id, MOST);
  const first = page * PAGE + 1;
  const shown = people.slice(page * PAGE, (page + 1) * PAGE);
  return {
    html: join(
      [
        b(`👥 ${t.clients.personsOf(organization.name)}`),
        escapeHtml(people.length > 0 ? t.clients.count(people.length, people.length === MOST) : t.clients.personsNone),
        numberedText(shown.map(personHit), first),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => personLinks.open(id, organizationLinks.persons(organization.id, page))),
        first,
      ),
      ...pageRow(ctx, page, people.length, (to) => organizationLinks.persons(organization.id, to)),
      [{ text: `‹ ${t.clients.toClient}`, data: organizationLinks.open(organization.id) }],
    ],
  };
}
