import { cancelContact, editContact } from '../../../src/actions/contacts/index.ts';
import { domainOf } from '../../../src/domain/client/email.ts';
import type { Contact, ContactFields } from '../../../src/domain/contact/contact.ts';
import { derivedId } from '../../../src/domain/id.ts';
import type { Attendance, Invitation } from '../../../src/domain/letter/invitation.ts';
import { composeInvitationReply } from '../../../src/domain/letter/invitation-reply.ts';
import type { Letter } from '../../../src/domain/letter/letter.ts';
import { cut } from '../../../src/domain/text/html.ts';
import { showWhen } from '../../../src/i18n/dates.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import { contactCard, targetOf } from '../../contacts/contact-card.ts';
import { actingOf } from '../../shared/acting.ts';
import { minutesOf, startOf } from '../letter-head.ts';
import { mailboxFor } from '../writing/mailbox-for.ts';
import { invitedContact } from './attends.ts';

type Invited = Letter & { invitation: Invitation };

/** A meeting is one contact of the user who plans it, whichever of its letters is tapped and how often. */
const contactId = (ctx: Ctx, { uid }: Invitation): string => invitedContact(uid, ctx.user.id);

function fieldsOf(ctx: Ctx, { invitation, organization, person }: Invited): ContactFields {
  const { summary, location, description } = invitation;
  const minutes = minutesOf(invitation);
  return {
    status: 'planned',
    start: startOf(invitation, ctx.user.zone),
    channel: 'meeting',
    direction: 'incoming',
    manager: ctx.user.id,
    priority: 'medium',
    state: 1,
    content: cut([summary, location && `📍 ${location}`, description].filter(Boolean).join('\n'), 3000),
    ...(minutes !== undefined && minutes > 0 && { minutes }),
    ...(organization !== undefined && { organization }),
    ...(person !== undefined && { persons: [person] }),
    documents: [],
    analytics: [],
  };
}

/** Plans the meeting, or moves it to where a later invitation has it. */
async function planned(ctx: Ctx, letter: Invited): Promise<{ contact: Contact; word: string }> {
  const { contacts } = ctx.kit.store;
  const { invitation: words } = ctx.t.letter;
  const id = contactId(ctx, letter.invitation);
  const fields = fieldsOf(ctx, letter);
  const { contact, created } = await contacts.create(ctx.user, id, fields, { now: ctx.at, letter: letter.id });
  const when = showWhen(fields.start, ctx.at, ctx.user);
  if (created) return { contact, word: words.planned(when) };
  const same = contact.start.getTime() === fields.start.getTime() && contact.status === 'planned' && !contact.removed;
  if (same) return { contact, word: words.plannedAlready };
  const set = { start: fields.start, minutes: fields.minutes, status: 'planned' as const, removed: undefined };
  const changed = await editContact(actingOf(ctx), targetOf(ctx, id, contact.revision), set);
  return { contact: changed.outcome === 'absent' ? contact : changed.contact, word: words.movedNow(when) };
}

/** One tap makes the planned contact, and shows it. */
export async function planInvitation(ctx: Ctx, letter: Invited): Promise<void> {
  const { contact, word } = await planned(ctx, letter);
  await ctx.say(word);
  await ctx.show(await contactCard(ctx, contact));
}

/** A meeting that was called off cancels its contact. */
export async function cancelInvitation(ctx: Ctx, letter: Invited): Promise<void> {
  const { contacts } = ctx.kit.store;
  const { invitation: words } = ctx.t.letter;
  const contact = await contacts.get(ctx.user, contactId(ctx, letter.invitation));
  if (contact?.status !== 'planned' || contact.removed) return ctx.say(words.nothingPlanned);
  const changed = await cancelContact(actingOf(ctx), targetOf(ctx, contact.id, contact.revision), words.cancel);
  if (changed.outcome === 'absent') return ctx.say(words.nothingPlanned);
  await ctx.say(words.cancelledNow);
  await ctx.show(await contactCard(ctx, changed.contact));
}

/** Tells the organizer; what was accepted is planned with the same tap, what was declined is not planned any more. */
export async function answerInvitation(ctx: Ctx, letter: Invited, answer: Attendance): Promise<boolean> {
  const { store } = ctx.kit;
  const { invitation: words } = ctx.t.letter;
  const { invitation } = letter;
  const { organizer } = invitation;
  if (!organizer) {
    await ctx.say(words.noOrganizer, { alert: true });
    return false;
  }
  const mailbox = await mailboxFor(ctx, letter.places[0]?.mailbox);
  if (!mailbox) {
    await ctx.say(ctx.t.mail.noWayOut, { alert: true });
    return false;
  }
  const id = derivedId('invitation-answer', letter.id, ctx.user.id, answer);
  await store.outgoing.order(
    {
      id,
      author: ctx.user.id,
      mailbox: mailbox.id,
      to: organizer.address,
      subject: `${words.subjects[answer]}: ${invitation.summary || letter.subject}`,
      text: `${words.subjects[answer]}: ${invitation.summary || letter.subject}`,
      calendar: composeInvitationReply(invitation, { from: mailbox.address, answer, now: ctx.at }),
      files: [],
      messageId: `<sloop.${id}@${domainOf(mailbox.address) || 'localhost'}>`,
      ...(letter.messageId !== undefined && { inReplyTo: letter.messageId }),
      references: letter.messageId === undefined ? [] : [letter.messageId],
      state: 'waiting',
    },
    ctx.at,
  );
  ctx.kit.mail?.poke();
  if (answer === 'accepted') await planned(ctx, letter);
  await ctx.say(words.answeredNow(words.answers[answer]));
  return true;
}

export const isInvited = (letter: Letter): letter is Invited => letter.invitation !== undefined;
