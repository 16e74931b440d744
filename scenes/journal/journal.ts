import {
  type FilterPart,
  filterParts,
  type JournalFilter,
  resetFilter,
  widened,
} from '../../src/domain/journal/journal-filter.ts';
import { CALENDAR_KINDS, currentPeriod } from '../../src/domain/time/period.ts';
import type { LookFrom } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { newContactDialog } from '../contacts/links.ts';
import { pageOf } from '../shared/pages.ts';
import { filterCard, type JournalSlot, ownerOf } from './filter-card.ts';
import { filterScreen, shifted, turnOverdue } from './filter-screen.ts';
import { journalCard } from './journal-card.ts';
import { exportCard, startExport } from './journal-export.ts';
import { changeLook, fieldsCard, isFieldsOf, toggleColumn } from './journal-look.ts';
import { journalLinks } from './links.ts';

/** Draws the journal on the page it was left on, or on another one. */
export async function showJournal(ctx: Ctx, slot: JournalSlot = 'journal', page?: number): Promise<void> {
  await ctx.show(await journalCard(ctx, slot, page));
}

/** Looks into the journal from elsewhere, with a filter of the look's own; `back` leads there again. */
export async function lookIntoJournal(ctx: Ctx, filter: JournalFilter, back: LookFrom): Promise<void> {
  await ctx.kit.store.filters.set(ownerOf(ctx, 'look'), filter, back);
  await showJournal(ctx, 'look');
}

/** Changes the filter and shows what it leads to, from the first page. */
async function change(
  ctx: Ctx,
  slot: JournalSlot,
  make: (filter: JournalFilter) => JournalFilter | undefined,
): Promise<void> {
  const owner = ownerOf(ctx, slot);
  const { filter } = await ctx.kit.store.filters.get(owner);
  const changed = make(filter);
  if (!changed) return ctx.say(ctx.t.common.stale);
  await ctx.kit.store.filters.set(owner, changed);
  await showJournal(ctx, slot);
}

/** A new contact, with the client that is filtered. */
async function newContact(ctx: Ctx, slot: JournalSlot): Promise<void> {
  const { filter } = await ctx.kit.store.filters.get(ownerOf(ctx, slot));
  const client = filter.organization && (await ctx.kit.store.organizations.get(ctx.user, filter.organization));
  const values = client ? { organization: { id: client.id, name: client.name } } : {};
  await beginDialog(ctx, newContactDialog, { values, back: journalLinks[slot].show() });
}

/** What the buttons of a journal do, whichever slot it shows. */
const actionsOf = (slot: JournalSlot) => ({
  show: (ctx: Ctx) => showJournal(ctx, slot),
  page: (ctx: Ctx, page?: string) => showJournal(ctx, slot, pageOf(page)),
  shift: (ctx: Ctx, step?: string) => change(ctx, slot, (filter) => shifted(filter, step, ctx.user.zone)),
  period(ctx: Ctx, chosen?: string) {
    const kind = CALENDAR_KINDS.find((one) => one === chosen);
    const period = kind ? currentPeriod(kind, ctx.at, ctx.user.zone) : { kind: 'all' as const };
    return change(ctx, slot, (filter) => (kind || chosen === 'all' ? { ...filter, period } : undefined));
  },
  drop(ctx: Ctx, name?: string) {
    const part: FilterPart | undefined = filterParts.find((one) => one === name);
    return change(ctx, slot, (filter) => part && widened(filter, part));
  },
  overdue: (ctx: Ctx) => change(ctx, slot, (filter) => turnOverdue(ctx, filter)),
  reset: (ctx: Ctx) => change(ctx, slot, (filter) => resetFilter(filter, ctx.at, ctx.user.zone)),
  async filters(ctx: Ctx) {
    await ctx.show(await filterCard(ctx, slot));
  },
  new: (ctx: Ctx) => newContact(ctx, slot),
  async order(ctx: Ctx) {
    await changeLook(ctx, (look) => ({ ...look, ascending: look.ascending !== true }));
    await showJournal(ctx, slot, 0);
  },
  async fields(ctx: Ctx, of?: string) {
    await ctx.show(await fieldsCard(ctx, slot, isFieldsOf(of) ? of : 'row'));
  },
  async field(ctx: Ctx, of?: string, name?: string) {
    if (!isFieldsOf(of)) return ctx.say(ctx.t.common.stale);
    await toggleColumn(ctx, of, name);
    await ctx.show(await fieldsCard(ctx, slot, of));
  },
  async export(ctx: Ctx) {
    await ctx.show(await exportCard(ctx, slot));
  },
  file: (ctx: Ctx, chosen?: string, mark?: string) => startExport(ctx, slot, chosen, mark),
});

/** The user's own journal, and the look into it from elsewhere. */
export const journalScreen = defineScreen(journalLinks.journal, actionsOf('journal'));
const lookScreen = defineScreen(journalLinks.look, actionsOf('look'));

/** The screens that this file brings: journals and their filters. */
export const journalScreens = [
  journalScreen,
  lookScreen,
  filterScreen('journal', (ctx) => showJournal(ctx)),
  filterScreen('look', (ctx) => showJournal(ctx, 'look')),
];
