import { cut, escapeHtml, type Html } from '../../src/domain/text/html.ts';
import { showDay, showWhen } from '../../src/i18n/dates.ts';
import type { Glimpse } from '../../src/store/clients/client-contacts.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { contactLinks } from '../contacts/links.ts';
import { channelIcon, statusMark } from '../shared/contact-line.ts';

/** A next step or last contact in a line; of somebody else's, for a user who sees only their own, just the date. */
export function glimpseLine(ctx: Ctx, label: string, none: string, glimpse: Glimpse | undefined): Html {
  const { t, at, user } = ctx;
  if (!glimpse) return escapeHtml(`${label}: ${none}`);
  if (!glimpse.contact) return escapeHtml(`${label}: ${showDay(glimpse.start, at, user)}, ${t.clients.busy}`);
  const { contact } = glimpse;
  const what = `${statusMark(contact, at)} ${showWhen(contact.start, at, user)} ${channelIcon(contact.channel)}`;
  const about = (contact.result ?? contact.content ?? '').split('\n')[0] ?? '';
  return escapeHtml(`${label}: ${cut(`${what} ${about}`.trim(), 120)}`);
}

/** Buttons that open the next step and the last contact, where the viewer may see them. */
export function glimpseButtons({ t }: Ctx, next: Glimpse | undefined, last: Glimpse | undefined, back: CallbackData) {
  const open = (text: string, glimpse: Glimpse | undefined): Button[] =>
    glimpse?.contact ? [{ text, data: contactLinks.open(glimpse.contact.id, back) }] : [];
  return [...open(`⏭ ${t.clients.next}`, next), ...open(`⏮ ${t.clients.last}`, last)];
}
