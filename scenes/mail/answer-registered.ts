import { registerLetter } from '../../src/actions/letters/index.ts';
import type { Contact, ContactFields } from '../../src/domain/contact/contact.ts';
import { derivedId } from '../../src/domain/id.ts';
import { filesAsAnalytics, letterContact } from '../../src/domain/letter/as-contact.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import type { MailNews } from '../../src/domain/letter/news.ts';
import type { OutgoingLetter } from '../../src/domain/letter/outgoing.ts';
import { cut, escapeHtml } from '../../src/domain/text/html.ts';
import type { User } from '../../src/domain/user.ts';
import { texts } from '../../src/i18n/index.ts';
import type { Kit } from '../../src/telegram/context.ts';
import type { Card } from '../../src/telegram/messages/card.ts';
import { contactLinks } from '../contacts/links.ts';
import { redrawEverywhere } from './letter-ring.ts';
import { letterContent } from './letter-written.ts';
import { outgoingLinks } from './links.ts';
import { notForLines } from './not-for.ts';

const CONTENT = 4000;

/** What became of an answer in the journal: the contact of the letter it answers, and its own. */
interface Registered {
  incoming: Contact;
  outgoing: Contact;
  /** The letter was not a contact before. */
  both: boolean;
}

/** Registers an answer that was sent together with the letter it answers: each once, however often it is asked. */
export async function registerAnswer(kit: Kit, user: User, sent: OutgoingLetter): Promise<Registered | undefined> {
  const { store, now } = kit;
  const letter = sent.letter === undefined ? undefined : await store.letters.get(user, sent.letter);
  if (!letter || (letter.organization === undefined && letter.person === undefined)) return undefined;
  const at = now();
  const manager = (await store.senders.managerOf(letter.organization ?? '')) ?? user.id;
  const known = letter.contact === undefined ? undefined : await store.contacts.get(user, letter.contact);
  const incoming = known ?? (await registerIncoming(kit, user, letter, manager));
  if (!incoming) return undefined;
  const fields: ContactFields = {
    ...letterContact(letter, user.id),
    start: sent.sentAt && sent.sentAt < at ? sent.sentAt : at,
    direction: 'outgoing',
    content: cut([sent.subject, sent.text].filter(Boolean).join('\n\n'), CONTENT),
    analytics: filesAsAnalytics(sent.files),
  };
  const id = derivedId('answer', sent.id);
  const { contact } = await store.contacts.create(user, id, fields, { previous: incoming, now: at });
  await store.outgoing.belongsTo(sent.id, contact.id);
  return { incoming, outgoing: contact, both: known === undefined };
}

async function registerIncoming(
  { store, now }: Kit,
  user: User,
  letter: Letter,
  manager: number,
): Promise<Contact | undefined> {
  const at = now();
  const fields: ContactFields = {
    ...letterContact(letter, manager),
    start: new Date(Math.min(letter.deliveredAt.getTime(), at.getTime())),
    direction: 'incoming',
    content: letterContent(letter, CONTENT),
    analytics: filesAsAnalytics(letter.files),
  };
  const registered = await registerLetter({ store, viewer: user, now: at }, { letter: letter.id, fields });
  return registered.outcome === 'registered' ? registered.contact : undefined;
}

/** Takes back what `registerAnswer` made: the answer stays sent. */
export async function unregisterAnswer(kit: Kit, user: User, sent: OutgoingLetter, both: boolean): Promise<void> {
  const { contacts, letters } = kit.store;
  const ids = [derivedId('answer', sent.id), ...(both && sent.letter !== undefined ? [sent.letter] : [])];
  for (const id of ids) {
    const contact = await contacts.get(user, id);
    const operation = { key: `unanswer-${sent.id}`, now: kit.now() };
    if (contact && !contact.removed) await contacts.remove(user, id, { ...operation, revision: contact.revision });
  }
  if (both && sent.letter !== undefined) await letters.unregistered(user, sent.letter);
}

/** Tells that an answer was sent, and what became of it in the journal; undefined for a letter that is not an answer. */
export async function registeredCard(kit: Kit, user: User, news: MailNews): Promise<Card | undefined> {
  if (news.kind !== 'sent' || news.outgoing.letter === undefined || news.outgoing.calendar !== undefined)
    return undefined;
  const { outgoing } = news;
  await kit.store.letters.answered(outgoing.letter ?? '', user.id, kit.now());
  const t = texts[user.language];
  const registered = user.answers === 'ask' ? undefined : await registerAnswer(kit, user, outgoing);
  redrawEverywhere(kit, outgoing.letter ?? '', user);
  if (!registered) {
    return {
      html: escapeHtml([`✅ ${t.mail.sentNow(outgoing.to)}`, ...notForLines(t, outgoing)].join('\n')),
      rows: [[{ text: `📒 ${t.letter.registerAnswer}`, data: outgoingLinks.enter(outgoing.id) }]],
    };
  }
  return answerCard(user, outgoing, registered);
}

/** Both are in the journal; one tap takes them back. */
export function answerCard(user: User, sent: OutgoingLetter, { outgoing, both }: Registered): Card {
  const t = texts[user.language];
  const { id, to } = sent;
  return {
    html: escapeHtml([`✅ ${t.letter.sentAndRegistered(to)}`, ...notForLines(t, sent)].join('\n')),
    rows: [
      [
        { text: `📒 ${t.mail.actions.openContact}`, data: contactLinks.open(outgoing.id) },
        { text: `↩️ ${t.common.undo}`, data: outgoingLinks.unenter(id, both) },
      ],
    ],
  };
}
