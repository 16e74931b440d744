import type { Analytic, Change, Status } from '../../src/domain/contact/contact.ts';
import { cut } from '../../src/domain/text/html.ts';
import { showMinutes, showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import { showLeads } from '../../src/telegram/dialogs/fields/leads.ts';

/** The names of everything that a stretch of a history points to. */
export interface ChangeNames {
  organizations: Map<string, string>;
  persons: Map<string, string>;
  users: Map<number, string>;
  entries: Map<string, string>;
  documents: Map<string, string>;
}

const VALUE_LIMIT = 160;

/** Looks the names up in one wave. */
export async function namesOfChanges({ kit, user }: Ctx, changes: readonly Change[]): Promise<ChangeNames> {
  const { organizations, persons, users, dictionaries, documents } = kit.store;
  const values = (...fields: string[]) =>
    changes.filter(({ field }) => fields.includes(field)).flatMap(({ from, to }) => [from, to].flat());
  const ids = (...fields: string[]) => [...new Set(values(...fields).filter((id) => typeof id === 'string'))];
  const managers = values('manager').filter((id) => typeof id === 'number');
  const [orgs, people, staff, words, papers] = await Promise.all([
    organizations.named(ids('organization')),
    persons.named(ids('person')),
    users.named([...new Set([...changes.map(({ by }) => by), ...managers])]),
    dictionaries.many(ids('type', 'firm', 'source', 'channel')),
    documents.many(ids('documents')),
  ]);
  return {
    organizations: orgs,
    persons: people,
    users: staff,
    entries: new Map([...words].map(([id, { name }]) => [id, name[user.language]])),
    documents: new Map(papers.map(({ id, number }) => [id, `№ ${number}`])),
  };
}

/** One change in words: `Start: tomorrow 15:00 → Fri 27 Nov 10:00`. */
export function changeWords(ctx: Ctx, names: ChangeNames, change: Change): string {
  const { t } = ctx;
  const { field, from, to } = change;
  if (field === 'removed') return to === undefined ? t.card.broughtBackEntry : t.card.removedEntry;
  const label = (t.contact.field as Record<string, string>)[field] ?? field;
  if (field === 'analytics') {
    return `${label}: ${cut(difference(ctx, listOf<Analytic>(from), listOf<Analytic>(to)), 2 * VALUE_LIMIT)}`;
  }
  const shown = (value: unknown) =>
    value === undefined ? t.card.nothing : cut(valueWords(ctx, names, field, value), VALUE_LIMIT) || t.card.nothing;
  return t.card.change(label, shown(from), shown(to));
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

/** Lists of characteristics differ by what was added, taken off and changed. */
function difference(ctx: Ctx, from: readonly Analytic[], to: readonly Analytic[]): string {
  const without = (list: readonly Analytic[], others: readonly Analytic[]) =>
    list
      .filter(({ id }) => !others.some((other) => other.id === id))
      .map((one) => cut(showAnalytic(one, ctx), VALUE_LIMIT));
  const [added, gone] = [without(to, from), without(from, to)];
  const changed = to.flatMap((one) => {
    const before = from.find(({ id }) => id === one.id);
    const [was, is] = [before, one].map((value) => value && cut(showAnalytic(value, ctx), VALUE_LIMIT));
    return was === undefined || was === is ? [] : [`${was} → ${is}`];
  });
  return [
    added.length > 0 && ctx.t.card.addedEntry(added.join(', ')),
    gone.length > 0 && ctx.t.card.gone(gone.join(', ')),
    ...changed,
  ]
    .filter(Boolean)
    .join('; ');
}

function valueWords(ctx: Ctx, names: ChangeNames, field: string, value: unknown): string {
  const { contact } = ctx.t;
  const text = String(value);
  switch (field) {
    case 'status':
      return contact.status[value as Status] ?? text;
    case 'channel':
      return contact.channel[text] ?? names.entries.get(text) ?? text;
    case 'direction':
    case 'priority':
      return (contact[field] as Record<string, string>)[text] ?? text;
    case 'state':
      return (contact.state as Record<string, string>)[text] ?? text;
    case 'organization':
      return names.organizations.get(text) ?? text;
    case 'person':
      return names.persons.get(text) ?? text;
    case 'manager':
      return names.users.get(Number(value)) ?? text;
    case 'type':
    case 'firm':
    case 'source':
      return names.entries.get(text) ?? text;
    case 'minutes':
      return showMinutes(Number(value), ctx.user);
    case 'documents':
      return listOf<string>(value)
        .map((id) => names.documents.get(id) ?? '№ ?')
        .join(', ');
    case 'leads':
      return showLeads(listOf<number>(value), ctx);
    default:
      return value instanceof Date ? showWhen(value, ctx.at, ctx.user) : text.replace(/\s+/g, ' ');
  }
}
