import { clean } from '../src/domain/html.ts';
import { type ClientPhrase, parseQuickEntry, type QuickEntry, withoutPhrase } from '../src/domain/quick-entry.ts';
import { rankName } from '../src/domain/rank-name.ts';
import { atUsualHour } from '../src/domain/when/usual-hour.ts';
import type { Ctx } from '../src/telegram/context.ts';
import { beginDialog } from '../src/telegram/dialog.ts';
import { type ContactValues, chooseClient } from './contact-fields.ts';

/** So many stretches of a text are looked up in the directory. */
const TRIED = 6;
/** From this rank on a name is the one that was meant: the same word, another case of it, or its beginning. */
const CERTAIN = 0.8;

/** A line of free text becomes a draft to confirm: never a silent save. */
export async function quickEntry(ctx: Ctx): Promise<boolean> {
  const text = clean(ctx.written?.text ?? '').trim();
  if (text === '' || text.startsWith('/')) return false;
  const { zone, workingDays } = ctx.user;
  const entry = parseQuickEntry(text, { now: ctx.at, zone, workingDays });
  const client = await findClient(ctx, entry.phrases);
  const start = startOf(ctx, entry);
  const content = client ? withoutPhrase(entry.rest, client.phrase) : entry.rest;
  const values: ContactValues = {
    ...client?.values,
    ...(entry.channel && { via: { channel: entry.channel, direction: entry.direction ?? 'outgoing' } }),
    ...(start && { start }),
    ...(content && { content }),
    ...(entry.minutes !== undefined && { minutes: entry.minutes }),
  };
  const missing = values.via ? (values.start ? undefined : 'start') : 'via';
  await beginDialog(ctx, entry.planned ? 'plan' : 'new', {
    values,
    toDraft: true,
    ...(missing && { field: missing }),
  });
  return true;
}

/** The moment, to the minute; a day without a time gets a sensible hour, which the card shows. */
function startOf(ctx: Ctx, { start, hasTime, planned }: QuickEntry): Date | undefined {
  if (!start || hasTime) return start ?? (planned ? undefined : ctx.at);
  return atUsualHour(start, { now: ctx.at, zone: ctx.user.zone, planned });
}

interface Found {
  phrase: ClientPhrase;
  values: Pick<ContactValues, 'organization' | 'person'>;
}

/** The client or person of the directory that the text names, if it names one with certainty. */
async function findClient(ctx: Ctx, phrases: readonly ClientPhrase[]): Promise<Found | undefined> {
  const tried = phrases.slice(0, TRIED);
  const { organizations, persons } = ctx.kit.store;
  const found = await Promise.all(
    tried.map(async (phrase) => {
      const [[organization], [person]] = await Promise.all([
        organizations.search(ctx.user, phrase.text, 1),
        persons.search(ctx.user, phrase.text, 1),
      ]);
      const ranked = [
        { rank: organization ? rankName(phrase.text, organization.name) : 0, organization },
        { rank: person ? rankName(phrase.text, person.name) : 0, person },
      ] as const;
      return { phrase, best: ranked[0].rank >= ranked[1].rank ? ranked[0] : ranked[1] };
    }),
  );
  // Likeliest stretch first; of two certain ones the better match, and then the longer one, which says more.
  const [winner] = found
    .filter(({ best }) => best.rank >= CERTAIN)
    .sort((a, b) => b.best.rank - a.best.rank || b.phrase.text.length - a.phrase.text.length);
  if (!winner) return undefined;
  return { phrase: winner.phrase, values: await valuesFrom(ctx, winner.best) };
}

type Match = { organization?: { id: string; name: string } | undefined } | { person?: Person | undefined };
interface Person {
  id: string;
  name: string;
  organization?: string;
}

async function valuesFrom(ctx: Ctx, match: Match): Promise<Found['values']> {
  if ('organization' in match && match.organization) {
    const { id, name } = match.organization;
    const reply = await chooseClient({ id, name }, {}, ctx);
    if (!('set' in reply)) return {};
    const { organization, person } = reply.set;
    return { ...(organization && { organization }), ...(person && { person }) };
  }
  if (!('person' in match) || !match.person) return {};
  const { id, name, organization } = match.person;
  const employer =
    organization === undefined ? undefined : await ctx.kit.store.organizations.get(ctx.user, organization);
  return { person: { id, name }, ...(employer && { organization: { id: employer.id, name: employer.name } }) };
}
