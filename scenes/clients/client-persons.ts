import type { Organization, Person } from '../../src/domain/client/client.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { type ListRow, numberButtons, numberedText } from '../shared/numbered.ts';
import { PAGE, pageRow } from '../shared/pages.ts';
import { hitRow, personDetail } from './directory-search.ts';
import { organizationLinks, personLinks } from './links.ts';

/** So many of the people of one client are counted beyond the page. */
const COUNTED = 1000;

/** A person as a row of a list of a client's people. */
export const personHit = (person: Person): ListRow =>
  hitRow({ kind: 'p', id: person.id, name: person.name, ...personDetail(person) });

/** All who speak for a client, by pages. */
export async function personsCard(ctx: Ctx, organization: Organization, page: number): Promise<Card> {
  const { t, kit, user } = ctx;
  const { organizations, persons } = kit.store;
  const most = page * PAGE + COUNTED;
  const [shown, count] = await Promise.all([
    persons.of(user, organization.id, PAGE, page * PAGE),
    persons.countOf(user, await organizations.aliases(organization.id), most),
  ]);
  const first = page * PAGE + 1;
  return {
    html: join(
      [
        b(`👥 ${t.clients.personsOf(organization.name)}`),
        escapeHtml(count > 0 ? t.clients.count(count, count === most) : t.clients.personsNone),
        numberedText(shown.map(personHit), first),
      ],
      '\n\n',
    ),
    rows: [
      ...numberButtons(
        shown.map(({ id }) => personLinks.open(id, organizationLinks.persons(organization.id, page))),
        first,
      ),
      ...pageRow(ctx, page, count, (to) => organizationLinks.persons(organization.id, to), count === most),
      [{ text: `‹ ${t.clients.toClient}`, data: organizationLinks.open(organization.id) }],
    ],
  };
}
