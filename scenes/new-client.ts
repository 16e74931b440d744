import { escapeHtml } from '../src/domain/html.ts';
import { emailList, phoneList } from '../src/telegram/fields/lists.ts';
import { plainText } from '../src/telegram/fields/text.ts';
import { defineForm } from '../src/telegram/form.ts';

type ClientValues = {
  name?: string;
  phones?: string[];
  emails?: string[];
  taxNumber?: string;
  address?: string;
  site?: string;
  note?: string;
};

const line = (
  name: keyof ClientValues,
  icon: string,
  ask: 'askTaxNumber' | 'askAddress' | 'askSite' | 'askNote',
  limit: number,
) =>
  plainText<ClientValues>({
    name,
    icon,
    limit,
    place: 'more',
    label: (t) => t.client.field[name],
    question: (ctx) => ctx.t.form[ask],
  });

/** A new organization. It is the business of whoever enters it. */
export const newClientScene = defineForm<ClientValues>({
  id: 'new-client',
  title: (t) => `🏢 ${t.form.newClientTitle}`,
  fields: {
    name: plainText<ClientValues>({
      name: 'name',
      icon: '🏢',
      label: (t) => t.client.field.name,
      place: 'main',
      limit: 200,
      ask: () => true,
      required: () => true,
      question: (ctx) => ctx.t.form.askName,
    }),
    phones: phoneList<ClientValues>('phones'),
    emails: emailList<ClientValues>('emails'),
    taxNumber: line('taxNumber', '🧾', 'askTaxNumber', 30),
    address: line('address', '📍', 'askAddress', 300),
    site: line('site', '🌐', 'askSite', 200),
    note: line('note', '🗒', 'askNote', 1000),
  },
  async save(ctx, { name, address, phones = [], emails = [], ...rest }, { draft }) {
    if (!name) return { error: ctx.t.form.needed(ctx.t.client.field.name), field: 'name' };
    const organization = await ctx.kit.store.organizations.create(
      { ...rest, id: draft, name, phones, emails, addresses: address ? [address] : [], manager: ctx.user.id },
      ctx.at,
      ctx.user.id,
    );
    return {
      outcome: { id: organization.id, name: organization.name },
      card: { html: escapeHtml(`✅ ${ctx.t.contact.saved}: ${organization.name}`) },
    };
  },
});
