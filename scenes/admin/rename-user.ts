import { escapeHtml } from '../../src/domain/text/html.ts';
import { texts } from '../../src/i18n/index.ts';
import { requiredText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { tell } from '../shared/tell.ts';
import { renameUserDialog } from './links.ts';
import { userCard } from './users.ts';

type RenameValues = { about?: { id: number; name: string }; name?: string };

/** Changes the name under which colleagues see somebody. */
export const renameUserScene = defineForm<RenameValues, 'about'>(renameUserDialog, {
  title: (t, { about }) => `✏️ ${t.admin.renameTitle}: ${about?.name ?? ''}`,
  direct: true,
  fields: {
    name: requiredText<RenameValues>({
      name: 'name',
      icon: '👤',
      label: (t) => t.admin.entryName,
      limit: 80,
      oneLine: true,
      question: (ctx) => ctx.t.admin.askUserName,
    }),
  },
  async save(ctx, { about, name }) {
    const { t, kit } = ctx;
    if (!about || !name) return { error: t.admin.askUserName, field: 'name' };
    const changed = await kit.store.staff.rename(ctx.user, about.id, name);
    if (changed.outcome === 'absent') return { error: t.admin.absentUser };
    const { user } = changed;
    if (user.id !== ctx.user.id && user.access === 'active') {
      await tell(kit, user, { html: escapeHtml(texts[user.language].admin.told.renamed(user.name)) });
    }
    await ctx.say(t.admin.renamedNow(user.name));
    return { card: () => userCard(ctx, user) };
  },
});
