import { escapeHtml, type Html, join, link } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { shownName } from '../../src/domain/user-name.ts';
import type { Texts } from '../../src/i18n/index.ts';

/**
 * Who somebody is, so that no one passes for somebody else: the name they gave themselves, which opens their own page at
 * Telegram, their user name, and the one thing that no one can choose, the id.
 */
export function whoIs(t: Texts, { id, name, username }: Pick<User, 'id' | 'name' | 'username'>): Html {
  const rest = ` · ${username ? `@${username}` : t.home.noUsername} · id ${id}`;
  return join([link(shownName(name) || String(id), `tg://user?id=${id}`), escapeHtml(rest)]);
}
