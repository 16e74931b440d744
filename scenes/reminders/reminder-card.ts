import { showPhone } from '../../src/domain/client/phone.ts';
import { type Contact, isOverdue, personOf } from '../../src/domain/contact/contact.ts';
import { b, cut, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { showMinutes, showWhen } from '../../src/i18n/dates.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Ctx, Kit } from '../../src/telegram/context.ts';
import type { Button, Card } from '../../src/telegram/messages/card.ts';
import { homeLinks } from '../home/links.ts';
import { channelIcon, channelName, clientOf, contactLine, directionIcon, namesFor } from '../shared/contact-line.ts';
import { copyRows } from '../shared/copies.ts';
import { reminderLinks } from './links.ts';

/** What drawing for somebody needs: an update's context, or made by `viewing` where there is no update. */
export type Viewing = Pick<Ctx, 'kit' | 'user' | 't' | 'at'>;

export const viewing = (kit: Kit, user: User, at: Date): Viewing => ({ kit, user, at, t: texts[user.language] });

/** A contact that rings, as it is drawn. */
interface Rung {
  contact: Contact;
  late: boolean;
}

/** Contacts with buttons in one message; the rest is told by number. */
const SHOWN = 8;
const CONTENT = 400;

/**
 * The data of a reminder's buttons. In a message about several contacts an action gets a message of its own, so that
 * the others keep their buttons.
 */
export const reminderData = (
  action: 'happened' | 'snooze' | 'move' | 'cancel' | 'open' | 'back',
  { id, revision }: Pick<Contact, 'id' | 'revision'>,
  apart: boolean,
) => reminderLinks[action](id, revision, apart);

/** One message for all that rings at a moment. */
export async function reminderCard(view: Viewing, rung: readonly Rung[]): Promise<Card> {
  const [only, ...others] = rung;
  if (only && others.length === 0) return oneCard(view, only.contact, only.late);
  return severalCard(view, rung);
}

/** A reminder of one contact: what it is about, whom to call, and what can be done. */
export async function oneCard(view: Viewing, contact: Contact, late: boolean): Promise<Card> {
  const { t, at, user, kit } = view;
  const phones = await phonesOf(kit, user, contact);
  return {
    html: join(
      [
        ...(late ? [escapeHtml(`⚠️ ${t.reminder.late}`)] : []),
        b(`${momentOf(view, contact)} · ${showWhen(contact.start, at, user)}`),
        ...(await linesOf(view, contact, phones)),
      ],
      '\n',
    ),
    rows: [...actionRows(view, contact, false), ...copyRows({ phones })],
  };
}

function momentOf({ t, at, user }: Viewing, contact: Contact): string {
  if (isOverdue(contact, at)) return `🔴 ${t.reminder.overdue}`;
  const minutes = Math.round((contact.start.getTime() - at.getTime()) / 60_000);
  if (minutes > 0) return `⏰ ${t.reminder.soon(showMinutes(minutes, user))}`;
  return `⏰ ${minutes === 0 ? t.reminder.begins : t.reminder.begun}`;
}

async function linesOf(view: Viewing, contact: Contact, phones: readonly string[]): Promise<Html[]> {
  const { t } = view;
  const names = await namesFor(view, [contact]);
  const channel = names.channels?.get(contact.channel)?.name[t.language] ?? channelName(view, contact.channel);
  const line = (icon: string, text: string | undefined) => (text ? [escapeHtml(`${icon} ${text}`)] : []);
  return [
    escapeHtml(
      `${directionIcon(contact.direction)}${channelIcon(contact.channel)} ${t.contact.via(channel, contact.direction)}`,
    ),
    ...line('❗', contact.priority === 'high' ? t.contact.priority.high : undefined),
    ...line('🏢', names.organizations.get(contact.organization ?? '')),
    ...line('👤', contact.persons?.flatMap((id) => names.persons.get(id) ?? []).join(', ')),
    ...line('☎️', phones.map(showPhone).join(', ')),
    ...line('📝', contact.content && cut(contact.content, CONTENT)),
  ];
}

/** How to call: the person's phones, else the organization's. */
async function phonesOf({ store }: Kit, user: User, contact: Contact): Promise<string[]> {
  const { organization } = contact;
  const person = personOf(contact);
  const [one, client] = await Promise.all([
    person === undefined ? undefined : store.persons.get(user, person),
    organization === undefined ? undefined : store.organizations.get(user, organization),
  ]);
  const phones = one?.phones.length ? one.phones : (client?.phones ?? []);
  return phones.slice(0, 3);
}

function actionRows({ t }: Viewing, contact: Contact, apart: boolean): Button[][] {
  const { actions } = t.contact;
  const act = (text: string, action: Parameters<typeof reminderData>[0]) => ({
    text,
    data: reminderData(action, contact, apart),
  });
  return [
    [act(`✅ ${actions.happened}`, 'happened'), act(`💤 ${t.reminder.snooze}`, 'snooze')],
    [act(`🕒 ${actions.move}`, 'move'), act(`🚫 ${actions.cancel}`, 'cancel')],
    [act(`👁 ${actions.open}`, 'open')],
  ];
}

/** Several at once: overdue ones first, each with its buttons. */
async function severalCard(view: Viewing, rung: readonly Rung[]): Promise<Card> {
  const { t, at } = view;
  const all = [...rung].sort(
    (x, y) =>
      Number(isOverdue(y.contact, at)) - Number(isOverdue(x.contact, at)) ||
      x.contact.start.getTime() - y.contact.start.getTime(),
  );
  const shown = all.slice(0, SHOWN);
  const names = await namesFor(
    view,
    shown.map(({ contact }) => contact),
  );
  const rest = all.length - shown.length;
  const late = all.some((one) => one.late);
  return {
    html: join(
      [
        b(`⏰ ${t.reminder.several(all.length)}`),
        ...(late ? [escapeHtml(`⚠️ ${t.reminder.lateSome}`)] : []),
        join(
          shown.map(({ contact }, i) => escapeHtml(`${i + 1}. ${contactLine(contact, view, names, 120)}`)),
          '\n',
        ),
        ...(rest > 0 ? [escapeHtml(t.reminder.more(rest))] : []),
      ],
      '\n\n',
    ),
    rows: [
      ...shown.flatMap(({ contact }, i) => listRows(view, i + 1, contact, clientOf(contact, names))),
      ...(rest > 0 ? [[{ text: `☀️ ${t.home.today}`, data: homeLinks.today() }]] : []),
    ],
  };
}

/** One of several, under the number of its line: a tap on its name opens it, below it stands what is done most. */
function listRows(view: Viewing, number: number, contact: Contact, client: string | undefined): Button[][] {
  const { t, at, user } = view;
  const { actions } = t.contact;
  const mark = isOverdue(contact, at) ? '🔴' : '🟢';
  const name = [client, contact.content?.split('\n')[0]].filter(Boolean).join(': ') || t.contact.noClient;
  return [
    [
      {
        text: `${number}. ${mark} ${showWhen(contact.start, at, user)} ${name}`,
        data: reminderData('open', contact, true),
      },
    ],
    [
      { text: `${number}. ✅ ${actions.happened}`, data: reminderData('happened', contact, true) },
      { text: `${number}. 💤 ${t.reminder.snooze}`, data: reminderData('snooze', contact, true) },
      { text: `${number}. 🕒 ${actions.move}`, data: reminderData('move', contact, true) },
    ],
  ];
}
