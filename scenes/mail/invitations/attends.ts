import { derivedId } from '../../../src/domain/id.ts';
import type { MailNews } from '../../../src/domain/letter/news.ts';
import { escapeHtml } from '../../../src/domain/text/html.ts';
import type { User } from '../../../src/domain/user.ts';
import { showWhen } from '../../../src/i18n/dates.ts';
import { texts } from '../../../src/i18n/index.ts';
import type { Kit } from '../../../src/telegram/context.ts';
import type { Card } from '../../../src/telegram/messages/card.ts';
import { contactLinks } from '../../contacts/links.ts';
import { senderLine } from '../letter-card.ts';
import { startOf } from '../letter-head.ts';
import { letterLinks } from '../links.ts';
import { markAttends } from '../sent-mark.ts';

/** The contact that a user has planned for a meeting, whichever of its letters was tapped. */
export const invitedContact = (uid: string, user: number): string => derivedId('invited', uid, user);

/**
 * The answer to an invitation, told quietly and noted on the contact it is about: that of the letter it answers, else the one
 * planned for the meeting. Undefined where it is about neither.
 */
export async function attendsCard(kit: Kit, user: User, news: MailNews): Promise<Card | undefined> {
  if (news.kind !== 'attends' || !news.letter.invitation) return undefined;
  const { letter, about } = news;
  const { invitation } = letter;
  const t = texts[user.language];
  const answers = news.letter.invitation.attendees.flatMap(({ answer }) => answer ?? []);
  const [answer] = answers;
  if (answer === undefined) return undefined;
  const planned = await kit.store.contacts.get(
    user,
    about?.contact ?? invitedContact(news.letter.invitation.uid, user.id),
  );
  if (!about && !planned) return undefined;
  const when = showWhen(startOf(news.letter.invitation, user.zone), kit.now(), user);
  const text = `📅 ${senderLine(letter, t)}: ${t.letter.invitation.answers[answer]}`;
  await markAttends(kit, user, planned?.id, { id: letter.id, text });
  const open = planned ? [{ text: `📒 ${t.mail.actions.openContact}`, data: contactLinks.open(planned.id) }] : [];
  return {
    html: escapeHtml([text, `${invitation?.summary || letter.subject}, ${when}`].join('\n')),
    rows: [[...open, { text: `📨 ${t.mail.actions.toLetter}`, data: letterLinks.open(letter.id) }]],
  };
}
