import { findEmails } from '../../src/domain/client/email.ts';
import { findPhones, numberOf } from '../../src/domain/client/phone.ts';
import { isNearlyNamed, rankName, sharesLegalForm } from '../../src/domain/client/rank-name.ts';
import { type ClientPhrase, type QuickEntry, wholePhrase } from '../../src/domain/line/quick-entry.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { homeCountry } from '../../src/telegram/dialogs/fields/lists.ts';
import { type ContactValues, chooseClient } from '../contacts/form/contact-fields.ts';

/** So many stretches of a text are looked up in the directory, and so many that answer to each are looked at. */
const TRIED = 6;
const SEEN = 6;
/** Of these only, the likeliest, a typo is forgiven: a word of the content is near to some name sooner or later. */
const TRIED_WITH_TYPOS = 2;
/** From this rank on a name is the one that was meant: the same word, another case of it, or its beginning. */
const CERTAIN = 0.8;
/** From this rank on it is the same word or another case of it; names that far from each other are told apart by it. */
const SAME = 0.9;
const EQUAL = 0.005;

interface Entity {
  id: string;
  name: string;
  /** Of a person. */
  organization?: string;
}

interface Candidate {
  kind: 'organization' | 'person';
  entity: Entity;
  phrase: ClientPhrase;
  rank: number;
}

export interface NamedClient {
  values: Pick<ContactValues, 'organization' | 'person'>;
  /** What of the text is the name, where it is that with certainty. */
  phrase?: ClientPhrase;
  /** What to ask for, where several answer to it alike. */
  unsure?: string;
}

/** The client or person of the directory that a text names: by e-mail, phone or name. */
export async function findNamedClient(ctx: Ctx, entry: QuickEntry): Promise<NamedClient> {
  const reached = await byAddress(ctx, entry.rest);
  if (reached) return { values: await valuesFrom(ctx, reached.kind, reached.entity) };
  const found = await Promise.all(entry.phrases.slice(0, TRIED).map((phrase) => candidatesFor(ctx, phrase)));
  const certain = found.flat().filter(({ rank }) => rank >= CERTAIN);
  const nearly = found
    .slice(0, TRIED_WITH_TYPOS)
    .flat()
    .filter(({ phrase, entity }) => isNearlyNamed(phrase.text, entity.name));
  const all = certain.length > 0 ? certain : nearly;
  // The better match, and of equal ones that of the longer stretch, which says more; organizations stand first.
  const [winner] = all.toSorted((a, b) => b.rank - a.rank || b.phrase.text.length - a.phrase.text.length);
  if (!winner) return { values: {} };
  const { text } = winner.phrase;
  const chosen = onlyOne(
    text,
    all.filter((one) => rivals(one, winner)),
  );
  if (!chosen) return { values: {}, unsure: text };
  return {
    values: await valuesFrom(ctx, chosen.kind, chosen.entity),
    // With a typo it may have been another word: it stays in the text.
    ...(chosen.rank >= CERTAIN && { phrase: wholePhrase(entry.rest, chosen.phrase, chosen.entity.name) }),
  };
}

async function candidatesFor(ctx: Ctx, phrase: ClientPhrase): Promise<Candidate[]> {
  const { organizations, persons } = ctx.kit.store;
  const [companies, people] = await Promise.all([
    organizations.search(ctx.user, phrase.text, SEEN),
    persons.search(ctx.user, phrase.text, SEEN),
  ]);
  const rated = (kind: Candidate['kind'], entities: Entity[]) =>
    entities.map((entity) => ({ kind, entity, phrase, rank: rankName(phrase.text, entity.name) }));
  return [...rated('organization', companies), ...rated('person', people)];
}

/** Whether the same stretch of the text means the other one as well: a full name alike, a beginning or a typo any. */
function rivals(one: Candidate, winner: Candidate): boolean {
  if (one.phrase !== winner.phrase || one.kind !== winner.kind) return false;
  return winner.rank < SAME || one.rank > winner.rank - EQUAL;
}

/** The one that is meant: of several by its legal form; none where another form was written than it has. */
function onlyOne(text: string, candidates: readonly Candidate[]): Candidate | undefined {
  const own = candidates.filter(({ entity }) => sharesLegalForm(text, entity.name) === true);
  const open = candidates.filter(({ entity }) => sharesLegalForm(text, entity.name) === undefined);
  const fitting = own.length > 0 ? own : open;
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Whose e-mail address or phone stands in the text, if it is one's alone. */
async function byAddress(ctx: Ctx, text: string): Promise<Pick<Candidate, 'kind' | 'entity'> | undefined> {
  const { organizations, persons } = ctx.kit.store;
  const [address] = [...findEmails(text), ...findPhones(text, homeCountry(ctx))];
  if (address === undefined) return undefined;
  const has = ({ emails, phones }: { emails: string[]; phones: string[] }) =>
    phones.map(numberOf).includes(address) || emails.some((email) => email.toLowerCase() === address);
  const [companies, people] = await Promise.all([
    organizations.search(ctx.user, address, SEEN),
    persons.search(ctx.user, address, SEEN),
  ]);
  const [company, ...companiesToo] = companies.filter(has);
  const [person, ...peopleToo] = people.filter(has);
  if (companiesToo.length > 0 || peopleToo.length > 0) return undefined;
  // The person says more than the client, unless it speaks for somebody else.
  if (person && (!company || person.organization === company.id)) return { kind: 'person', entity: person };
  return company && !person ? { kind: 'organization', entity: company } : undefined;
}

async function valuesFrom(ctx: Ctx, kind: Candidate['kind'], entity: Entity): Promise<NamedClient['values']> {
  const { id, name } = entity;
  if (kind === 'organization') {
    const reply = await chooseClient({ id, name }, {}, ctx);
    if (!('set' in reply)) return {};
    const { organization, person } = reply.set;
    return { ...(organization && { organization }), ...(person && { person }) };
  }
  const employer =
    entity.organization === undefined
      ? undefined
      : await ctx.kit.store.organizations.get(ctx.user, entity.organization);
  return { person: { id, name }, ...(employer && { organization: { id: employer.id, name: employer.name } }) };
}
