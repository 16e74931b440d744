import { toggled } from '../../src/domain/journal/journal-filter.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { JournalLook } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { type Card, grid } from '../../src/telegram/messages/card.ts';
import { columnNames, columnTitle, knownColumns, usualExport, usualRow } from './columns.ts';
import { type JournalSlot, ownerOf } from './filter-card.ts';
import { journalLinks } from './links.ts';

/** Where fields are chosen for. */
const fieldsOf = ['row', 'exported'] as const;
export type FieldsOf = (typeof fieldsOf)[number];
export const isFieldsOf = (text: string | undefined): text is FieldsOf => fieldsOf.some((one) => one === text);

/** How the user's journal is drawn, the same wherever it is looked into from. */
export const lookOf = async (ctx: Ctx): Promise<JournalLook> =>
  (await ctx.kit.store.filters.get(ownerOf(ctx, 'journal'))).look;

export const chosenColumns = (look: JournalLook, of: FieldsOf) =>
  knownColumns(look[of], of === 'row' ? usualRow : usualExport);

/** Changes how the user's journal looks. Kept for good. */
export async function changeLook(ctx: Ctx, make: (look: JournalLook) => JournalLook): Promise<void> {
  await ctx.kit.store.filters.setLook(ownerOf(ctx, 'journal'), make(await lookOf(ctx)));
}

/** One field in or out; the last one stays. */
export async function toggleColumn(ctx: Ctx, of: FieldsOf, name: string | undefined): Promise<void> {
  const column = columnNames.find((one) => one === name);
  if (!column) return ctx.say(ctx.t.common.stale);
  await changeLook(ctx, (look) => {
    const chosen = toggled(chosenColumns(look, of), column);
    return chosen.length > 0 ? { ...look, [of]: chosen } : look;
  });
}

/** Which fields a row of the journal shows, or an export holds. */
export async function fieldsCard(ctx: Ctx, slot: JournalSlot, of: FieldsOf): Promise<Card> {
  const { journal, common } = ctx.t;
  const chosen = chosenColumns(await lookOf(ctx), of);
  const tab = (one: FieldsOf, text: string) => ({
    text: `${one === of ? '● ' : ''}${text}`,
    data: journalLinks[slot].fields(one),
  });
  const ticks = columnNames.map((name) => ({
    text: `${chosen.includes(name) ? '☑️' : '⬜'} ${columnTitle(ctx.t, name)}`,
    data: journalLinks[slot].field(of, name),
  }));
  return {
    html: join(
      [b(`☰ ${journal.fields}`), escapeHtml(of === 'row' ? journal.fieldsRow : journal.fieldsExport)],
      '\n\n',
    ),
    rows: [
      [tab('row', journal.inRow), tab('exported', journal.inExport)],
      ...grid(ticks, 2),
      [
        { text: `‹ ${common.back}`, data: journalLinks[slot].show() },
        { text: `⬇️ ${journal.export}`, data: journalLinks[slot].export() },
      ],
    ],
  };
}
