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
export async function searchDirectory({ kit, user }: Ctx, query: string, limit: number): Promise<Hit[]> {
  const { organizations, persons } = kit.store;
  const [companies, people] = await Promise.all([
    organizations.search(user, query, limit),
    persons.search(user, query, limit),
  ]);
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
