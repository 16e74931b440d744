import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Import } from '../../src/store/import/imports.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { changeable, importOf, showPreview } from './import.ts';
import { choiceLinks, importLinks } from './links.ts';
import { readAgain } from './reading.ts';

/** Who is responsible in place of managers whom nobody knows: asked once for the whole file. */
async function showManagers(ctx: Ctx, one: Import, page: number): Promise<void> {
  const { imports, common } = ctx.t;
  const users = await ctx.kit.store.users.active();
  const mark = (id: number, text: string) => (one.instead === id ? `● ${text}` : text);
  await ctx.show({
    html: join([b(imports.askInstead), escapeHtml(imports.strangers((one.strangers ?? []).join(', ')))], '\n\n'),
    rows: [
      ...users
        .slice(page * PAGE, (page + 1) * PAGE)
        .map(({ id, name }) => [{ text: mark(id, name), data: choiceLinks.instead(one.id, id) }]),
      ...pageRow(ctx, page, users.length, (to) => choiceLinks.who(one.id, to)),
      [{ text: mark(0, imports.nobody), data: choiceLinks.instead(one.id, 0) }],
      [{ text: `‹ ${common.back}`, data: importLinks.page(one.id, 'all', 0) }],
    ],
  });
}

const NEXT_MODE = { update: 'add', add: 'ask', ask: 'update' } as const;

/** Choices of a whole import. */
export const choicesScreen = defineScreen(choiceLinks, {
  async who(ctx, id, page) {
    const one = await changeable(ctx, id);
    if (one) await showManagers(ctx, one, pageOf(page));
  },
  async instead(ctx, id, user) {
    const one = await changeable(ctx, id);
    if (!one) return;
    const chosen = (await ctx.kit.store.users.active()).find((known) => String(known.id) === user);
    await ctx.kit.store.imports.note(one, { instead: chosen?.id ?? 0 });
    await ctx.say(ctx.t.imports.insteadNoted(chosen?.name ?? ctx.t.imports.nobody));
    const changed = await importOf(ctx, id);
    if (changed) await showPreview(ctx, changed);
  },
  /** Cards that are found are completed, left as they are, or each is asked about: the next of the three. */
  async mode(ctx, id) {
    const one = await changeable(ctx, id);
    if (!one) return;
    const { imports } = ctx.kit.store;
    const mode = NEXT_MODE[one.mode ?? 'update'];
    await imports.note(one, { mode });
    // What would be added to whom is worked out while the file is read.
    const next = mode === 'ask' ? await imports.again(one) : undefined;
    if (next) return readAgain(ctx, next);
    await showPreview(ctx, { ...one, mode });
  },
});
