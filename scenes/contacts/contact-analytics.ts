import { editContact } from '../../src/actions/contacts/index.ts';
import type { Analytic, Contact } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { mayChange } from '../../src/domain/rights.ts';
import { b, cut, escapeHtml, type Html, join, link } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { showAnalytic } from '../../src/telegram/dialogs/fields/analytics.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import { sendFile } from '../../src/telegram/messages/files.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { actingOf } from '../shared/acting.ts';
import { PAGE, pageOf, pageRow } from '../shared/pages.ts';
import { aboutOf, ownContactAsSeen, targetOf, tellChanged } from './contact-card.ts';
import { addAnalyticDialog, analyticsLinks, backToCard } from './links.ts';

const TEXT_LIMIT = 300;
/** One alone on its card: as much as Telegram takes in a message. */
const WHOLE_LIMIT = 3500;
const ICONS: Record<Analytic['kind'], string> = {
  text: '📝',
  number: '🔢',
  date: '📅',
  link: '🌐',
  // These say themselves what they are.
  file: '',
  place: '',
};
const withIcon = ({ kind }: Analytic, text: string): string => `${ICONS[kind]} ${text}`.trimStart();

/** The characteristics of a contact, all kinds of them; a tap opens one. */
export async function showAnalytics(ctx: Ctx, contact: Contact, asked?: string): Promise<void> {
  const { t } = ctx;
  const { id, analytics } = contact;
  const page = Math.min(pageOf(asked), Math.max(0, Math.ceil(analytics.length / PAGE) - 1));
  const shown = analytics.slice(page * PAGE, (page + 1) * PAGE);
  const count = analytics.length > 0 ? t.card.analyticsCount(analytics.length) : t.card.analyticsEmpty;
  const mine = mayChange(ctx.user, contact) && !contact.removed;
  await ctx.show({
    html: join(
      [
        b(`📎 ${t.card.analytics}`),
        escapeHtml(count),
        join(
          shown.map((one) => lineOf(ctx, one)),
          '\n',
        ),
      ],
      '\n\n',
    ),
    rows: [
      ...shown.map((one): Button[] => [
        {
          text: cut(withIcon(one, showAnalytic(one, ctx)), 40),
          data: analyticsLinks.open(id, one.id),
        },
      ]),
      ...pageRow(ctx, page, analytics.length, (target) => analyticsLinks.list(id, target)),
      ...(mine ? [[{ text: `➕ ${t.card.addAnalytic}`, data: analyticsLinks.add(id, contact.revision) }]] : []),
      backToCard(ctx, id),
    ],
  });
}

/** A line of the list; a link can be followed from it. */
function lineOf(ctx: Ctx, analytic: Analytic): Html {
  if (analytic.kind !== 'link') return escapeHtml(withIcon(analytic, cut(showAnalytic(analytic, ctx), TEXT_LIMIT)));
  const name = analytic.characteristic ? `${analytic.characteristic.name}: ` : '';
  return join([escapeHtml(withIcon(analytic, name)), link(cut(analytic.link, TEXT_LIMIT), analytic.link)]);
}

/** Opens one: a file and a place are sent into the chat, anything else is shown whole, with a button to take it off. */
async function openAnalytic(ctx: Ctx, contact: Contact, analytic: Analytic): Promise<void> {
  const { kit, user, t } = ctx;
  if (analytic.kind === 'place') {
    const { latitude, longitude } = analytic;
    await kit.call('sendLocation', { chat_id: user.id, latitude, longitude });
  }
  if (analytic.kind === 'file' && !(await sendFile(kit, user.id, analytic.file, analytic.characteristic?.name))) {
    await ctx.say(t.card.fileGone);
  }
  const mine = mayChange(user, contact) && !contact.removed;
  const act = (text: string, action: 'edit' | 'off'): Button => ({
    text,
    data: analyticsLinks[action](contact.id, contact.revision, analytic.id),
  });
  const card = {
    html: whole(ctx, analytic),
    rows: [
      ...(mine ? [[act(`✏️ ${t.contact.actions.edit}`, 'edit'), act(`✖️ ${t.card.takeOff}`, 'off')]] : []),
      [{ text: `‹ ${t.common.back}`, data: analyticsLinks.list(contact.id, 0) }],
    ],
  };
  await ctx.show(card);
}

function whole(ctx: Ctx, analytic: Analytic): Html {
  const name = analytic.characteristic?.name;
  return join([...(name ? [b(name)] : []), lineOfWhole(ctx, analytic)], '\n\n');
}

function lineOfWhole(ctx: Ctx, analytic: Analytic): Html {
  const { characteristic: _, ...bare } = analytic;
  if (bare.kind === 'link') return link(cut(bare.link, WHOLE_LIMIT), bare.link);
  return escapeHtml(withIcon(bare, cut(showAnalytic(bare, ctx), WHOLE_LIMIT)));
}

async function contactOf(ctx: Ctx, id: string | undefined): Promise<Contact | undefined> {
  const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
  if (!contact) await ctx.say(ctx.t.contact.absent);
  return contact;
}

export const analyticsScreen = defineScreen(analyticsLinks, {
  async list(ctx, id, page) {
    const contact = await contactOf(ctx, id);
    if (contact) await showAnalytics(ctx, contact, page);
  },
  async open(ctx, id, which) {
    const contact = await contactOf(ctx, id);
    if (!contact) return;
    const analytic = contact.analytics.find((one) => one.id === which);
    if (analytic) return openAnalytic(ctx, contact, analytic);
    await ctx.say(ctx.t.common.gone);
    await showAnalytics(ctx, contact);
  },
  async add(ctx, id, revision) {
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (contact)
      await beginDialog(ctx, addAnalyticDialog, {
        values: { about: aboutOf(contact) },
        back: analyticsLinks.list(contact.id, 0),
      });
  },
  async edit(ctx, id, revision, which) {
    const contact = await ownContactAsSeen(ctx, id, revision);
    const analytic = contact?.analytics.find((one) => one.id === which);
    if (!contact || !analytic) return;
    const { characteristic, ...value } = analytic;
    // What has a name has a kind of its own; anything else may become anything.
    const named = characteristic && value.kind !== 'place' && { ...characteristic, values: value.kind };
    await beginDialog(ctx, addAnalyticDialog, {
      field: 'value',
      back: analyticsLinks.list(contact.id, 0),
      values: { about: { ...aboutOf(contact), edited: analytic.id }, value, ...(named && { characteristic: named }) },
    });
  },
  async off(ctx, id, revision, which) {
    const contact = await contactOf(ctx, id);
    if (!contact) return;
    const analytics = contact.analytics.filter((one) => one.id !== which);
    const changed = await editContact(actingOf(ctx), targetOf(ctx, contact.id, Number(revision)), { analytics });
    const now = await tellChanged(ctx, changed, ctx.t.card.takenOff);
    if (now) await showAnalytics(ctx, now);
  },
});
