import { derivedId } from '../../src/domain/id.ts';
import { escapeHtml } from '../../src/domain/text/html.ts';
import type { Import } from '../../src/store/import/imports.ts';
import type { Ctx } from '../../src/telegram/context.ts';

/** Reads a file that was noted; it ends in the preview of what would come of it. */
export async function beginReading(ctx: Ctx, id: string, name: string): Promise<void> {
  const html = escapeHtml(ctx.t.imports.got(name));
  const card = ctx.tap ? await ctx.show({ html }) : await ctx.send({ html });
  const job = { id: derivedId('import-read', id), kind: 'import-read', by: ctx.user.id, params: { import: id }, card };
  await ctx.kit.store.jobs.add(job, ctx.at);
}

/** Reads a file again, as it was chosen to be read: `next` is what `again` of the store returned. */
export async function readAgain(ctx: Ctx, { id, turn }: Pick<Import, 'id' | 'turn'>): Promise<void> {
  const card = await ctx.show({ html: escapeHtml(`📥 ${ctx.t.imports.reading}…`) });
  const job = { id: derivedId('import-read', id, turn ?? 0), kind: 'import-read', by: ctx.user.id };
  await ctx.kit.store.jobs.add({ ...job, params: { import: id }, card }, ctx.at);
}
