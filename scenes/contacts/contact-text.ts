import type { ChainLink } from '../../src/domain/contact/chain.ts';
import { type Contact, type FieldName, isFieldName, isOverdue } from '../../src/domain/contact/contact.ts';
import { isKeyOf } from '../../src/domain/keys.ts';
import { b, cut, escapeHtml, type Html, join, quote, s } from '../../src/domain/text/html.ts';
import { showDay, showWhen } from '../../src/i18n/dates.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import { channelIcon, directionIcon, statusMark } from '../shared/contact-line.ts';
import { fieldIcons } from '../shared/field-icons.ts';
import { fieldLabel, fieldWords } from '../shared/field-words.ts';
import type { ContactNames } from './contact-names.ts';

/** The longest content shown on the card; all of it is in the contact. */
const LIMITS: Partial<Record<FieldName, number>> = { content: 1200, result: 600 };
/** A text that is longer than this is folded, and unfolds with a tap. */
const FOLDED_FROM = 280;
const SAID_LIMIT = 1000;
/** Any other line. */
const LINE_LIMIT = 200;
/** So many characteristics stand on the card, each cut to a line; all of them are one tap away. */
const ANALYTICS_SHOWN = 4;
const ANALYTIC_LIMIT = 80;
/** So many of the contacts that follow this one. */
const AFTER_SHOWN = 5;

/** What the first lines of the card tell. */
type Head = 'start' | 'status' | 'channel' | 'direction';

/** When each of the other fields has a line of its own, in the order of the lines. What is as usual needs none. */
const lines: Record<Exclude<FieldName, Head>, (contact: Contact) => boolean> = {
  organization: () => true,
  persons: () => true,
  minutes: () => true,
  type: () => true,
  content: () => true,
  said: () => true,
  result: () => true,
  reason: ({ status }) => status === 'cancelled',
  leads: ({ status }) => status === 'planned',
  state: () => true,
  priority: ({ priority }) => priority !== 'medium',
  manager: () => true,
  firm: () => true,
  source: () => true,
  documents: () => true,
  analytics: () => true,
};

/** Everything that is known of a contact, a line each; well below what Telegram takes in one message. */
export function contactText(ctx: Ctx, contact: Contact, names: ContactNames): Html {
  const { t } = ctx;
  const channel = fieldWords('channel', contact.channel, names, ctx);
  return join(
    [
      title(ctx, contact),
      ...(contact.removed ? [b(`🗑 ${t.contact.removedNow}`)] : []),
      escapeHtml(
        `${directionIcon(contact.direction)}${channelIcon(contact.channel)} ${t.contact.via(channel, contact.direction)}`,
      ),
      ...Object.keys(lines).flatMap((name) => (isFieldName(name) ? fieldLines(ctx, contact, names, name) : [])),
      ...chainLines(ctx, names),
    ],
    '\n',
  );
}

function fieldLines(ctx: Ctx, contact: Contact, names: ContactNames, name: FieldName): Html[] {
  if (!(isKeyOf(lines, name) && lines[name](contact))) return [];
  if (name === 'said') return saidLines(ctx.t, contact);
  if (name === 'analytics') return analyticLines(ctx, contact);
  const words = fieldWords(name, contact[name], names, ctx);
  const label = fieldLabel(ctx.t, name, contact[name]);
  const limit = LIMITS[name];
  if (limit !== undefined && words.length > FOLDED_FROM) {
    return [escapeHtml(`${fieldIcons[name]} ${label}:`), quote(cut(words, limit))];
  }
  return words ? [escapeHtml(`${fieldIcons[name]} ${label}: ${cut(words, limit ?? LINE_LIMIT)}`)] : [];
}

function title({ t, at, user }: Ctx, contact: Contact): Html {
  const status = isOverdue(contact, at) ? t.contact.overdue : t.contact.status[contact.status];
  const head = `${statusMark(contact, at)} ${status} · ${showWhen(contact.start, at, user)}`;
  return contact.status === 'cancelled' ? s(head) : b(head);
}

/** What was said, word for word, where the content is not just that. Also of a draft, which has no more of a contact than this. */
export function saidLines({ contact }: Texts, { said, content }: { said?: string; content?: string }): Html[] {
  const bare = (text = '') => text.replace(/\s+/g, ' ').trim();
  if (said === undefined || bare(said) === bare(content)) return [];
  return [escapeHtml(`💬 ${contact.field.said}:`), quote(cut(said, SAID_LIMIT))];
}

function analyticLines(ctx: Ctx, { analytics }: Contact): Html[] {
  if (analytics.length === 0) return [];
  const shown = analytics.slice(0, ANALYTICS_SHOWN).map((one) => cut(showAnalytic(one, ctx), ANALYTIC_LIMIT));
  const rest = analytics.length - shown.length;
  const lines = rest > 0 ? [...shown, ctx.t.card.andMore(rest)] : shown;
  return [escapeHtml(`📎 ${ctx.t.contact.field.analytics}:`), ...lines.map((text) => escapeHtml(`  ${text}`))];
}

/** The contact before this one and those after it, in a line each. */
function chainLines(ctx: Ctx, { before, after }: ContactNames): Html[] {
  const { at, user, t } = ctx;
  const one = (arrow: string, link: ChainLink) => {
    if (!('contact' in link)) return escapeHtml(`${arrow} 🔒 ${showDay(link.start, at, user)} ${t.card.busy}`);
    const { content = '' } = link.contact;
    const about = content ? `: ${cut(content.split('\n')[0] ?? '', 40)}` : '';
    return escapeHtml(`${arrow} ${statusMark(link.contact, at)} ${showWhen(link.start, at, user)}${about}`);
  };
  if (!before && after.length === 0) return [];
  const rest = after.length - AFTER_SHOWN;
  return [
    escapeHtml(''),
    b(`🔗 ${t.contact.actions.chain}`),
    ...(before ? [one('↑', before)] : []),
    ...after.slice(0, AFTER_SHOWN).map((next) => one('↓', next)),
    ...(rest > 0 ? [escapeHtml(t.card.andMore(rest))] : []),
  ];
}
