import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { filterCard, filterOf, ownerOf, type Section } from './filter-card.ts';
import type { AboutFilter } from './links.ts';

/** Changes the filter, and returns to its card. */
export async function changeFilter(
  ctx: Ctx,
  about: AboutFilter | undefined,
  set: Partial<JournalFilter>,
  section: Section = 'main',
) {
  const slot = about?.slot ?? 'journal';
  await ctx.kit.store.filters.set(ownerOf(ctx, slot), { ...(await filterOf(ctx, slot)), ...set });
  return { card: () => filterCard(ctx, slot, section) };
}

/** After Cancel: the filter as it was. */
export const backToFilter = (ctx: Ctx, { about }: { about?: AboutFilter }) => filterCard(ctx, about?.slot ?? 'journal');
