import type { NewsKind } from '../../src/domain/reminder/contact-news.ts';
import type { ToldNews } from '../../src/domain/reminder/notices.ts';
import { b, escapeHtml, type Html, join, s as struck } from '../../src/domain/text/html.ts';
import { showWhen } from '../../src/i18n/dates.ts';
import type { Kit } from '../../src/telegram/context.ts';
import { type Card, redrawCard, sendCard } from '../../src/telegram/messages/card.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { contactLinks } from '../contacts/links.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { type Viewing, viewing } from './reminder-card.ts';

const ICONS: Record<NewsKind, string> = {
  planned: '📅',
  given: '🤝',
  taken: '🤝',
  moved: '🕒',
  cancelled: '🚫',
  restored: '↩️',
  removed: '🗑',
};

/** Tells a manager what somebody else did to a contact; once it was taken back, the same message says so. */
export const sendContactNews =
  (kit: Kit) =>
  async (told: ToldNews, call: Call): Promise<void> => {
    const { news, user, at, silent } = told;
    const card = { ...(await newsCard(viewing(kit, user, at), told)), silent };
    told.sent(
      news.message === undefined
        ? await sendCard(call, user.id, card)
        : await redrawCard(call, user.id, news.message, card),
    );
  };

async function newsCard(view: Viewing, { news, contact, by }: ToldNews): Promise<Card> {
  const { t, kit, user } = view;
  const [names, managers, seen] = await Promise.all([
    namesFor(view, [contact]),
    kit.store.users.named([contact.manager]),
    kit.store.contacts.get(user, contact.id),
  ]);
  const manager = managers.get(contact.manager) ?? String(contact.manager);
  const title = `${ICONS[news.kind]} ${t.reminder.news[news.kind](manager)} (${by})`;
  return {
    html: join(
      [
        ...(news.undone ? [struck(title), b(`↩️ ${t.reminder.newsUndone}`)] : [b(title)]),
        join([escapeHtml(contactLine(contact, view, names, 200)), ...more(view, { news, contact })], '\n'),
      ],
      '\n\n',
    ),
    rows: seen ? [[{ text: `👁 ${t.contact.actions.open}`, data: contactLinks.open(contact.id) }]] : [],
  };
}

/** What the line of the contact does not say: when it was to be, why it was cancelled. */
function more({ t, at, user }: Viewing, { news, contact }: Pick<ToldNews, 'news' | 'contact'>): Html[] {
  if (news.undone) return [];
  if (news.kind === 'moved' && news.from) return [escapeHtml(t.reminder.newsWas(showWhen(news.from, at, user)))];
  return news.kind === 'cancelled' && contact.reason ? [escapeHtml(`🚫 ${contact.reason}`)] : [];
}
