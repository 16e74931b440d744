import type { Contact } from '@grammyjs/types';
import { comparePersons } from '../../src/domain/client/identity.ts';
import { normalizePhone, numberOf, showPhone } from '../../src/domain/client/phone.ts';
import { b, clean, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { homeCountry } from '../../src/telegram/home-country.ts';
import { readVcards } from '../../src/transfer/import/vcard.ts';
import { otherwiseLinks } from '../line/links.ts';
import { remember } from '../line/noted-lines.ts';
import type { Taker } from '../shared/free-message.ts';
import { organizationCard } from './client-card.ts';
import { newPersonDialog, organizationLinks, personLinks } from './links.ts';
import { personCard } from './person-card.ts';

const NAME_LIMIT = 200;
const SHOWN = 8;

/** What a card from the phone book says of a person. */
interface Shared {
  name: string;
  /** As they are stored. */
  phones: string[];
  emails: string[];
  position?: string;
}

/** A card from the phone book: whose it is in the directory, or else the beginning of a new person. */
export const takePhoneCard: Taker = async (ctx) => {
  const { written } = ctx;
  if (!written?.contact) return false;
  offerContactWith(ctx, written.message_id, await readShared(ctx, written.contact));
  await showPhoneCard(ctx, written.contact);
  return true;
};

/** At the end of the answer, which comes next: the card may tell of a contact, and is read as a line is. */
function offerContactWith(ctx: Ctx, message: number, { name, phones: [phone] }: Shared): void {
  remember(ctx, { message, text: [name, phone].filter(Boolean).join(', ') });
  const { asContact, orContactWith } = ctx.t.line;
  ctx.append({
    html: escapeHtml(orContactWith),
    rows: [[{ text: `📒 ${asContact}`, data: otherwiseLinks.record(message) }]],
  });
}

async function readShared(ctx: Ctx, shared: Contact): Promise<Shared> {
  const country = await homeCountry(ctx);
  // Telegram leaves out the plus sign of numbers that it knows in full.
  const full = normalizePhone(`+${shared.phone_number.replace(/\D/g, '')}`);
  const read = full.ok ? full : normalizePhone(shared.phone_number, country);
  const [card] = readVcards(shared.vcard ?? '', { country, language: ctx.user.language }).records;
  const first = read.ok ? read.value : shared.phone_number;
  return {
    name: cut(clean([shared.first_name, shared.last_name].filter(Boolean).join(' ')).trim(), NAME_LIMIT),
    phones: [first, ...(card?.phones ?? []).filter((phone) => numberOf(phone) !== first)],
    emails: card?.emails ?? [],
    ...(card?.position && { position: card.position }),
  };
}

/** The same for a card that was sent before. A number only suggests whose it is; the name decides. */
export async function showPhoneCard(ctx: Ctx, contact: Contact): Promise<void> {
  const shared = await readShared(ctx, contact);
  if (await showKnown(ctx, shared)) return;
  await ctx.say(ctx.t.clients.phoneUnknown(shared.name, showPhone(shared.phones[0] ?? '')));
  await beginNew(ctx, shared);
}

const beginNew = (ctx: Ctx, { name, phones, emails, position }: Shared): Promise<void> =>
  beginDialog(ctx, newPersonDialog, {
    toDraft: true,
    values: { ...(name && { name }), phones, ...(emails.length > 0 && { emails }), ...(position && { position }) },
  });

/** Shows the entry that has this number and this name; of those that only share the number, a list. False: there is none that the viewer may see. */
async function showKnown(ctx: Ctx, shared: Shared): Promise<boolean> {
  const { organizations, persons } = ctx.kit.store;
  const [phone = ''] = shared.phones;
  const has = ({ phones }: { phones: string[] }) => phones.some((one) => numberOf(one) === phone);
  const [people, companies] = await Promise.all([
    persons.search(ctx.user, phone, SHOWN).then((found) => found.filter(has)),
    organizations.search(ctx.user, phone, SHOWN).then((found) => found.filter(has)),
  ]);
  const isMeant = (person: (typeof people)[number]) =>
    shared.name === '' || comparePersons({ ...person, phones: [phone] }, { ...shared, phones: [phone] }) !== 'other';
  const [person, otherPerson] = people.filter(isMeant);
  const [company, otherCompany] = companies;
  if (person && !otherPerson) await ctx.show(await personCard(ctx, person));
  else if (company && shared.name === '' && people.length === 0 && !otherCompany) {
    await ctx.show(await organizationCard(ctx, company));
  } else if (people.length === 0 && companies.length === 0) return false;
  else {
    await ctx.send({
      html: join([b(showPhone(phone)), escapeHtml(ctx.t.clients.phoneKnown)], '\n'),
      rows: [
        ...companies.map(({ id, name }) => [{ text: `🏢 ${name}`, data: organizationLinks.open(id) }]),
        ...people.map(({ id, name }) => [{ text: `👤 ${name}`, data: personLinks.open(id) }]),
      ],
    });
    await beginNew(ctx, shared);
  }
  return true;
}
