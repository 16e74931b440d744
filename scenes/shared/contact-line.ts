import type { Entry } from '../../src/domain/client/client.ts';
import { type Contact, type Direction, isOverdue, personOf, type Step } from '../../src/domain/contact/contact.ts';
import { cut, escapeHtml, s as struck } from '../../src/domain/text/html.ts';
import { type Reader, showTime, showWhen } from '../../src/i18n/dates.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { ListRow } from './numbered.ts';

const CHANNEL_ICONS: Record<string, string> = {
  phone: '📞',
  email: '✉️',
  fax: '📠',
  meeting: '🤝',
  messenger: '💬',
  other: '📌',
};

export const channelIcon = (channel: string): string => CHANNEL_ICONS[channel] ?? '📌';
/** The name of a channel: a built-in one's in the reader's language, or the dictionary's for one that was added. */
export const channelName = ({ t, kit, user }: Pick<Ctx, 't' | 'kit' | 'user'>, channel: string): string =>
  t.contact.channel[channel] ??
  kit.store.dictionaries.channel(channel)?.name[user.language] ??
  t.contact.channel.other ??
  channel;

export const directionIcon = (direction: Direction): string => (direction === 'incoming' ? '⬅️' : '➡️');

/** The mark that tells the status at a glance: planned 🟢, overdue 🔴, cancelled ⚪, happened ✅. */
export const statusMark = (contact: Contact, now: Date): string => {
  if (contact.status === 'planned') return isOverdue(contact, now) ? '🔴' : '🟢';
  return contact.status === 'cancelled' ? '⚪' : '✅';
};

/** Names of what a list of contacts points to, looked up once for all of them. */
export interface Names {
  organizations: Map<string, string>;
  persons: Map<string, string>;
  /** Channels that were added to the dictionary. */
  channels?: Map<string, Entry>;
}

export async function namesFor({ kit }: Pick<Ctx, 'kit'>, contacts: readonly Contact[]): Promise<Names> {
  const ids = (key: 'organization' | 'persons') => [...new Set(contacts.flatMap((contact) => contact[key] ?? []))];
  const none = Promise.resolve(new Map<string, string>());
  const added = [...new Set(contacts.flatMap(({ channel }) => (CHANNEL_ICONS[channel] ? [] : [channel])))];
  const [organizations, persons, channels] = await Promise.all([
    ids('organization').length ? kit.store.organizations.named(ids('organization')) : none,
    ids('persons').length ? kit.store.persons.named(ids('persons')) : none,
    added.length > 0 ? kit.store.dictionaries.many(added) : new Map<string, Entry>(),
  ]);
  return { organizations, persons, channels };
}

export const clientOf = (contact: Contact, names: Names): string | undefined =>
  names.organizations.get(contact.organization ?? '') ?? names.persons.get(personOf(contact) ?? '');

/** The icon of a built-in channel; one that was added to the dictionary goes by its name. */
function iconOf(channel: string, { t }: Reading, { channels }: Names): string {
  const name = channels?.get(channel)?.name[t.language];
  return name === undefined ? channelIcon(channel) : `${channelIcon(channel)} ${name}`;
}

/** Whose words, clock and zone a line is drawn in. */
type Reading = Pick<Ctx, 't' | 'at' | 'user'>;

/** The step that a line states, in a few words: `tomorrow 10:00 · call back`. A day that is past or was not told is open. */
export const stepText = (step: Step, { t, at, user }: Pick<Ctx, 't' | 'at'> & { user: Reader }): string =>
  [step.at && step.at > at ? showWhen(step.at, at, user) : t.line.whenUnknown, cut(step.about, 60)]
    .filter(Boolean)
    .join(' · ');

/** A contact in one line of plain text: `🟢 tomorrow 15:00 📞 Acme: contract`. */
export const contactLine = (contact: Contact, ctx: Reading, names: Names, limit = 60): string =>
  lineAt(showWhen(contact.start, ctx.at, ctx.user), contact, ctx, names, limit);

/** The same where the day is told already: `🟢 15:00 📞 Acme: contract`. */
export const timedLine = (contact: Contact, ctx: Reading, names: Names, limit = 60): string =>
  lineAt(showTime(contact.start, ctx.user), contact, ctx, names, limit);

function lineAt(when: string, contact: Contact, ctx: Reading, names: Names, limit: number): string {
  const { t, at } = ctx;
  const about = clientOf(contact, names) ?? t.contact.noClient;
  const content = contact.content?.split('\n')[0];
  const text = [
    statusMark(contact, at),
    when,
    iconOf(contact.channel, ctx, names),
    content ? `${about}: ${content}` : about,
  ].join(' ');
  return cut(contact.priority === 'high' ? `❗${text}` : text, limit);
}

/** So much of either line is shown in a list: two lines of a phone. */
const HEAD_LIMIT = 64;
const DETAIL_LIMIT = 72;

/**
 * A contact as a row of a list: when, how and with whom, and below that its first words. What was cancelled is struck out.
 * `timed`: the day is told already.
 */
export function contactRow(contact: Contact, ctx: Reading, names: Names, { timed = false } = {}): ListRow {
  const { start, content, status, priority } = contact;
  const when = timed ? showTime(start, ctx.user) : showWhen(start, ctx.at, ctx.user);
  const icons = `${directionIcon(contact.direction)}${iconOf(contact.channel, ctx, names)}`;
  const client = clientOf(contact, names) ?? ctx.t.contact.noClient;
  const words = content?.replace(/\s+/g, ' ').trim();
  const shown = status === 'cancelled' ? struck : escapeHtml;
  const head = `${priority === 'high' ? '❗' : ''}${statusMark(contact, ctx.at)} ${when} ${icons} ${client}`;
  return { head: shown(cut(head, HEAD_LIMIT)), detail: words ? shown(cut(words, DETAIL_LIMIT)) : undefined };
}
