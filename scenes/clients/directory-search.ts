import type { Organization, Person } from '../../src/domain/client/client.ts';
import { showPhone } from '../../src/domain/client/phone.ts';
import { tellApart } from '../../src/domain/client/tell-apart.ts';
import { cut, escapeHtml } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { ListRow } from '../shared/numbered.ts';

/** An organization or a person as a list shows it. */
export interface Hit {
  kind: 'o' | 'p';
  id: string;
  /** With what tells it apart where others in the list have the same. */
  name: string;
  /** Of a person: the name of the organization. */
  employer?: string;
  /** What else tells who it is: the position, a phone, an address. */
  detail?: string;
}

const detailOf = (...parts: (string | undefined)[]): { detail?: string } => {
  const detail = parts.filter(Boolean).join(' · ');
  return detail ? { detail } : {};
};
const companyDetail = ({ phones, emails, addresses }: Organization) =>
  detailOf(...phones.slice(0, 1).map(showPhone), phones.length > 0 ? undefined : emails[0], addresses[0]);
export const personDetail = ({ position, phones, emails }: Person) =>
  detailOf(position, ...phones.slice(0, 1).map(showPhone), phones.length > 0 ? undefined : emails[0]);

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
    ...companies.map((one) => ({
      kind: 'o' as const,
      id: one.id,
      name: companyNames.get(one.id) ?? one.name,
      ...companyDetail(one),
    })),
    ...people.map((one) => {
      const { id, name, organization } = one;
      const employer = employers.get(organization ?? '');
      const hit = { kind: 'p' as const, id, ...personDetail(one) };
      return employer === undefined ? { ...hit, name: personNames.get(id) ?? name } : { ...hit, name, employer };
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
  return list.map((one) => ({ kind: 'o', id: one.id, name: names.get(one.id) ?? one.name, ...companyDetail(one) }));
}

const HEAD_LIMIT = 64;
const DETAIL_LIMIT = 72;

/** The same as a row of a list that is text. */
export const hitRow = (hit: Hit): ListRow => ({
  head: escapeHtml(cut(hitLine(hit), HEAD_LIMIT)),
  detail: hit.detail === undefined ? undefined : escapeHtml(cut(hit.detail, DETAIL_LIMIT)),
});

export const hitLine = ({ kind, name, employer }: Hit): string =>
  `${kind === 'o' ? '🏢' : '👤'} ${employer === undefined ? name : `${name} · ${employer}`}`;
