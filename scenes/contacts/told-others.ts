import type { Contact } from '../../src/domain/contact/contact.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { contactLinks } from './links.ts';

/** Who is told of what was just done to a contact, as a word to whoever did it; undefined: nobody. */
export async function willKnow({ kit, t }: Ctx, concerns: readonly number[] = []): Promise<string | undefined> {
  if (concerns.length === 0) return undefined;
  const names = await kit.store.users.named(concerns);
  return `📣 ${t.contact.willKnow(concerns.map((id) => names.get(id) ?? String(id)).join(', '))}`;
}

/** What others are told of can be taken back for a minute. What was removed has its own way back. */
export const takeBackRow = (
  { t }: Ctx,
  { id, revision, removed }: Contact,
  concerns: readonly number[] = [],
): Button[][] =>
  concerns.length > 0 && !removed ? [[{ text: `↩️ ${t.common.undo}`, data: contactLinks.takeback(id, revision) }]] : [];

/** Whom a new contact concerns: the manager for whom somebody else has planned it. */
export const whomPlanned = ({ user }: Ctx, { status, manager }: Contact): number[] =>
  status === 'planned' && manager !== user.id ? [manager] : [];
