import type { Contact } from '../../src/domain/contact/contact.ts';
import { unrung } from '../../src/domain/reminder/due.ts';
import { rulesOf } from '../../src/domain/reminder/reminder-rules.ts';
import { escapeHtml, type Html } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';

type Reading = Pick<Ctx, 'kit' | 'user' | 't' | 'at'>;

/** Says that no reminder precedes a contact that was just planned, and why; undefined: one does. */
export async function unrungWord({ kit, user, t, at }: Reading, contact: Contact): Promise<string | undefined> {
  if (contact.status !== 'planned') return undefined;
  const manager = contact.manager === user.id ? user : await kit.store.users.get(contact.manager);
  const why = unrung(contact, rulesOf(manager), at);
  return why && `🔕 ${t.reminder.unrung[why]}`;
}

/** The same as lines of a card. */
export async function unrungLines(ctx: Reading, contact: Contact): Promise<Html[]> {
  const word = await unrungWord(ctx, contact);
  return word === undefined ? [] : [escapeHtml(word)];
}
