import type { Message } from '@grammyjs/types';
import { addToContact } from '../../src/actions/contacts/index.ts';
import type { Analytic, Contact, FileRef } from '../../src/domain/contact/contact.ts';
import { newId } from '../../src/domain/id.ts';
import { mayChange } from '../../src/domain/rights.ts';
import { clean, cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { analytics, attachmentOf, fileOf } from '../../src/telegram/dialogs/fields/analytics.ts';
import { choice } from '../../src/telegram/dialogs/fields/choice.ts';
import { plainText, TEXT_LIMIT } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { showPhoneCard } from '../clients/phone-card.ts';
import { readingOf } from '../line/begin-draft.ts';
import { authorOf } from '../line/forwarded.ts';
import { takeFile, takeForwarded, wordsOf } from '../line/take-message.ts';
import { actingOf } from '../shared/acting.ts';
import { contactLine, namesFor } from '../shared/contact-line.ts';
import { draftTopic } from '../shared/draft-topic.ts';
import type { Taker } from '../shared/free-message.ts';
import { aboutOf, contactCard } from './contact-card.ts';
import { standsAlone } from './form/written.ts';
import { type About, attachDialog, newContactDialog } from './links.ts';

type Where = 'add' | 'text' | 'new' | 'person';
type Shared = NonNullable<Message['contact']>;
type AttachValues = {
  /** The contact at hand, in a line too; and the card from the phone book, where that is what was sent. */
  about?: About & { line: string; shared?: Shared };
  /** What was sent: files, places, cards; and what was said with it. */
  analytics?: Analytic[];
  content?: string;
  where?: Where;
};
type Brought = Pick<AttachValues, 'analytics' | 'content'>;

/** How long the contact whose card was shown last stays at hand, in milliseconds. */
const AT_HAND = 15 * 60_000;

/** The contact that what is sent now is meant for, as far as can be guessed. */
async function contactAtHand(ctx: Ctx): Promise<Contact | undefined> {
  const { hand } = ctx.session;
  if (!hand || ctx.at.getTime() - hand.at.getTime() > AT_HAND) return undefined;
  const contact = await ctx.kit.store.contacts.get(ctx.user, hand.contact);
  return contact && !contact.removed && mayChange(ctx.user, contact) ? contact : undefined;
}

/** What a message brings: characteristics, or words (a forwarded text, the caption of a file). */
function brought(message: Message, self: number): Brought | undefined {
  const attached = attachmentOf(message);
  if (!attached) return undefined;
  const author = authorOf(message, self);
  const by = (words: string) => cut(author?.name && !author.isSelf ? `${author.name}: ${words}` : words, TEXT_LIMIT);
  if (message.text !== undefined && !fileOf(message)) return { content: by(clean(message.text).trim()) };
  const { analytic, caption } = attached;
  return { analytics: [analytic], ...(caption && { content: by(caption) }) };
}

/**
 * A photo, voice note, document, place or forwarded message outside of dialogs: for the contact at hand, if its manager
 * says so, else the beginning of a new one. A card from the phone book only where a contact is at hand.
 */
export const takeAttachment: Taker = async (ctx) => {
  const values = ctx.written && brought(ctx.written, ctx.user.id);
  if (!ctx.written || !values) return false;
  const contact = (await isOwnContact(ctx, ctx.written)) ? undefined : await contactAtHand(ctx);
  const shared = ctx.written.contact;
  if (contact) {
    await askWhere(ctx, contact, values, shared);
    return true;
  }
  return shared ? false : takeAsContact(ctx, ctx.written);
};

/** The same for a file that was sent before. */
export async function attachFile(ctx: Ctx, file: FileRef): Promise<void> {
  const values: Brought = { analytics: [{ id: newId(), kind: 'file', file }] };
  const contact = await contactAtHand(ctx);
  if (contact) await askWhere(ctx, contact, values, undefined);
  else await beginDialog(ctx, newContactDialog, { values: { ...values } });
}

/** Asks what becomes of something that was sent, with a contact at hand. */
export async function askWhere(ctx: Ctx, contact: Contact, values: Brought, shared?: Shared): Promise<void> {
  const line = contactLine(contact, ctx, await namesFor(ctx, [contact]), 40);
  const about = { ...aboutOf(contact), line, ...(shared && { shared }) };
  await beginDialog(ctx, attachDialog, { values: { ...values, about } });
}

/** Somebody's words, a file with its caption, a place: the beginning of a contact of its own. */
const takeAsContact = async (ctx: Ctx, message: Message): Promise<boolean> =>
  (await takeForwarded(ctx, message)) || takeFile(ctx, message);

/** Whether the caption of a file, or what a voice note says, names a client, a channel or a time: it is not an addition to the contact at hand then. */
async function isOwnContact(ctx: Ctx, message: Message): Promise<boolean> {
  const { forward_origin } = message;
  const text = fileOf(message) ? wordsOf(message) : '';
  return text !== '' && !forward_origin && standsAlone(await readingOf(ctx, text), ctx.at);
}

/** Further things sent while the question is open belong to the same answer. */
function attachMore(ctx: Ctx, message: Message, values: AttachValues): Partial<AttachValues> | undefined {
  const typed: Brought | undefined =
    message.text === undefined ? undefined : { content: cut(clean(message.text).trim(), TEXT_LIMIT) };
  const more = brought(message, ctx.user.id) ?? typed;
  if (!more) return undefined;
  const said = [values.content, more.content].filter(Boolean).join('\n');
  return {
    ...(said && { content: cut(said, TEXT_LIMIT) }),
    analytics: [...(values.analytics ?? []), ...(more.analytics ?? [])],
  };
}

const where = choice<Where, AttachValues>({
  icon: '📎',
  label: (t) => t.card.attachTitle,
  place: 'hidden',
  ask: () => true,
  required: () => true,
  show: () => '',
  question: (ctx) => ctx.t.card.askAttach,
  options(ctx, { values }) {
    const { card, form } = ctx.t;
    const { about, content } = values;
    const line = about?.line ?? '';
    return [
      { arg: 'add', text: `📎 ${card.attachTo(line)}` },
      ...(content ? [{ arg: 'text', text: `📝 ${card.attachText(line)}` }] : []),
      ...(about?.shared ? [{ arg: 'person', text: `👤 ${form.newPerson}` }] : []),
      { arg: 'new', text: `📒 ${card.attachNew}` },
    ];
  },
  chosen: (arg) => ({ where: arg as Where }),
});

/** Adds it all to the contact at hand; the words to its content or, like everything else, to its analytics. */
async function add(ctx: Ctx, values: AttachValues, draft: string): Promise<Saved> {
  const { about, analytics: sent = [], content } = values;
  if (!about) return { error: ctx.t.contact.absent };
  const asContent = values.where === 'text';
  const words: Analytic[] = content && !asContent ? [{ id: `${draft}w`, kind: 'text', text: content }] : [];
  const added = { analytics: [...sent, ...words], ...(content && asContent && { content }) };
  const changed = await addToContact(actingOf(ctx), { id: about.id, key: draft }, added);
  if (changed.outcome === 'absent') return { error: ctx.t.contact.absent };
  await ctx.say(ctx.t.card.attachedTo);
  return { card: () => contactCard(ctx, changed.contact) };
}

/** Asks where to put what was sent outside of dialogs. */
export const attachScene = defineForm<AttachValues, 'about'>(attachDialog, {
  topic: draftTopic,
  title: (t) => `📎 ${t.card.attachTitle}`,
  direct: true,
  keepsNotes: true,
  attach: attachMore,
  fields: {
    content: plainText<AttachValues>({
      name: 'content',
      icon: '📝',
      label: (t) => t.contact.field.content,
      place: 'main',
      question: (ctx) => ctx.t.form.askContent,
    }),
    analytics: analytics<AttachValues>({ icon: '📎', label: (t) => t.contact.field.analytics, place: 'main' }),
    where: {
      ...where,
      // Words are taken for an answer only where they are one; otherwise they belong to what was sent.
      async take(ctx, message, asking) {
        const answer = message.forward_origin ? undefined : await where.take?.(ctx, message, asking);
        return answer && 'set' in answer ? answer : undefined;
      },
    },
  },
  async save(ctx, values, { draft }) {
    const { about, analytics: sent, content } = values;
    const shared = about?.shared;
    switch (values.where) {
      case 'new':
        return {
          next: () =>
            beginDialog(ctx, newContactDialog, {
              values: { ...(sent && { analytics: sent }), ...(content && { content }) },
            }),
        };
      case 'person':
        return shared ? { next: () => showPhoneCard(ctx, shared) } : { error: ctx.t.common.gone };
      default:
        return add(ctx, values, draft);
    }
  },
});
