import type { Acting, Target } from '../../src/actions/acting.ts';
import type { Told } from '../../src/actions/contacts/index.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import type { Dialog } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Saved } from '../../src/telegram/dialogs/form.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { actingOf } from '../shared/acting.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { unrungWord } from '../shared/unrung.ts';
import { changedCard, contactCard } from './contact-card.ts';
import { savedCard } from './contact-saved.ts';
import type { About } from './links.ts';
import { willKnow } from './told-others.ts';

/** The card of the contact that a dialog is about: where who leaves it came from. */
export async function cardAbout(ctx: Ctx, { about }: { about?: About }): Promise<Card | undefined> {
  const contact = about && (await ctx.kit.store.contacts.get(ctx.user, about.id));
  return contact && contactCard(ctx, contact);
}

const LINE_LIMIT = 120;

/** Which contact a dialog is about, in a line: a slip of one row in a list is seen before anything is done. */
export async function lineAbout(ctx: Ctx, { about }: { about?: { id: string } }): Promise<string | undefined> {
  const contact = about && (await ctx.kit.store.contacts.get(ctx.user, about.id));
  return contact && contactLine(contact, ctx, await namesFor(ctx, [contact]), LINE_LIMIT);
}

interface ChangeOptions {
  about: About | undefined;
  dialog: Dialog;
  /** What it does to the contact. */
  change(acting: Acting, target: Target): Promise<Told>;
  /** The line that tells it was done. */
  done: string;
  /** Offers the next contact of the chain afterwards. */
  offerNext?: boolean;
  /** What is shown then; the contact's card, where it is not told. */
  shows?(ctx: Ctx, contact: Contact, concerns?: readonly number[]): Promise<Card>;
}

/** Ends a dialog about a contact: makes the change, or shows what somebody else made of the contact meanwhile. */
export async function changeContact(
  ctx: Ctx,
  { about, dialog, change, done, offerNext, shows = changedCard }: ChangeOptions,
): Promise<Saved> {
  if (!about) return { error: ctx.t.contact.absent };
  const changed = await change(actingOf(ctx), { id: about.id, revision: about.revision, key: dialog.draft });
  if (changed.outcome === 'absent') return { error: ctx.t.contact.absent };
  const { contact } = changed;
  if (changed.outcome === 'overtaken') {
    await ctx.say(ctx.t.contact.overtaken, { alert: true });
    return { card: () => shows(ctx, contact) };
  }
  if (offerNext) return { card: () => savedCard(ctx, contact, done) };
  const { concerns } = changed;
  const words = [done, await willKnow(ctx, concerns), await unrungWord(ctx, contact)];
  await ctx.say(words.filter(Boolean).join('\n'));
  return { card: () => shows(ctx, contact, concerns) };
}
