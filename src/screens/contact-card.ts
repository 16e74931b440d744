import { type Contact, isOverdue } from '../domain/contact.ts';
import { b, cut, escapeHtml, type Html, join, s } from '../domain/html.ts';
import { isId } from '../domain/id.ts';
import { mayChange } from '../domain/rights.ts';
import { showMinutes, showWhen } from '../i18n/dates.ts';
import type { Changed, FieldChange, Operation } from '../store/index.ts';
import { type CallbackData, pack } from '../telegram/callback-data.ts';
import type { Button, Card } from '../telegram/card.ts';
import type { Ctx } from '../telegram/context.ts';
import { beginDialog } from '../telegram/dialog.ts';
import { showAnalytic } from '../telegram/fields/analytics.ts';
import { defineScreen } from '../telegram/screen.ts';
import { chainCard } from './chain.ts';
import { channelIcon, directionIcon, statusMark } from './contact-line.ts';
import { type ContactNames, namesOf } from './contact-names.ts';

/** The longest content shown on the card; all of it is in the contact. */
const CONTENT_LIMIT = 1500;
const RESULT_LIMIT = 800;

/** The contact's card: everything that is known of it, and what can be done with it. */
export async function contactCard(ctx: Ctx, contact: Contact): Promise<Card> {
  const names = await namesOf(ctx, contact);
  return { html: body(ctx, contact, names), rows: buttons(ctx, contact) };
}

function body(ctx: Ctx, contact: Contact, names: ContactNames): Html {
  const { t, at, user } = ctx;
  const { field } = t.contact;
  const status = isOverdue(contact, at) ? t.contact.overdue : t.contact.status[contact.status];
  const head = `${statusMark(contact, at)} ${status} · ${showWhen(contact.start, at, user)}`;
  const title = contact.status === 'cancelled' ? s(head) : b(head);
  const line = (icon: string, label: string, value: string | undefined): Html[] =>
    value ? [escapeHtml(`${icon} ${label}: ${value}`)] : [];
  const channel = t.contact.channel[contact.channel] ?? names.channel ?? contact.channel;
  return join(
    [
      title,
      ...(contact.removed ? [b(t.contact.removedNow)] : []),
      escapeHtml(
        `${directionIcon(contact.direction)}${channelIcon(contact.channel)} ${channel}, ${t.contact.direction[contact.direction]}`,
      ),
      ...line('🏢', field.organization, names.organization),
      ...line('👤', field.person, names.person),
      ...line('⏱', field.minutes, contact.minutes === undefined ? undefined : showMinutes(contact.minutes, user)),
      ...line('🏷', field.type, names.type),
      ...line('📝', field.content, contact.content && cut(contact.content, CONTENT_LIMIT)),
      ...line('🏁', field.result, contact.result && cut(contact.result, RESULT_LIMIT)),
      ...line('🚫', field.reason, contact.status === 'cancelled' ? contact.reason : undefined),
      ...line('📊', field.state, t.contact.state[contact.state]),
      ...line('❗', field.priority, contact.priority === 'medium' ? undefined : t.contact.priority[contact.priority]),
      ...line('🧑‍💼', field.manager, names.manager),
      ...line('🏛', field.firm, names.firm),
      ...line('📣', field.source, names.source),
      ...line('📄', field.documents, names.documents),
      ...line('📎', field.analytics, contact.analytics.map((one) => showAnalytic(one, ctx)).join('; ')),
      ...chainLines(ctx, names),
    ],
    '\n',
  );
}

/** The contact before this one and those after it, in a line each. */
function chainLines(ctx: Ctx, { before, after }: ContactNames): Html[] {
  const { at, user } = ctx;
  const one = (arrow: string, other: Contact) =>
    escapeHtml(
      `${arrow} ${statusMark(other, at)} ${showWhen(other.start, at, user)}${other.content ? `: ${cut(other.content.split('\n')[0] ?? '', 40)}` : ''}`,
    );
  if (!before && after.length === 0) return [];
  return [
    b(`\n🔗 ${ctx.t.contact.actions.chain}`),
    ...(before ? [one('↑', before)] : []),
    ...after.map((next) => one('↓', next)),
  ];
}

function buttons(ctx: Ctx, contact: Contact): Button[][] {
  const { actions } = ctx.t.contact;
  const { id, revision, status } = contact;
  const chain = { text: `🔗 ${actions.chain}`, data: contactScreen.data('chain', id) };
  if (!mayChange(ctx.user, contact) || contact.removed) return [[chain]];
  const act = (text: string, action: 'happened' | 'move' | 'cancel' | 'restore' | 'next') => ({
    text,
    data: contactScreen.data(action, id, revision),
  });
  const planned = [
    [act(`✅ ${actions.happened}`, 'happened'), act(`🕒 ${actions.move}`, 'move')],
    [act(`🚫 ${actions.cancel}`, 'cancel')],
  ];
  return [
    ...(status === 'planned' ? planned : []),
    ...(status === 'cancelled' ? [[act(`↩️ ${actions.restore}`, 'restore')]] : []),
    [act(`➕ ${actions.planNext}`, 'next'), chain],
  ];
}

/** Shows a contact's card, or says that there is none. `back` is the data of the button that leads to where one came from. */
export async function showContact(ctx: Ctx, id: string | undefined, ...back: (string | undefined)[]): Promise<void> {
  const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
  if (!contact) return ctx.say(ctx.t.contact.absent);
  const card = await contactCard(ctx, contact);
  const way = back.filter((part) => part !== undefined);
  const row = [{ text: `‹ ${ctx.t.common.back}`, data: pack(...way) }];
  await ctx.show(way.length > 0 ? { ...card, rows: [...(card.rows ?? []), row] } : card);
}

/** Data of a button that opens a contact from a list; the card then has a button back to that list. */
export const openFrom = (id: string, back: CallbackData): CallbackData => pack('c', 'open', id, back);

/** One operation of a tap: repeated by Telegram, it is the same operation. */
export const operationOf = (ctx: Ctx, revision: number, key = `u${ctx.incoming.update_id}`): Operation => ({
  key,
  revision,
  now: ctx.at,
});

/** Tells what became of a change, and returns the contact as it is now. */
export async function tellChanged(ctx: Ctx, changed: Changed, done: string): Promise<Contact | undefined> {
  if (changed.outcome === 'absent') {
    await ctx.say(ctx.t.contact.absent);
    return undefined;
  }
  await ctx.say(changed.outcome === 'overtaken' ? ctx.t.contact.overtaken : done);
  return changed.contact;
}

/** Changes a contact by one tap and shows the card as it is then. */
async function changeByTap(ctx: Ctx, id: string, revision: number, set: FieldChange, done: string): Promise<void> {
  const contact = await tellChanged(
    ctx,
    await ctx.kit.store.contacts.change(ctx.user, id, operationOf(ctx, revision), set),
    done,
  );
  if (contact) await ctx.show(await contactCard(ctx, contact));
}

/** The contact a dialog is about, as the button that opened it saw it. */
export interface About {
  id: string;
  revision: number;
  start: Date;
}

export const aboutOf = ({ id, revision, start }: Contact): About => ({ id, revision, start });

/** Opens a dialog about a contact, if it still is as the button saw it. */
const dialogAbout =
  (scene: string) =>
  async (ctx: Ctx, id?: string, revision?: string): Promise<void> => {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    if (!mayChange(ctx.user, contact)) return ctx.say(ctx.t.contact.notYours);
    if (String(contact.revision) !== revision) {
      await ctx.say(ctx.t.common.stale);
      await ctx.show(await contactCard(ctx, contact));
      return;
    }
    await beginDialog(ctx, scene, { values: { about: aboutOf(contact) } });
  };

export const contactScreen = defineScreen('c', {
  open: showContact,
  happened: dialogAbout('happened'),
  move: dialogAbout('move'),
  cancel: dialogAbout('cancel'),
  next: dialogAbout('next'),
  async restore(ctx, id, revision) {
    if (!isId(id)) return ctx.say(ctx.t.contact.absent);
    await changeByTap(ctx, id, Number(revision), { status: 'planned', reason: undefined }, ctx.t.contact.restored);
  },
  async chain(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await ctx.show(await chainCard(ctx, contact));
  },
});
