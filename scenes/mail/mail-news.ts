import type { MailNews } from '../../src/domain/letter/news.ts';
import { escapeHtml, type Html } from '../../src/domain/text/html.ts';
import { type Texts, texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Button, type Card, redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';
import { contactLinks } from '../contacts/links.ts';
import { registeredCard } from './answer-registered.ts';
import { awayCard } from './away.ts';
import { attendsCard } from './invitations/attends.ts';
import { outgoingLinks } from './links.ts';
import { notForLines } from './not-for.ts';
import { markBounced, markLate, markRead, markSent } from './sent-mark.ts';

/** Tells a manager what became of the letter they sent, or of one they had deleted. One who cannot be reached stops nothing. */
export const tellOfMail =
  (kit: Kit) =>
  async (news: MailNews): Promise<void> => {
    const user = await kit.store.users.get(news.user);
    if (!user) return;
    if (news.kind === 'sent') await markSent(kit, user, news.outgoing);
    if (news.kind === 'read') await markRead(kit, user, news.outgoing);
    if (news.kind === 'bounced') await markBounced(kit, user, news.outgoing);
    if (news.kind === 'late') await markLate(kit, user, news.outgoing);
    const card =
      (await registeredCard(kit, user, news)) ??
      (await awayCard(kit, user, news)) ??
      (await attendsCard(kit, user, news)) ??
      cardOf(texts[user.language], news);
    if (!card) return;
    try {
      const sending = news.kind === 'sent' ? news.outgoing.card : undefined;
      await (sending === undefined ? sendCard(kit.call, user.id, card) : redrawCard(kit.call, user.id, sending, card));
    } catch (error) {
      const kind = faultKind(error);
      if (kind === 'blocked') await kit.store.users.setReachable(user.id, false);
      kit.log(kind === 'ours' ? 'error' : 'warn', 'mail.untold', { user: user.id, kind, error });
    }
  };

/** What was taken away is seen on its card; only what could not be is worth a message. */
function cardOf(t: Texts, news: MailNews): Card | undefined {
  const { mail } = t;
  if (news.kind === 'removed' || news.kind === 'read' || news.kind === 'away' || news.kind === 'attends') {
    return undefined;
  }
  if (news.kind === 'not-removed') {
    return plain(`⚠️ ${mail.notDeleted(news.letter.subject || mail.noSubject, mail.trouble[news.trouble])}`);
  }
  const { id, to, contact } = news.outgoing;
  const open: Button[] =
    contact === undefined ? [] : [{ text: `📒 ${mail.actions.openContact}`, data: contactLinks.open(contact) }];
  const decide = (text: string, action: 'sent' | 'again' | 'correct'): Button => ({
    text,
    data: outgoingLinks[action](id),
  });
  switch (news.kind) {
    case 'sent':
      return { html: line([`✅ ${mail.sentNow(to)}`, ...notForLines(t, news.outgoing)].join('\n')), rows: [open] };
    case 'unknown':
      return {
        html: line(`❓ ${mail.unknownNow(to)}`),
        rows: [[decide(`✅ ${mail.itWasSent}`, 'sent')], [decide(`🔁 ${mail.sendAgain}`, 'again')]],
      };
    case 'refused':
      return {
        html: line(`❌ ${mail.refusedNow(to, reason(mail, news))}`),
        rows: [[decide(`🔁 ${mail.sendAgain}`, 'again')], open],
      };
    case 'bounced':
      return {
        html: line(
          [`❌ ${t.letter.bounced(to, t.letter.bounceReasons[news.reason])}`, news.detail && `(${news.detail})`]
            .filter(Boolean)
            .join('\n'),
        ),
        rows: [[decide(`✏️ ${t.letter.correctAndSend}`, 'correct')], open],
      };
    case 'late':
      return { html: line(`⏳ ${t.letter.late(to)}`), rows: [open] };
    case 'delayed':
      return plain(`⏳ ${mail.delayedNow(to, reason(mail, news))}`);
  }
}

const line = (text: string): Html => escapeHtml(text);
const plain = (text: string): Card => ({ html: escapeHtml(text) });

/** In words; the server's own beside them, since they tell an administrator more. */
const reason = (mail: Texts['mail'], { trouble, detail }: { trouble: string; detail: string }): string =>
  [mail.refusal[trouble] ?? mail.refusal.other, detail && `(${detail})`].filter(Boolean).join(' ');
