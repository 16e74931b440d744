import { derivedId } from '../../src/domain/id.ts';
import type { OutgoingLetter } from '../../src/domain/letter/outgoing.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';

const TRIES = 3;

/** Marks on the contact a letter was written from that it was sent. A contact the author may not change stays as it is. */
export async function markSent(
  { store, now }: Kit,
  user: User,
  { id, contact, to, subject }: OutgoingLetter,
): Promise<void> {
  if (contact === undefined) return;
  const { mail } = texts[user.language];
  const mark = { id: derivedId('sent', id), kind: 'text' as const, text: mail.sentMark(to, subject || mail.noSubject) };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const known = await store.contacts.get(user, contact);
    if (!known || known.analytics.some((one) => one.id === mark.id)) return;
    const operation = { key: `sent-${id}`, revision: known.revision, now: now() };
    const { outcome } = await store.contacts.change(user, contact, operation, {
      analytics: [...known.analytics, mark],
    });
    if (outcome !== 'overtaken') return;
  }
}
