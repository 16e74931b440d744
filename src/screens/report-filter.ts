import type { JournalFilter } from '../domain/journal-filter.ts';
import { filterOf } from '../domain/report.ts';
import type { ReportCard } from '../store/index.ts';
import type { Ctx } from '../telegram/context.ts';
import type { ReportReader } from './report-names.ts';

/** What narrows a report besides its period, in lines: what is filtered is always named. */
export async function filterLines({ kit, t, user }: ReportReader, filter: JournalFilter): Promise<string[]> {
  const { users, reportNames, dictionaries } = kit.store;
  const { contact } = t;
  const [manager, organizations, persons, entries] = await Promise.all([
    filter.manager === undefined ? undefined : users.named([filter.manager]),
    filter.organization === undefined ? undefined : reportNames.organizations([filter.organization]),
    filter.person === undefined ? undefined : reportNames.persons([filter.person]),
    dictionaries.many([...filter.types, ...filter.firms, ...filter.sources, ...filter.channels]),
  ]);
  const named = (ids: readonly string[]) => ids.map((id) => entries.get(id)?.name[user.language] ?? id).join(', ');
  const line = (label: string, value: string | undefined) => (value ? [`${label}: ${value}`] : []);
  return [
    ...line(contact.field.manager, filter.manager === undefined ? undefined : manager?.get(filter.manager)),
    ...line(contact.field.organization, organizations?.get(filter.organization ?? '')?.name),
    ...line(contact.field.person, persons?.get(filter.person ?? '')?.name),
    ...line(contact.field.channel, filter.channels.map((id) => contact.channel[id] ?? named([id])).join(', ')),
    ...line(contact.field.state, filter.states.map((state) => contact.state[state]).join(', ')),
    ...line(contact.field.priority, filter.priorities.map((one) => contact.priority[one]).join(', ')),
    ...line(contact.field.type, named(filter.types)),
    ...line(contact.field.firm, named(filter.firms)),
    ...line(contact.field.source, named(filter.sources)),
  ];
}

/** Opens the filter of the report. */
export async function openFilter(ctx: Ctx, { settings }: ReportCard): Promise<void> {
  const owner = { user: ctx.user, slot: 'report', now: ctx.at } as const;
  await ctx.kit.store.filters.set(owner, filterOf(settings, ctx.at, ctx.user.zone));
}

/** Opens the journal with the filter of a row. */
export async function openJournal(ctx: Ctx, filter: JournalFilter): Promise<void> {
  await ctx.kit.store.filters.set({ user: ctx.user, slot: 'journal', now: ctx.at }, filter);
}
