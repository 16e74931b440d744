import {
  filterParts,
  groups,
  type JournalFilter,
  resetFilter,
  toggleGroup,
  widened,
} from '../../src/domain/journal/journal-filter.ts';
import { CALENDAR_KINDS, type CalendarKind, currentPeriod, shiftPeriod } from '../../src/domain/time/period.ts';
import type { FilterSlot } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { pageOf } from '../shared/pages.ts';
import { filterCard, filterOf, isListPart, ownerOf, type Section } from './filter-card.ts';
import { optionsOf, pick, presenceParts, turnPresence } from './filter-options.ts';
import { type AskedPart, filterDialogs, filterLinks } from './links.ts';

/** The period that a fresh filter of each slot looks at: the user's journal at today, the others at a month. */
const freshPeriods = { journal: 'day', look: 'month', report: 'month' } as const satisfies Record<
  FilterSlot,
  CalendarKind
>;

/** The parts that are asked for in a dialog (filter-dialogs.ts). */
export const askedParts = [
  'organization',
  'person',
  'document',
  'words',
  'range',
] as const satisfies readonly AskedPart[];

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined =>
  all.find((one) => one === text);

/** Overdue on or off. On, it looks at all time: what became overdue today is rarely all that is meant. Off, at today. */
export const turnOverdue = ({ at, user }: Ctx, filter: JournalFilter): JournalFilter =>
  filter.overdue
    ? { ...filter, overdue: false, period: currentPeriod('day', at, user.zone) }
    : { ...filter, overdue: true, period: { kind: 'all' } };

/** One period on or back, by the step that a button carries. */
export function shifted(filter: JournalFilter, step: string | undefined, zone: string): JournalFilter | undefined {
  if (step !== '1' && step !== '-1') return undefined;
  return { ...filter, period: shiftPeriod(filter.period, Number(step), zone) };
}

/**
 * The screen that edits the filter of one slot: the journal's, or a report's. `show` draws what is filtered; Show leads
 * there. Open it with `filterCard(ctx, slot)`.
 */
export function filterScreen(slot: FilterSlot, show: (ctx: Ctx) => Promise<void>) {
  /** Changes the filter and draws the card again. */
  async function change(
    ctx: Ctx,
    make: (filter: JournalFilter) => JournalFilter | undefined,
    section: Section = 'main',
  ): Promise<void> {
    const filter = await filterOf(ctx, slot);
    const changed = make(filter);
    if (changed === undefined) return ctx.say(ctx.t.common.stale);
    if (changed !== filter) await ctx.kit.store.filters.set(ownerOf(ctx, slot), changed);
    await ctx.show(await filterCard(ctx, slot, section));
  }

  const ask = (ctx: Ctx, part: AskedPart) => beginDialog(ctx, filterDialogs[part], { values: { about: { slot } } });

  return defineScreen(filterLinks[slot], {
    async open(ctx, section, page) {
      const known = oneOf(['main', 'groups', 'more', 'managers'], section) ?? (isListPart(section) ? section : 'main');
      await ctx.show(await filterCard(ctx, slot, known, pageOf(page)));
    },
    async period(ctx, chosen) {
      if (chosen === 'range') return ask(ctx, 'range');
      const kind = oneOf(CALENDAR_KINDS, chosen);
      if (kind === undefined && chosen !== 'all') return ctx.say(ctx.t.common.stale);
      const period = kind ? currentPeriod(kind, ctx.at, ctx.user.zone) : { kind: 'all' as const };
      await change(ctx, (filter) => ({ ...filter, period }));
    },
    async shift(ctx, step) {
      await change(ctx, (filter) => shifted(filter, step, ctx.user.zone));
    },
    async group(ctx, name) {
      const group = oneOf(groups, name);
      if (!group) return ctx.say(ctx.t.common.stale);
      const filter = await filterOf(ctx, slot);
      const toggled = toggleGroup(filter, group);
      if (toggled === filter) return ctx.say(ctx.t.journal.oneStays);
      await change(ctx, () => toggled, 'groups');
    },
    overdue: (ctx) => change(ctx, (filter) => turnOverdue(ctx, filter)),
    async pick(ctx, part, arg = '') {
      if (!isListPart(part)) return ctx.say(ctx.t.common.stale);
      const known = (await optionsOf(ctx, part)).some((option) => option.arg === arg);
      await change(ctx, (filter) => (known ? pick(filter, part, arg) : undefined), part);
    },
    async presence(ctx, name) {
      const part = oneOf(presenceParts, name);
      await change(ctx, (filter) => part && turnPresence(filter, part), 'more');
    },
    async manager(ctx, chosen) {
      if (chosen === 'all') return change(ctx, (filter) => widened(filter, 'manager'));
      const manager = (await ctx.kit.store.users.active()).find(({ id }) => String(id) === chosen);
      await change(ctx, (filter) => manager && { ...filter, manager: manager.id });
    },
    async drop(ctx, name) {
      const part = oneOf(filterParts, name);
      await change(ctx, (filter) => part && widened(filter, part));
    },
    async ask(ctx, name) {
      const part = oneOf(askedParts, name);
      if (!part) return ctx.say(ctx.t.common.stale);
      await ask(ctx, part);
    },
    reset: (ctx) =>
      change(ctx, (filter) => ({
        ...resetFilter(filter, ctx.at, ctx.user.zone),
        period: currentPeriod(freshPeriods[slot], ctx.at, ctx.user.zone),
      })),
    show,
  });
}
