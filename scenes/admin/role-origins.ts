import { escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { tell } from '../shared/tell.ts';
import { usersLinks } from './links.ts';
import { whoIs } from './who-is.ts';

/**
 * At start: a role that came from `ADMIN_IDS` ends where the id is not in it any more; administrators of a time when the
 * origin of a role was not noted stay, and the others are told once who of them the environment does not name.
 */
export async function settleRoles(kit: Kit): Promise<void> {
  const { administrators } = kit.store;
  for (const user of await administrators.left(kit.administrators)) {
    const dismissed = await administrators.dismiss(user);
    if (!dismissed) continue;
    kit.log('info', 'administrator.dismissed', { user: user.id });
    const t = texts[dismissed.language].admin;
    await tell(kit, dismissed, { html: escapeHtml(`🔑 ${t.told.role(t.role[dismissed.role])}`) });
  }
  const unknown = await administrators.ofUnknownOrigin();
  const strays = unknown.filter(({ id }) => !kit.administrators.has(id));
  if (strays.length > 0) await nameStrays(kit, strays);
  for (const { id } of unknown) {
    await administrators.setOrigin(id, kit.administrators.has(id) ? 'environment' : 'chat');
  }
}

async function nameStrays(kit: Kit, strays: readonly User[]): Promise<void> {
  for (const reader of await kit.store.users.administrators()) {
    const others = strays.filter(({ id }) => id !== reader.id);
    if (others.length === 0) continue;
    const t = texts[reader.language];
    const lines: Html[] = others.map((one) => join([escapeHtml('👑 '), whoIs(t, one)]));
    await tell(kit, reader, {
      html: join([escapeHtml(t.admin.notInEnvironment), join(lines, '\n')], '\n\n'),
      rows: others.slice(0, 8).map((one) => [{ text: `👤 ${one.name}`, data: usersLinks.card(one.id) }]),
    });
  }
}
