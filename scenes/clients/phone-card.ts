import type { Contact } from '@grammyjs/types';
import { normalizePhone, showPhone } from '../../src/domain/client/phone.ts';
import { b, clean, cut, escapeHtml, join } from '../../src/domain/text/html.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { homeCountry } from '../../src/telegram/dialogs/fields/lists.ts';
import { readVcards } from '../../src/transfer/vcard.ts';
import type { Taker } from '../shared/free-message.ts';
import { organizationCard } from './client-card.ts';
import { newPersonDialog, organizationLinks, personLinks } from './links.ts';
import { personCard } from './person-card.ts';

const NAME_LIMIT = 200;
const SHOWN = 8;

/** A card from the phone book: whose number it is in the directory, or else the beginning of a new person. */
export const takePhoneCard: Taker = async (ctx) => {
  const shared = ctx.written?.contact;
  if (!shared) return false;
  await showPhoneCard(ctx, shared);
  return true;
};

/** The same for a card that was sent before. */
export async function showPhoneCard(ctx: Ctx, shared: Contact): Promise<void> {
  const read = normalizePhone(shared.phone_number, homeCountry(ctx));
  // Telegram leaves out the plus sign of numbers that it knows in full.
  const full = read.ok ? read : normalizePhone(`+${shared.phone_number.replace(/\D/g, '')}`);
  const phones = full.ok ? [full.value] : [];
  if (full.ok && (await showKnown(ctx, full.value))) return;
  const name = cut(clean([shared.first_name, shared.last_name].filter(Boolean).join(' ')).trim(), NAME_LIMIT);
  const [card] = readVcards(shared.vcard ?? '').records;
  await ctx.say(ctx.t.clients.phoneUnknown(name, full.ok ? showPhone(full.value) : shared.phone_number));
  await beginDialog(ctx, newPersonDialog, {
    toDraft: true,
    values: {
      ...(name && { name }),
      phones: [...new Set([...phones, ...(card?.phones ?? [])])],
      ...(card?.emails.length && { emails: card.emails }),
      ...(card?.position && { position: card.position }),
    },
  });
}

/** Shows whoever has this number; of several, a list. False: nobody the viewer may see. */
async function showKnown(ctx: Ctx, phone: string): Promise<boolean> {
  const { organizations, persons } = ctx.kit.store;
  const has = ({ phones }: { phones: string[] }) => phones.includes(phone);
  const [people, companies] = await Promise.all([
    persons.search(ctx.user, phone, SHOWN).then((found) => found.filter(has)),
    organizations.search(ctx.user, phone, SHOWN).then((found) => found.filter(has)),
  ]);
  const [person, otherPerson] = people;
  const [company, otherCompany] = companies;
  if (person && !otherPerson) await ctx.show(await personCard(ctx, person));
  else if (company && !person && !otherCompany) await ctx.show(await organizationCard(ctx, company));
  else if (!person && !company) return false;
  else {
    await ctx.show({
      html: join([b(showPhone(phone)), escapeHtml(ctx.t.clients.phoneKnown)], '\n'),
      rows: [
        ...companies.map(({ id, name }) => [{ text: `🏢 ${name}`, data: organizationLinks.open(id) }]),
        ...people.map(({ id, name }) => [{ text: `👤 ${name}`, data: personLinks.open(id) }]),
      ],
    });
  }
  return true;
}
