import { contactHappened } from '../../src/actions/contacts/index.ts';
import { type Contact, isOverdue } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import type { Notice } from '../../src/domain/reminder/notices.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { dayStart, local } from '../../src/domain/time/zone.ts';
import { showDayShort } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import { type Card, sendCard } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import type { Call } from '../../src/telegram/transport/api.ts';
import { faultKind } from '../../src/telegram/transport/errors.ts';
import { clientsLinks, leafLinks, organizationLinks } from '../clients/links.ts';
import { targetOf, tellChanged } from '../contacts/contact-card.ts';
import { homeLinks } from '../home/links.ts';
import { mailLinks } from '../mail/links.ts';
import { actingOf } from '../shared/acting.ts';
import { clientOf, contactLine, namesFor } from '../shared/contact-line.ts';
import { eveningLinks } from './links.ts';
import { reminderData, type Viewing, viewing } from './reminder-card.ts';

/** Lines of one section; the number above them is the whole one. */
const LINES = 8;
const CLIENTS = 4;
/** Contacts asked about in one evening card. */
const ASKED = 8;
const OPEN_LIMIT = 200;

/** Draws and sends a digest, an evening question, or a note to the administrators. */
export const sendNotice =
  (kit: Kit) =>
  async (notice: Notice, call: Call): Promise<unknown> => {
    if (notice.kind === 'unreachable') return tellAdministrators(notice, call);
    const view = viewing(kit, notice.user, notice.at);
    const card = notice.kind === 'digest' ? await digestCard(view, notice) : await eveningCard(view, notice.open);
    return sendCard(call, notice.user.id, card);
  };

async function tellAdministrators(
  { user, administrators }: Extract<Notice, { kind: 'unreachable' }>,
  call: Call,
): Promise<void> {
  for (const administrator of administrators) {
    const word = texts[administrator.language].reminder.unreachable(user.name);
    try {
      await sendCard(call, administrator.id, { html: escapeHtml(`📵 ${word}`) });
    } catch (error) {
      // One who cannot be reached does not keep the others from knowing.
      if (faultKind(error) !== 'blocked') throw error;
    }
  }
}

async function digestCard(view: Viewing, digest: Extract<Notice, { kind: 'digest' }>): Promise<Card> {
  const { t, at, user } = view;
  const { overdue, today, withoutNext, touch, silenced } = digest;
  const names = await namesFor(view, [...overdue.slice(0, LINES), ...today.slice(0, LINES)]);
  const section = (title: string, contacts: Contact[]): Html[] =>
    contacts.length === 0
      ? []
      : [
          join(
            [
              b(title),
              ...contacts.slice(0, LINES).map((one) => escapeHtml(contactLine(one, view, names, 100))),
              ...(contacts.length > LINES ? [escapeHtml(t.reminder.more(contacts.length - LINES))] : []),
            ],
            '\n',
          ),
        ];
  const shown = [...touch.slice(0, CLIENTS), ...withoutNext].slice(0, CLIENTS);
  const rest = withoutNext.filter((client) => !shown.includes(client));
  return {
    html: join(
      [
        b(`☀️ ${t.reminder.digestTitle} · ${showDayShort(local(at, user.zone).toFormat('yyyy-MM-dd'), user)}`),
        ...section(`🔴 ${t.reminder.overdueSection(overdue.length)}`, overdue),
        ...section(`🟢 ${t.reminder.todaySection(today.length)}`, today),
        ...(touch.length > 0 ? [b(`🤝 ${t.clients.touch(touch.length)}`)] : []),
        ...(withoutNext.length > 0 ? [b(`⏳ ${t.reminder.withoutNext(withoutNext.length)}`)] : []),
        ...(silenced > 0 ? [escapeHtml(`🔕 ${t.letter.silenced(silenced)}`)] : []),
      ],
      '\n\n',
    ),
    rows: [
      ...(overdue.length + today.length > 0 ? [[{ text: `☀️ ${t.home.today}`, data: homeLinks.today() }]] : []),
      ...(silenced > 0 ? [[{ text: `🔕 ${t.letter.showSilenced}`, data: mailLinks.list(0, 1) }]] : []),
      ...shown.map(({ id, name }) => [{ text: `🏢 ${cut(name, 40)}`, data: organizationLinks.open(id) }]),
      ...(touch.length > 0 ? [[{ text: `🤝 ${t.clients.touchTitle}`, data: leafLinks.touch(false, 0) }]] : []),
      ...(rest.length > 0 ? [[{ text: `⏳ ${t.clients.noNextTitle}`, data: clientsLinks.idle(false, 0) }]] : []),
    ],
  };
}

/** Today's contacts that no one closed, each closed in one tap. */
async function eveningCard(view: Viewing, open: readonly Contact[]): Promise<Card> {
  const { t, at } = view;
  const title = b(`🌙 ${t.reminder.eveningTitle}`);
  if (open.length === 0) return { html: join([title, escapeHtml(`✅ ${t.reminder.eveningDone}`)], '\n\n') };
  const shown = open.slice(0, ASKED);
  const names = await namesFor(view, shown);
  const rest = open.length - shown.length;
  return {
    html: join(
      [
        title,
        join(
          shown.map((one, i) => escapeHtml(`${i + 1}. ${contactLine(one, view, names, 120)}`)),
          '\n',
        ),
        ...(rest > 0 ? [escapeHtml(t.reminder.more(rest))] : []),
      ],
      '\n\n',
    ),
    rows: shown.flatMap((contact, i) => [
      [
        {
          text: `${i + 1}. ${isOverdue(contact, at) ? '🔴' : '🟢'} ${clientOf(contact, names) ?? contact.content ?? t.contact.noClient}`,
          data: reminderData('open', contact, true),
        },
      ],
      [
        {
          text: `${i + 1}. ✅ ${t.contact.actions.happened}`,
          data: eveningLinks.closed(contact.id, contact.revision),
        },
        { text: `${i + 1}. 🕒 ${t.contact.actions.move}`, data: reminderData('move', contact, true) },
        { text: `${i + 1}. 🚫 ${t.contact.actions.cancel}`, data: reminderData('cancel', contact, true) },
      ],
    ]),
  };
}

export const eveningScreen = defineScreen(eveningLinks, {
  /** One tap: happened, fully done. The result can be added on the contact's card. */
  async closed(ctx: Ctx, id, revision) {
    if (!isId(id)) return ctx.say(ctx.t.contact.absent);
    const { kit, user, at, t } = ctx;
    const contact = await kit.store.contacts.get(user, id);
    if (contact?.status === 'planned') {
      const target = { ...targetOf(ctx, id, Number(revision)), planned: contact.start };
      const changed = await contactHappened(actingOf(ctx), target);
      await tellChanged(ctx, changed, t.reminder.closed);
    } else await ctx.say(contact ? t.common.alreadyDone : t.contact.absent);
    const open = await kit.store.contacts.planned(user, user.id, at, OPEN_LIMIT, dayStart(at, user.zone));
    await ctx.show(await eveningCard(ctx, open));
  },
});
