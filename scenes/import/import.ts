import { derivedId, isId } from '../../src/domain/id.ts';
import { supervises } from '../../src/domain/rights.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import { type Import, UNDO_FOR, verdicts } from '../../src/store/import/imports.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { attachFile } from '../contacts/attach.ts';
import { pageOf } from '../shared/pages.ts';
import { importPreview } from './import-preview.ts';
import { importLinks } from './links.ts';
import { beginReading } from './reading.ts';

/** The import of a button, for the user who sent its file. */
export async function importOf(ctx: Ctx, id: string | undefined): Promise<Import | undefined> {
  const one = isId(id) && supervises(ctx.user) ? await ctx.kit.store.imports.get(id) : undefined;
  if (one?.by === ctx.user.id) return one;
  await ctx.say(ctx.t.common.gone);
  return undefined;
}

/** Whether an import goes in already: then nothing of it can be changed any more. */
export const hasBegun = async ({ kit }: Pick<Ctx, 'kit'>, { id }: Pick<Import, 'id'>): Promise<boolean> =>
  (await kit.store.jobs.get(jobIdOf(id))) !== undefined;

/** The import of a button, as long as it can be changed. */
export async function changeable(ctx: Ctx, id: string | undefined): Promise<Import | undefined> {
  const one = await importOf(ctx, id);
  if (!one || !(await hasBegun(ctx, one))) return one;
  await ctx.say(ctx.t.imports.startedAlready);
  return undefined;
}

const jobIdOf = (id: string) => derivedId('import-run', id);

/** Shows the preview again, after something of it was changed. */
export const showPreview = async (ctx: Ctx, one: Import): Promise<void> =>
  void (await ctx.show(await importPreview(ctx.t, ctx.kit, one, undefined, 0)));

export const importScreen = defineScreen(importLinks, {
  /** A file that was offered to be imported. */
  async read(ctx, id) {
    const one = await importOf(ctx, id);
    if (one) await beginReading(ctx, one.id, one.file.name);
  },
  /** A file that is not a list of clients may belong to a contact. */
  async attach(ctx, id) {
    const one = await importOf(ctx, id);
    if (one) await attachFile(ctx, one.file);
  },
  async page(ctx, id, verdict, page) {
    const one = await importOf(ctx, id);
    if (!one) return;
    const chosen = verdicts.find((known) => known === verdict);
    await ctx.show(await importPreview(ctx.t, ctx.kit, one, chosen, pageOf(page)));
  },
  async go(ctx, id) {
    const one = await importOf(ctx, id);
    if (!one) return;
    if (!one.slices) return ctx.say(ctx.t.common.stale);
    // One file goes in once, however often the button is tapped; what failed goes on.
    const begun = await ctx.kit.store.jobs.get(jobIdOf(one.id));
    if (begun && begun.outcome !== 'failed') return ctx.say(ctx.t.imports.startedAlready);
    const card = await ctx.show({ html: b(`📥 ${ctx.t.imports.started}`) });
    const job = {
      id: jobIdOf(one.id),
      kind: 'import',
      by: ctx.user.id,
      params: { import: one.id, name: one.file.name },
    };
    await ctx.kit.store.jobs.add({ ...job, card }, ctx.at);
  },
  async drop(ctx, id) {
    const one = await importOf(ctx, id);
    if (!one) return;
    if (await hasBegun(ctx, one)) return ctx.say(ctx.t.imports.startedAlready);
    await ctx.show({ html: escapeHtml(ctx.t.imports.dropped) });
  },
  /** Asks whether an import that went in is really to be undone. */
  async undo(ctx, id) {
    const one = await importOf(ctx, id);
    if (!one) return;
    const { imports, common } = ctx.t;
    if (one.undone) return ctx.say(imports.undone);
    if (ctx.at.getTime() - one.createdAt.getTime() > UNDO_FOR) return ctx.say(imports.undoOver);
    await ctx.send({
      html: join([b(`↩️ ${imports.undo}: ${one.file.name}`), escapeHtml(imports.undoHow)], '\n\n'),
      rows: [
        [{ text: `↩️ ${imports.undo}`, data: importLinks.undoNow(one.id) }],
        [{ text: `✖️ ${common.no}`, data: importLinks.keep(one.id) }],
      ],
    });
  },
  async undoNow(ctx, id) {
    const one = await importOf(ctx, id);
    if (!one) return;
    if (ctx.at.getTime() - one.createdAt.getTime() > UNDO_FOR) return ctx.say(ctx.t.imports.undoOver);
    const card = await ctx.show({ html: b(`↩️ ${ctx.t.imports.undoing}…`) });
    const job = {
      id: derivedId('import-undo', one.id),
      kind: 'import-undo',
      by: ctx.user.id,
      params: { import: one.id, name: one.file.name },
    };
    await ctx.kit.store.jobs.add({ ...job, card }, ctx.at);
  },
  async keep(ctx, id) {
    if (await importOf(ctx, id)) await ctx.show({ html: escapeHtml(ctx.t.imports.kept) });
  },
});
