import type { Person } from '../../src/domain/client/client.ts';
import { tellApart } from '../../src/domain/client/tell-apart.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** An organization or a person as a list shows it. */
export interface Hit {
  kind: 'o' | 'p';
  id: string;
  /** With what tells it apart where others in the list have the same. */
  name: string;
  /** Of a person: the name of the organization. */
  employer?: string;
}

/** Organizations first, then persons, each in the order of how well they answer; all within the viewer's rights. */
export async function searchDirectory(ctx: Ctx, query: string, limit: number): Promise<Hit[]> {
  const { organizations, persons } = ctx.kit.store;
  const [companies, named] = await Promise.all([
    organizations.search(ctx.user, query, limit),
    persons.search(ctx.user, query, limit),
  ]);
  const people = companies.length + named.length > 0 ? named : await peopleOfFirm(ctx, query, limit);
  const [companyNames, personNames] = [tellApart(companies), tellApart(people)];
  const employers = await organizations.named(people.flatMap(({ organization }) => organization ?? []));
  return [
    ...companies.map(({ id, name }) => ({ kind: 'o' as const, id, name: companyNames.get(id) ?? name })),
    ...people.map(({ id, name, organization }) => {
      const employer = employers.get(organization ?? '');
      if (employer !== undefined) return { kind: 'p' as const, id, name, employer };
      return { kind: 'p' as const, id, name: personNames.get(id) ?? name };
    }),
  ].slice(0, limit);
}

/** More words than this are no person and a firm. */
const MOST_WORDS = 5;
const MOST_FIRMS = 20;

/** A person and the firm in one query, whichever comes first: "Kuznetsova landysh". */
async function peopleOfFirm({ kit, user }: Ctx, query: string, limit: number): Promise<Person[]> {
  const words = query.split(/\s+/).filter(Boolean);
  if (words.length > MOST_WORDS) return [];
  for (let cut = words.length - 1; cut > 0; cut--) {
    const [head, tail] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    for (const [person, firm] of [
      [head, tail],
      [tail, head],
    ] as const) {
      const firms = await kit.store.organizations.search(user, firm, MOST_FIRMS);
      if (firms.length === 0) continue;
      const found = await kit.store.persons.searchOf(
        user,
        person,
        firms.map(({ id }) => id),
        limit,
      );
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Whom the viewer dealt with last; for somebody who has had no contacts yet, those added to the directory last. */
export async function recentHits({ kit, user }: Ctx, limit: number): Promise<Hit[]> {
  const { contacts, organizations } = kit.store;
  const ids = await contacts.recentOrganizations(user.id, limit);
  const known = await organizations.many(user, ids);
  const list = known.length > 0 ? known : await organizations.latest(user, limit);
  const names = tellApart(list);
  return list.map(({ id, name }) => ({ kind: 'o', id, name: names.get(id) ?? name }));
}

export const hitLine = ({ kind, name, employer }: Hit): string =>
  `${kind === 'o' ? '🏢' : '👤'} ${employer === undefined ? name : `${name} · ${employer}`}`;
