import type { FileRef } from '../../../src/domain/contact/contact.ts';
import { filesOf } from '../../../src/domain/contact/contact.ts';
import type { Letter } from '../../../src/domain/letter/letter.ts';
import { answerSubject } from '../../../src/domain/letter/letter-text.ts';
import { ownWords } from '../../../src/domain/letter/outgoing.ts';
import type { Ctx } from '../../../src/telegram/context.ts';
import type { AboutLetter } from '../links.ts';

/** So many of a contact's persons have their addresses offered. */
const MOST_PERSONS = 5;

/** Whom it goes to, what it continues. */
export interface Setting {
  addresses: string[];
  /** Everybody else that the letter answered was for. */
  others: string[];
  answered?: Letter;
  contact?: string;
  letter?: string;
  organization?: string;
  person?: string;
  thread: string[];
  mailbox?: string;
  subject?: string;
  text?: string;
  files: FileRef[];
}

/** What is known around a letter to be written, from what it is about. */
export async function settingOf(ctx: Ctx, about: AboutLetter | undefined): Promise<Setting> {
  const nothing: Setting = { addresses: [], others: [], thread: [], files: [] };
  const { letters, contacts, organizations, persons } = ctx.kit.store;
  const contact = about?.contact === undefined ? undefined : await contacts.get(ctx.user, about.contact);
  const letter = about?.letter ?? contact?.letter;
  const answered = letter === undefined ? undefined : await letters.get(ctx.user, letter);
  const people = contact?.persons ?? (answered?.person === undefined ? [] : [answered.person]);
  const [person] = people;
  const organization = contact?.organization ?? answered?.organization;
  const [who, client] = await Promise.all([
    Promise.all(people.slice(0, MOST_PERSONS).map((id) => persons.get(ctx.user, id))),
    organization === undefined ? undefined : organizations.get(ctx.user, organization),
  ]);
  const sender = answered ? [answered.replyTo ?? answered.from.address] : [];
  // A letter is answered to its sender; a contact's goes to its person first.
  const known = [
    ...(about?.letter ? sender : []),
    ...who.flatMap((one) => one?.emails ?? []),
    ...(client?.emails ?? []),
    ...sender,
  ];
  const text = contact && !about?.letter ? ownWords(contact) : undefined;
  const thread = answered ? [...answered.references, ...(answered.messageId ? [answered.messageId] : [])] : [];
  return {
    ...nothing,
    addresses: [...new Set(known.filter(Boolean))],
    others: about?.letter && answered ? await othersOf(ctx, answered) : [],
    ...(about?.letter && answered && { answered }),
    thread: thread.slice(-30),
    ...(contact ? { contact: contact.id } : answered?.contact && { contact: answered.contact }),
    ...(answered && { letter: answered.id }),
    ...(organization !== undefined && { organization }),
    ...(person !== undefined && { person }),
    ...(answered?.places[0] && { mailbox: answered.places[0].mailbox }),
    ...(answered && { subject: answerSubject(answered.subject) }),
    ...(text !== undefined && { text }),
    ...(contact && !about?.letter && contact.direction === 'outgoing' && { files: filesOf(contact.analytics) }),
  };
}

/** Whom a letter was for besides us, and who wrote it if the answer goes elsewhere. */
async function othersOf(ctx: Ctx, { to, cc = [], from, replyTo }: Letter): Promise<string[]> {
  const own = new Set((await ctx.kit.store.mailboxes.all()).flatMap(({ address, login }) => [address, login]));
  const all = [...(replyTo === undefined ? [] : [from]), ...to, ...cc].map(({ address }) => address);
  return [...new Set(all)].filter(
    (address) => address !== '' && !own.has(address) && address !== (replyTo ?? from.address),
  );
}
