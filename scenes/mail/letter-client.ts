import { domainOf, isFreeMail } from '../../src/domain/client/email.ts';
import type { CountryCode } from '../../src/domain/client/phone.ts';
import type { Contact } from '../../src/domain/contact/contact.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import { phonesIn, signaturePhones } from '../../src/domain/letter/letter-text.ts';
import { isRobot } from '../../src/domain/letter/robot.ts';
import { cut } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import type { Button } from '../../src/telegram/messages/card.ts';
import type { NewClientValues } from '../clients/client-fields.ts';
import { newPersonDialog } from '../clients/links.ts';
import { tapOperation } from '../contacts/contact-card.ts';
import { letterLinks } from './links.ts';

/** What a letter tells of a person who wrote it: the name, the address, the phones of the signature. */
export const newPersonFrom = (letter: Letter, country?: CountryCode) => ({
  ...(letter.from.name && { name: letter.from.name }),
  ...emailsOf(letter),
  ...phonesOf(letter, country),
});

/**
 * What a letter tells of a client: a company by its domain, with its writer as a person who has the address and the phones;
 * somebody with a private address by their name.
 */
export function newClientFrom(letter: Letter, country?: CountryCode): NewClientValues {
  const { from } = letter;
  const domain = domainOf(from.address);
  const own = domain !== '' && !isFreeMail(domain) && !isRobot(from.address);
  const ways = { ...emailsOf(letter), ...phonesOf(letter, country) };
  if (!own) return { ...(from.name && { name: from.name }), ...ways };
  if (!from.name) return { site: domain, ...ways };
  return { site: domain, speaker: { name: from.name, emails: [], phones: [], ...ways } };
}

/** A robot's address never becomes a client's. */
const emailsOf = ({ from }: Letter): { emails?: string[] } =>
  from.address && !isRobot(from.address) ? { emails: [from.address] } : {};

function phonesOf(
  { body, folded, signature, text, via }: Letter,
  country: CountryCode | undefined,
): { phones?: string[] } {
  const told = via?.kind === 'form' || via?.kind === 'reply-to' || via?.kind === 'forward';
  const written = body ?? text;
  const phones =
    body === undefined && folded === undefined
      ? signaturePhones(text, country)
      : phonesIn(signature || (told ? written : written.split('\n').slice(-6).join('\n')), country);
  return phones.length > 0 ? { phones } : {};
}

/**
 * What is offered once a letter is registered: that its sender becomes a person of the client, or that an address the person
 * has not written from before goes onto their card. A tap decides; nothing does it by itself.
 */
export async function senderRows(
  ctx: Ctx,
  letter: Letter,
  { organization, persons: [person] = [] }: Contact,
): Promise<Button[][]> {
  const { address, name } = letter.from;
  if (address === '' || isRobot(address)) return [];
  const { persons, senders } = ctx.kit.store;
  const known = (await senders.known([address])).get(address);
  if (known && known.persons.length > 0) return [];
  const who = person === undefined ? undefined : await persons.get(ctx.user, person);
  if (who) return [[{ text: cut(`➕ ${address} → ${who.name}`, 60), data: letterLinks.learn(letter.id) }]];
  if (organization === undefined) return [];
  return [[{ text: cut(`👤 ${ctx.t.form.newPersonNamed(name || address)}`, 60), data: letterLinks.person(letter.id) }]];
}

/** Puts the address of a letter onto the card of its contact's person. */
export async function learnAddress(ctx: Ctx, letter: Letter): Promise<void> {
  const { contacts, persons } = ctx.kit.store;
  const contact = letter.contact === undefined ? undefined : await contacts.get(ctx.user, letter.contact);
  const [who] = contact?.persons ?? [];
  const person = who === undefined ? undefined : await persons.get(ctx.user, who);
  if (!person || letter.from.address === '' || isRobot(letter.from.address)) return ctx.say(ctx.t.common.gone);
  const emails = [...new Set([...person.emails, letter.from.address])];
  const { entry } = await persons.change(ctx.user, person.id, tapOperation(ctx, person.revision), { emails });
  await ctx.say(entry ? `✅ ${letter.from.address} → ${person.name}` : ctx.t.common.stale, { alert: true });
}

/** Makes the sender of a letter a person of its contact's client. */
export async function newSender(ctx: Ctx, letter: Letter): Promise<void> {
  const { contacts, organizations } = ctx.kit.store;
  const contact = letter.contact === undefined ? undefined : await contacts.get(ctx.user, letter.contact);
  const client =
    contact?.organization === undefined ? undefined : await organizations.get(ctx.user, contact.organization);
  if (!client) return ctx.say(ctx.t.common.gone);
  const values = { organization: { id: client.id, name: client.name }, ...newPersonFrom(letter) };
  await beginDialog(ctx, newPersonDialog, { values });
}
