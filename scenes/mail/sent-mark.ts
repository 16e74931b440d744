import { derivedId } from '../../src/domain/id.ts';
import type { OutgoingLetter } from '../../src/domain/letter/outgoing.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';

const TRIES = 3;

type Marked = Pick<OutgoingLetter, 'id' | 'contact'>;

/** Puts a line on the contact that a letter belongs to, once. A contact its author may not change stays as it is. */
async function mark(
  { store, now }: Kit,
  user: User,
  { id, contact }: Marked,
  kind: string,
  text: string,
): Promise<void> {
  if (contact === undefined) return;
  const line = { id: derivedId(kind, id), kind: 'text' as const, text };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const known = await store.contacts.get(user, contact);
    if (!known || known.analytics.some((one) => one.id === line.id)) return;
    const operation = { key: `${kind}-${id}`, revision: known.revision, now: now() };
    const { outcome } = await store.contacts.change(user, contact, operation, {
      analytics: [...known.analytics, line],
    });
    if (outcome !== 'overtaken') return;
  }
}

/** Marks on the contact a letter was written from that it was sent. */
export const markSent = (kit: Kit, user: User, letter: OutgoingLetter): Promise<void> => {
  const { mail } = texts[user.language];
  return mark(kit, user, letter, 'sent', mail.sentMark(letter.to, letter.subject || mail.noSubject));
};

/** That it was read: a quiet tick. */
export const markRead = (kit: Kit, user: User, letter: OutgoingLetter): Promise<void> =>
  mark(kit, user, letter, 'read', `${texts[user.language].letter.readMark}: ${letter.to}`);

/** That it has not arrived yet. */
export const markLate = (kit: Kit, user: User, letter: OutgoingLetter): Promise<void> =>
  mark(kit, user, letter, 'late', `⏳ ${texts[user.language].letter.late(letter.to)}`);

/** What the one who was invited has answered, by the letter with the answer. */
export const markAttends = (
  kit: Kit,
  user: User,
  contact: string | undefined,
  answer: { id: string; text: string },
): Promise<void> =>
  contact === undefined ? Promise.resolve() : mark(kit, user, { id: answer.id, contact }, 'attends', answer.text);

/** That it did not arrive. */
export const markBounced = (kit: Kit, user: User, letter: OutgoingLetter): Promise<void> => {
  const { letter: words } = texts[user.language];
  return mark(
    kit,
    user,
    letter,
    'bounced',
    `❌ ${words.bounced(letter.to, words.bounceReasons[letter.bounce ?? 'other'])}`,
  );
};
