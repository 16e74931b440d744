import type { Acting, Target } from '../../src/actions/acting.ts';
import {
  bringBackContact,
  removeContact,
  restoreContact,
  type Told,
  takeBack,
} from '../../src/actions/contacts/index.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import { isId } from '../../src/domain/id.ts';
import { mayChange } from '../../src/domain/rights.ts';
import { b, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Changed, Operation } from '../../src/store/index.ts';
import { backOf, cameFrom, wayBack } from '../../src/telegram/back-navigation.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Card, danger } from '../../src/telegram/messages/card.ts';
import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { newDocumentDialog } from '../documents/links.ts';
import { actingOf } from '../shared/acting.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { contactButtons, moreButtons } from './contact-buttons.ts';
import { chainCard } from './contact-chain.ts';
import { namesOf } from './contact-names.ts';
import { contactText } from './contact-text.ts';
import {
  type About,
  cancelContactDialog,
  contactLinks,
  happenedDialog,
  moveContactDialog,
  nextContactDialog,
} from './links.ts';
import { takeBackRow, willKnow } from './told-others.ts';

/** The contact's card: everything that is known of it, and what can be done with it. From now on it is the one at hand. */
export async function contactCard(ctx: Ctx, contact: Contact): Promise<Card> {
  const names = await namesOf(ctx, contact);
  takeInHand(ctx, contact);
  return {
    html: contactText(ctx, contact, names),
    rows: [...contactButtons(ctx, contact), ...wayBack(ctx, contact.id)],
  };
}

/** The card after a change, with the way to take it back where others are told of it. */
export async function changedCard(ctx: Ctx, contact: Contact, concerns: readonly number[] = []): Promise<Card> {
  const card = await contactCard(ctx, contact);
  return { ...card, rows: [...takeBackRow(ctx, contact, concerns), ...(card.rows ?? [])] };
}

/** What is sent besides dialogs from now on is meant for this contact. */
export function takeInHand(ctx: Ctx, contact: Contact): void {
  if (!contact.removed && mayChange(ctx.user, contact)) ctx.session.hand = { contact: contact.id, at: ctx.at };
}

/** Shows a contact's card, or says that there is none. `back` is the data of the button that leads to where one came from. */
export async function showContact(ctx: Ctx, id: string | undefined, ...back: (string | undefined)[]): Promise<void> {
  const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
  if (!contact) return ctx.say(ctx.t.contact.absent);
  cameFrom(ctx, contact.id, ...back);
  await ctx.show(await contactCard(ctx, contact));
}

/** One operation of a tap on something else than a contact. */
export const tapOperation = (ctx: Ctx, revision: number, key = keyOfTap(ctx)): Operation => ({
  key,
  revision,
  now: ctx.at,
});

/** What a tap changes: the same button pressed twice, or brought again by Telegram, is the same change. */
export const targetOf = (ctx: Ctx, id: string, revision: number): Target => ({ id, revision, key: keyOfTap(ctx) });

const keyOfTap = ({ tap, user, incoming }: Ctx): string => (tap ? `${user.id}:${tap.data}` : `u${incoming.update_id}`);

/** Tells what became of a change, and returns the contact as it is now. */
export async function tellChanged(ctx: Ctx, changed: Changed, done: string): Promise<Contact | undefined> {
  if (changed.outcome === 'absent') {
    await ctx.say(ctx.t.contact.absent);
    return undefined;
  }
  await ctx.say(changed.outcome === 'overtaken' ? ctx.t.contact.overtaken : done);
  return changed.contact;
}

export const aboutOf = ({ id, revision, start }: Contact): About => ({ id, revision, start });

/** The contact that a button names, as the button saw it; otherwise says why not, and shows the fresh card. */
export async function contactAsSeen(ctx: Ctx, id?: string, revision?: string): Promise<Contact | undefined> {
  const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
  if (!contact) {
    await ctx.say(ctx.t.contact.absent);
    return undefined;
  }
  if (String(contact.revision) === revision) return contact;
  await ctx.say(ctx.t.common.stale);
  await ctx.show(await contactCard(ctx, contact));
  return undefined;
}

/** The same, for what only who runs the contact may do. */
export async function ownContactAsSeen(ctx: Ctx, id?: string, revision?: string): Promise<Contact | undefined> {
  const contact = await contactAsSeen(ctx, id, revision);
  if (!contact || mayChange(ctx.user, contact)) return contact;
  await ctx.say(ctx.t.contact.notYours);
  return undefined;
}

/** Opens a dialog about one's own contact. `back`: the list whose button it was, where it was not the card's. */
const dialogAbout =
  (dialog: typeof happenedDialog) =>
  async (ctx: Ctx, id?: string, revision?: string, ...back: (string | undefined)[]): Promise<void> => {
    if (isId(id)) cameFrom(ctx, id, ...back);
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (contact)
      await beginDialog(ctx, dialog, { values: { about: aboutOf(contact) }, back: contactLinks.open(contact.id) });
  };

/** Changes a contact by one tap and shows the card as it is then. */
async function changeByTap(
  ctx: Ctx,
  change: (acting: Acting, target: Target) => Promise<Told>,
  [id, revision]: readonly (string | undefined)[],
  done: string,
): Promise<void> {
  if (!isId(id)) return ctx.say(ctx.t.contact.absent);
  const changed = await change(actingOf(ctx), targetOf(ctx, id, Number(revision)));
  const known = await willKnow(ctx, changed.concerns);
  const contact = await tellChanged(ctx, changed, [done, known].filter(Boolean).join('\n'));
  if (contact) await ctx.show(await changedCard(ctx, contact, changed.concerns));
}

/** Takes back what was done a moment ago, and shows the card as it is then. */
async function takeBackByTap(ctx: Ctx, id?: string, revision?: string): Promise<void> {
  if (!isId(id)) return ctx.say(ctx.t.contact.absent);
  const taken = await takeBack(actingOf(ctx), targetOf(ctx, id, Number(revision)));
  if (taken.outcome === 'absent') return ctx.say(ctx.t.contact.absent);
  if (taken.outcome !== 'late') await ctx.say(ctx.t.contact.takenBack);
  else await ctx.say(ctx.t.contact.takenBackLate, { alert: true });
  await showContact(ctx, id);
}

async function askToRemove(ctx: Ctx, contact: Contact): Promise<void> {
  const { t } = ctx;
  const names = await namesFor(ctx, [contact]);
  await ctx.show({
    html: join([b(`🗑 ${t.card.removeQuestion}`), escapeHtml(contactLine(contact, ctx, names, 200))], '\n\n'),
    rows: [
      [danger({ text: `🗑 ${t.common.remove}`, data: contactLinks.removed(contact.id, contact.revision) })],
      [{ text: `‹ ${t.common.back}`, data: contactLinks.open(contact.id) }],
    ],
  });
}

export const contactScreen = defineScreen(contactLinks, {
  open: showContact,
  happened: dialogAbout(happenedDialog),
  move: dialogAbout(moveContactDialog),
  cancel: dialogAbout(cancelContactDialog),
  async next(ctx, id, revision) {
    // From anybody's contact: the next one is then one's own.
    const contact = await contactAsSeen(ctx, id, revision);
    if (contact)
      await beginDialog(ctx, nextContactDialog, { values: { about: aboutOf(contact) }, back: backOf(ctx, contact.id) });
  },
  /** The card again, with what is wanted seldom under it. */
  async more(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    if (contact.removed || !mayChange(ctx.user, contact)) return showContact(ctx, id);
    await ctx.show({ html: contactText(ctx, contact, await namesOf(ctx, contact)), rows: moreButtons(ctx, contact) });
  },
  restore: (ctx, ...seen) => changeByTap(ctx, restoreContact, seen, ctx.t.contact.restored),
  async remove(ctx, id, revision) {
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (contact) await askToRemove(ctx, contact);
  },
  removed: (ctx, ...seen) => changeByTap(ctx, removeContact, seen, ctx.t.contact.removedNow),
  undo: (ctx, ...seen) => changeByTap(ctx, bringBackContact, seen, ctx.t.contact.broughtBack),
  takeback: takeBackByTap,
  async document(ctx, id, revision) {
    const contact = await ownContactAsSeen(ctx, id, revision);
    if (!contact) return;
    const { organizations, entries } = await namesOf(ctx, contact);
    const { organization, firm } = contact;
    await beginDialog(ctx, newDocumentDialog, {
      values: {
        about: aboutOf(contact),
        ...(organization && { organization: { id: organization, name: organizations.get(organization) ?? '' } }),
        ...(firm && { firm: { id: firm, name: entries.get(firm) ?? '' } }),
      },
      back: contactLinks.open(contact.id),
    });
  },
  async chain(ctx, id) {
    const contact = isId(id) ? await ctx.kit.store.contacts.get(ctx.user, id) : undefined;
    if (!contact) return ctx.say(ctx.t.contact.absent);
    await ctx.show(await chainCard(ctx, contact));
  },
});
